/// A set of moments: spans in order of time that neither overlap nor touch.
public struct TimeSpans: Sendable, Equatable {
  /// The spans, each of positive length, in order of time.
  public private(set) var spans: [TimeSpan]

  /// The union of any spans: overlapping and touching ones become one, empty ones vanish.
  ///
  /// Time grows as sorting does.
  public init(uniting spans: [TimeSpan] = []) {
    var united: [TimeSpan] = []
    for span in spans.filter({ $0.end > $0.start }).sorted(by: { $0.start < $1.start }) {
      if let last = united.last, span.start <= last.end {
        united[united.count - 1].end = max(last.end, span.end)
      } else {
        united.append(span)
      }
    }
    self.spans = united
  }

  /// The seconds in the set.
  public var total: Double { spans.reduce(0) { $0 + $1.duration } }

  /// Whether nothing is in the set.
  public var isEmpty: Bool { spans.isEmpty }

  /// The moments so many seconds later.
  public func shifted(by seconds: Double) -> TimeSpans {
    seconds == 0 ? self : TimeSpans(uniting: spans.map { $0.shifted(by: seconds) })
  }

  /// The moments that lie in `window` too.
  public func clipped(to window: TimeSpan) -> TimeSpans {
    TimeSpans(uniting: spans.compactMap { $0.intersection(window) })
  }

  /// The moments that lie in both sets. Time grows with the number of spans of both.
  public func intersection(_ other: TimeSpans) -> TimeSpans {
    var common: [TimeSpan] = []
    var (i, j) = (0, 0)
    while i < spans.count, j < other.spans.count {
      if let part = spans[i].intersection(other.spans[j]) { common.append(part) }
      if spans[i].end < other.spans[j].end { i += 1 } else { j += 1 }
    }
    return TimeSpans(uniting: common)
  }

  /// The moments that lie in either set.
  public func union(_ other: TimeSpans) -> TimeSpans {
    TimeSpans(uniting: spans + other.spans)
  }

  /// The moments of `window` that are not in the set.
  public func complement(in window: TimeSpan) -> TimeSpans {
    var rest: [TimeSpan] = []
    var from = window.start
    for span in clipped(to: window).spans {
      rest.append(TimeSpan(start: from, end: span.start))
      from = span.end
    }
    rest.append(TimeSpan(start: from, end: window.end))
    return TimeSpans(uniting: rest)
  }
}
