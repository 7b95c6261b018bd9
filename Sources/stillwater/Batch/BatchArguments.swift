import ArgumentParser
import Batch
import Glibc
import ImmobilityCore

/// A time to look back to: `12h`, `7d`, `2026-03-01` or `2026-03-01T18:30`, local time.
enum SinceArgument: Equatable {
  /// So many seconds before now.
  case before(Double)
  /// A moment, seconds since 1970.
  case at(Double)

  init(_ text: String) throws {
    if let unit = text.last, let factor = ["m": 60.0, "h": 3600, "d": 86_400][unit],
      let number = Double(text.dropLast()), number.isFinite, number >= 0
    {
      self = .before(number * factor)
      return
    }
    if let seconds = Self.localTime(text) {
      self = .at(seconds)
      return
    }
    throw ValidationError("it takes 12h, 7d, or a date such as 2026-03-01 or 2026-03-01T18:30")
  }

  /// Seconds since 1970 of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`; `nil` for anything else.
  private static func localTime(_ text: String) -> Double? {
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    let date = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
    guard halves.count <= 2, date.count == 3, let year = date[0], let month = date[1],
      let day = date[2], (1970...9999).contains(year), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (year - 1900, month - 1, day)
    if halves.count == 2 {
      let time = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        .map { Int32($0) }
      guard time.count == 2, let hour = time[0], let minute = time[1], (0..<24).contains(hour),
        (0..<60).contains(minute)
      else { return nil }
      (parts.tm_hour, parts.tm_min) = (hour, minute)
    }
    parts.tm_isdst = -1
    let seconds = mktime(&parts)
    // A day that the month does not have has become another.
    return seconds == -1 || parts.tm_mday != day ? nil : Double(seconds)
  }

  /// Nanoseconds since 1970; `now` in milliseconds.
  func nanoseconds(now: Int64) -> Int64 {
    switch self {
    case .before(let seconds):
      Saturating.difference(
        Saturating.product(now, 1_000_000), Int64(clamped: min(seconds, 1e9) * 1e9))
    case .at(let seconds): Int64(clamped: seconds * 1e9)
    }
  }
}

/// `I/N`.
enum ShardArgument {
  static func shard(_ text: String) throws -> Shard {
    guard let shard = Shard(text) else {
      throw ValidationError("it takes I/N, such as 3/20, I from 1 to N")
    }
    return shard
  }
}
