import ImmobilityCore

@testable import Calibration

/// Scores made for tests.
enum Made {
  static func bouts(
    _ recording: String, _ edges: [(Double, Double)], animal: String? = nil, arena: String? = nil,
    rater: String? = nil, window: (Double, Double)? = (0, 100),
    unscored: [(Double, Double)] = [], path: String = "a.csv", line: Int = 2
  ) -> ManualScore {
    let spans = { (edges: [(Double, Double)]) in
      TimeSpans(uniting: edges.map { TimeSpan(start: $0.0, end: $0.1) })
    }
    return ManualScore(
      recording: recording, animal: animal, arena: arena, rater: rater,
      observation: .bouts(immobile: spans(edges), others: []),
      window: window.map { TimeSpan(start: $0.0, end: $0.1) }, unscored: spans(unscored),
      path: path, line: line)
  }

  static func total(
    _ recording: String, _ seconds: Double, window: (Double, Double)? = nil, line: Int = 2
  ) -> ManualScore {
    ManualScore(
      recording: recording, observation: .total(seconds: seconds),
      window: window.map { TimeSpan(start: $0.0, end: $0.1) }, path: "t.csv", line: line)
  }

  /// A scoring of totals alone, recordings `r0`, `r1`, ...
  static func totals(_ name: String, _ seconds: [Double]) -> Scoring {
    Scoring(
      name: name,
      scores: seconds.enumerated().map { total("r\($0)", $1, window: (0, 300), line: $0 + 2) })
  }
}
