import GroupComparison

@testable import Reports

/// A small study for the printers: two strata, a drug, a group without data, a pair of sessions.
enum SampleComparison {
  static func observations() -> [Observation] {
    var rows: [Observation] = []
    func add(_ animal: String, _ group: String, _ dose: String, _ stress: String, _ value: Double?)
    {
      for (session, shift) in [("pre", 5.0), ("test", 0)] {
        rows.append(
          Observation(
            animal: animal, recording: "\(session)/\(animal).mp4", group: group, dose: dose,
            session: session, factors: ["stress": stress],
            outcome: value.map {
              .scored(
                Measures(
                  immobile: $0 + shift, latency: 30, latencyIsCensored: $0 < 61, bouts: 4,
                  window: 240))
            } ?? .missing(reason: "excluded: \"<it>\" died")))
      }
    }
    for animal in 0..<4 {
      let own = Double(animal * animal)
      add("v\(animal)", "veh<>", "0", "none", 100 + own)
      add("w\(animal)", "veh<>", "0", "mild", 130 + own * 2)
      add("d\(animal)", "drug", "10", "none", 60 + own)
      add("e\(animal)", "drug", "10", "mild", 110 + own * 3)
    }
    add("x", "lost", "5", "none", nil)
    return rows
  }

  static func report() throws -> ComparisonReport {
    ComparisonReport(
      software: Sample.software, inputs: ["a<b>.csv"],
      comparison: try Comparison(
        observations(),
        design: ComparisonDesign(
          vehicle: "veh<>", strata: ["stress"], references: ["stress": "none"],
          pair: .init(first: "pre", second: "test"), draws: 500)), warnings: ["look <here>"])
  }
}
