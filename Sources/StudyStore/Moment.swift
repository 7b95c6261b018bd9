import ImmobilityCore

/// A point in time, to the millisecond.
///
/// The store never reads a clock: whoever calls it says what time it is.
public struct Moment: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01 00:00 UTC, without leap seconds.
  public var milliseconds: Int64

  /// Makes a moment of milliseconds since 1970-01-01 00:00 UTC.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Nanoseconds since 1970; at most what a number holds.
  public var nanoseconds: Int64 { Saturating.product(milliseconds, 1_000_000) }

  /// Whether one comes before the other.
  public static func < (left: Moment, right: Moment) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// Seconds from an earlier moment to this one.
  public func seconds(since earlier: Moment) -> Double {
    Double(Saturating.difference(milliseconds, earlier.milliseconds)) / 1000
  }

  /// ISO 8601 in UTC, to the second, such as `2026-03-01T22:15:09Z`, wherever the program runs.
  public var text: String {
    let (day, time) = (milliseconds / 1000).quotientAndRemainder(rounding: 86_400)
    let (year, month, date) = Self.calendar(day)
    let clock = [time / 3600, time / 60 % 60, time % 60].map { Self.padded($0, 2) }
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(date, 2))T"
      + clock.joined(separator: ":") + "Z"
  }

  private static func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// Year, month and day of the Gregorian calendar from days since 1970-01-01 (Hinnant 2013,
  /// "chrono-compatible low-level date algorithms").
  private static func calendar(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (day + 719_468).quotientAndRemainder(rounding: 146_097)
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      year + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }
}

extension Int64 {
  /// The quotient rounded down, and the remainder, 0 or more.
  fileprivate func quotientAndRemainder(rounding divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
