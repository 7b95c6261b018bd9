/// A half-open stretch of a recording, [start, end), seconds from the recording's first frame.
public struct TimeSpan: Sendable, Hashable {
  /// The first second that belongs to it.
  public var start: Double
  /// The first second that no longer belongs to it.
  public var end: Double
  /// Its length, seconds.
  public var duration: Double { end - start }

  /// Makes the span [start, end), seconds.
  public init(start: Double, end: Double) {
    self.start = start
    self.end = end
  }

  /// The span so many seconds later.
  public func shifted(by seconds: Double) -> TimeSpan {
    TimeSpan(start: start + seconds, end: end + seconds)
  }

  /// The part that both have in common; `nil` when there is none.
  public func intersection(_ other: TimeSpan) -> TimeSpan? {
    let common = TimeSpan(start: max(start, other.start), end: min(end, other.end))
    return common.end > common.start ? common : nil
  }
}
