import FixtureFiles
import Foundation
import Testing

@testable import GroupComparison

/// The study of `Fixtures/comparison/made_study.csv` and what it was made with.
enum MadeStudy {
  static func observations() throws -> [Observation] {
    let text = try String(contentsOfFile: Fixture.comparison("made_study.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = lines[0]
    return try lines.dropFirst().map { fields in
      let row = Dictionary(uniqueKeysWithValues: zip(header, fields))
      func number(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
      return Observation(
        animal: row["animal_id"] ?? "", recording: row["recording"] ?? "",
        group: row["group"] ?? "", dose: row["dose"] ?? "", session: row["session"] ?? "",
        factors: ["stress": row["stress"] ?? ""],
        outcome: .scored(
          Measures(
            immobile: try number("immobile_s"), latency: try number("latency_s"),
            bouts: try number("bout_count"), window: 240)))
    }
  }

  static let design = ComparisonDesign(
    vehicle: "vehicle", strata: ["stress"], references: ["stress": "none"],
    pair: .init(first: "pretest", second: "test"))
}
