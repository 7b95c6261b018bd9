/// Observations by arm, one entry for each animal.
struct AnimalMeans {
  /// All arms, in order.
  private(set) var arms: [Arm] = []
  /// Animals with several recordings in one session.
  private(set) var averaged: [(animal: String, session: String, recordings: Int)] = []

  /// - Throws: when one animal stands in two arms of one session, or an observation lacks a factor.
  init(_ observations: [Observation], design: ComparisonDesign) throws(ComparisonError) {
    var byAnimal: [Unit: [(arm: ArmKey, observation: Observation)]] = [:]
    for observation in observations {
      let arm = try Self.arm(of: observation, design: design)
      byAnimal[Unit(animal: observation.animal, session: observation.session), default: []]
        .append((arm, observation))
    }
    var animals: [ArmKey: [ComparedAnimal]] = [:]
    var missing: [ArmKey: [String: Int]] = [:]
    for (unit, rows) in byAnimal.sorted(by: { $0.key < $1.key }) {
      let arms = Set(rows.map(\.arm)).sorted()
      guard arms.count == 1, let arm = arms.first else {
        let places = rows.sorted { $0.observation.recording < $1.observation.recording }
          .map { "\($0.observation.recording) (\(Self.words($0.arm)))" }
        throw ComparisonError(
          "animal '\(unit.animal)' stands in \(arms.count) arms"
            + (unit.session.isEmpty ? "" : " of session '\(unit.session)'")
            + ": \(places.joined(separator: ", ")); correct its group, dose or factors")
      }
      // By recording, so that the sums do not depend on the order of rows.
      let measures = rows.sorted { $0.observation.recording < $1.observation.recording }
        .compactMap { row -> Measures? in
          if case .scored(let measures) = row.observation.outcome { measures } else { nil }
        }
      guard !measures.isEmpty else {
        let reasons = Set(
          rows.compactMap { row -> String? in
            if case .missing(let reason) = row.observation.outcome { reason } else { nil }
          })
        missing[arm, default: [:]][reasons.sorted().joined(separator: ", "), default: 0] += 1
        animals[arm, default: []] += []
        continue
      }
      if measures.count > 1 { averaged.append((unit.animal, unit.session, measures.count)) }
      animals[arm, default: []].append(
        ComparedAnimal(
          name: unit.animal, measures: Self.mean(measures), recordings: measures.count))
    }
    arms = animals.keys.sorted().map { key in
      Arm(
        key: key, animals: animals[key] ?? [],
        missing: (missing[key] ?? [:]).sorted { $0.key < $1.key }
          .map { MissingAnimals(reason: $0.key, count: $0.value) })
    }
  }

  private struct Unit: Hashable, Comparable {
    var animal: String
    var session: String

    static func < (a: Unit, b: Unit) -> Bool {
      (a.animal, a.session) < (b.animal, b.session)
    }
  }

  private static func arm(
    of observation: Observation, design: ComparisonDesign
  ) throws(ComparisonError) -> ArmKey {
    var stratum: [String] = []
    for factor in design.strata {
      guard let level = observation.factors[factor], !level.isEmpty else {
        throw ComparisonError(
          "animal '\(observation.animal)' in \(observation.recording) has no '\(factor)'; fill it "
            + "in, or leave the factor out")
      }
      stratum.append(level)
    }
    let isVehicle = observation.group == design.vehicle
    return ArmKey(
      session: observation.session, stratum: stratum, group: observation.group,
      dose: isVehicle ? "" : observation.dose, isVehicle: isVehicle)
  }

  /// An arm in words: `fluoxetine 10, stressed, test`.
  static func words(_ key: ArmKey) -> String {
    ([key.dose.isEmpty ? key.group : "\(key.group) \(key.dose)"] + key.stratum + [key.session])
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func mean(_ measures: [Measures]) -> Measures {
    let count = Double(measures.count)
    func mean(_ path: KeyPath<Measures, Double>) -> Double {
      measures.reduce(0) { $0 + $1[keyPath: path] } / count
    }
    return Measures(
      immobile: mean(\.immobile), latency: mean(\.latency),
      latencyIsCensored: measures.contains { $0.latencyIsCensored }, bouts: mean(\.bouts),
      unscored: mean(\.unscored), window: mean(\.window))
  }
}
