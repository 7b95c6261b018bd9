/// Arithmetic with numbers from outside (files, stores, clocks, command lines): what does not fit becomes the nearest
/// number that does, and nothing ends the program.
public enum Saturating {
  /// `a + b`.
  public static func sum(_ a: Int64, _ b: Int64) -> Int64 {
    let (value, overflow) = a.addingReportingOverflow(b)
    return overflow ? (a < 0 ? .min : .max) : value
  }

  /// `a - b`.
  public static func difference(_ a: Int64, _ b: Int64) -> Int64 {
    let (value, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? (a < 0 ? .min : .max) : value
  }

  /// `a * b`.
  public static func product(_ a: Int64, _ b: Int64) -> Int64 {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? ((a < 0) == (b < 0) ? .max : .min) : value
  }
}

extension FixedWidthInteger {
  /// The whole number nearest to zero from a number; the largest or smallest where it does not fit, 0 for none.
  public init(clamped value: Double) {
    if value.isNaN {
      self = 0
    } else if let exact = Self(exactly: value.rounded(.towardZero)) {
      self = exact
    } else {
      self = value < 0 ? .min : .max
    }
  }
}
