/// Times to an event, some of them censored: the event had not come by then.
package struct Survival: Sendable {
  /// A time and whether the event came then.
  package struct Time: Sendable, Equatable {
    /// Seconds.
    package var seconds: Double
    /// Whether the event came; otherwise observation ended.
    package var isEvent: Bool

    /// A time of its parts.
    package init(_ seconds: Double, isEvent: Bool) {
      self.seconds = seconds
      self.isEvent = isEvent
    }
  }

  /// The times, in order; at one time events before censored ones.
  package let times: [Time]

  /// Survival of times in any order.
  package init(_ times: [Time]) {
    self.times = times.sorted { a, b in
      a.seconds != b.seconds ? a.seconds < b.seconds : a.isEvent && !b.isEvent
    }
  }

  /// The estimate of Kaplan & Meier (1958): the part without event just after each time of an event.
  package var curve: [(seconds: Double, part: Double)] {
    var curve: [(seconds: Double, part: Double)] = []
    var part = 1.0
    for (place, time) in times.enumerated() where time.isEvent {
      if let last = curve.last, last.seconds == time.seconds {
        // Of a tie all count against those at risk before it.
        let start = times.firstIndex { $0.seconds == time.seconds } ?? place
        let events = Double(place - start + 1)
        let before = curve.count > 1 ? curve[curve.count - 2].part : 1
        part = before * (1 - events / Double(times.count - start))
        curve[curve.count - 1].part = part
      } else {
        part *= 1 - 1 / Double(times.count - place)
        curve.append((time.seconds, part))
      }
    }
    return curve
  }

  /// The first time at which at most half are without event; `nil` where more than half remain so.
  package var median: Double? { curve.first { $0.part <= 0.5 + 1e-12 }?.seconds }

  /// The test of Mantel (1966) and Cox (1972) whether two groups have the same curve; `nil` without an
  /// event that tells them apart.
  package static func logRank(_ a: [Time], _ b: [Time]) -> LogRank? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let events = Set((a + b).filter(\.isEvent).map(\.seconds)).sorted()
    var (observed, expected, variance) = (0.0, 0.0, 0.0)
    for time in events {
      let atRiskA = Double(a.count { $0.seconds >= time })
      let atRisk = atRiskA + Double(b.count { $0.seconds >= time })
      let ownEvents = Double(a.count { $0.isEvent && $0.seconds == time })
      let all = ownEvents + Double(b.count { $0.isEvent && $0.seconds == time })
      observed += ownEvents
      expected += all * atRiskA / atRisk
      guard atRisk > 1 else { continue }
      variance +=
        all * (atRiskA / atRisk) * (1 - atRiskA / atRisk) * (atRisk - all) / (atRisk - 1)
    }
    guard variance > 0 else { return nil }
    return LogRank(z: (observed - expected) / variance.squareRoot())
  }
}

/// The result of a log-rank test of two groups.
public struct LogRank: Sendable, Equatable {
  /// Events beyond those expected in the first group, in standard errors; above 0 they come earlier.
  public var z: Double
  /// Chi squared with one degree of freedom.
  public var chiSquared: Double { z * z }
  /// The two-sided p-value.
  public var p: Double { 2 * Distributions.normalProbability(-z.magnitude) }
}
