import Calibration
import ImmobilityCore

@testable import Reports

/// Agreement reports made for tests.
enum SampleAgreement {
  static func score(
    _ recording: String, _ edges: [(Double, Double)], line: Int
  ) -> ManualScore {
    ManualScore(
      recording: recording,
      observation: .bouts(
        immobile: TimeSpans(uniting: edges.map { TimeSpan(start: $0.0, end: $0.1) }), others: []),
      window: TimeSpan(start: 0, end: 100), path: "a.csv", line: line)
  }

  static func report(_ scorings: [Scoring]) -> AgreementReport {
    let agreement = Agreement(scorings)
    return AgreementReport(
      software: Software(name: "stillwater", version: "9.9.9"),
      files: [(path: "a.csv", format: "bouts")], immobileLabels: ["float"], window: nil,
      agreement: agreement,
      warnings: agreement.warnings + [ScoreWarning(path: "a.csv", line: 3, message: "odd")])
  }

  /// Two scorers, one animal: no figure of the totals is defined but the bias.
  static let single = report([
    Scoring(name: "anna, \"first\"", scores: [score("r.mp4", [(10, 20), (40, 60)], line: 2)]),
    Scoring(name: "ben\u{1B}", scores: [score("r.mp4", [(10, 30)], line: 3)]),
  ])

  /// Four animals by three scorers, of whom `odd` stands apart.
  static let group = report([
    Scoring(
      name: "anna",
      scores: (0..<4).map { score("r\($0)", [(0, 10 + 20 * Double($0))], line: $0 + 2) }),
    Scoring(
      name: "ben",
      scores: (0..<4).map { score("r\($0)", [(0, 12 + 19 * Double($0))], line: $0 + 2) }),
    Scoring(
      name: "odd",
      scores: (0..<4).map { score("r\($0)", [(60, 95 - 2 * Double($0))], line: $0 + 2) }),
  ])
}
