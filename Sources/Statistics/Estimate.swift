/// A figure with its 95 % confidence interval, or the reason why there is none. Never NaN.
public struct Estimate: Sendable, Equatable {
  /// The figure; `nil` where it is not defined.
  public var value: Double?
  /// The lower and upper 95 % limits; `nil` where they are not defined or not given.
  public var interval: ClosedRange<Double>?
  /// Why the figure or its interval is missing.
  public var reason: String?

  /// A figure with its interval; one that is not finite becomes a missing one.
  public init(
    _ value: Double, interval: ClosedRange<Double>? = nil, reason: String? = nil
  ) {
    let isDefined = value.isFinite
    self.value = isDefined ? value : nil
    self.interval = isDefined ? interval : nil
    self.reason = isDefined ? reason : reason ?? "it is not defined for these values"
  }

  /// No figure, and why.
  public init(missing reason: String) {
    value = nil
    interval = nil
    self.reason = reason
  }

  /// The interval between two limits; `nil` unless both are finite and in order.
  package static func interval(_ lower: Double, _ upper: Double) -> ClosedRange<Double>? {
    lower.isFinite && upper.isFinite && lower <= upper ? lower...upper : nil
  }
}
