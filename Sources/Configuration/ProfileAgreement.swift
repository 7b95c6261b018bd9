/// What a profile's evidence says about its agreement with people, as far as reports state it. Evidence is
/// for people: a figure that is missing or not as `calibrate` writes it is `nil`, never an error.
public struct ProfileAgreement: Sendable, Equatable {
  /// A figure with its 95 % interval, where there is one.
  public struct Figure: Sendable, Equatable {
    /// The figure.
    public var value: Double
    /// Its interval.
    public var interval: ClosedRange<Double>?
  }

  /// Animals that the profile was fitted on.
  public var animals: Int?
  /// The people who scored them.
  public var raters: Int?
  /// Agreement in time of animals that it was not fitted on: Cohen's kappa.
  public var kappa: Figure?
  /// Agreement of their totals: Lin's concordance.
  public var concordance: Figure?
  /// Mean difference of their totals from people's, seconds.
  public var bias: Figure?
  /// Limits of agreement of their totals, seconds.
  public var limits: ClosedRange<Double>?

  /// Reads `[evidence]` of a profile.
  init(_ evidence: [String: TOMLNode]) {
    animals = Self.count(evidence["animals"])
    raters = Self.count(evidence["raters"])
    guard case .table(let figures)? = evidence["cross_validated"] else { return }
    kappa = Self.figure("kappa", in: figures)
    concordance = Self.figure("concordance", in: figures)
    bias = Self.figure("bias_s", in: figures)
    if let low = figures["lower_limit_s"]?.number, let high = figures["upper_limit_s"]?.number,
      low <= high
    {
      limits = low...high
    }
  }

  private static func count(_ node: TOMLNode?) -> Int? {
    node?.number.flatMap { Int(exactly: $0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private static func figure(_ name: String, in figures: [String: TOMLNode]) -> Figure? {
    guard let value = figures[name]?.number, value.isFinite else { return nil }
    var figure = Figure(value: value)
    if case .array(let edges)? = figures[name + "_interval"], edges.count == 2,
      let low = edges[0].number, let high = edges[1].number, low <= high
    {
      figure.interval = low...high
    }
    return figure
  }
}
