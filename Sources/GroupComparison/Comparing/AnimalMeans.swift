/// Observations by arm, one entry for each animal.
struct AnimalMeans {
  /// All arms, in order.
  private(set) var arms: [Arm] = []
  /// Animals that are left out and have no group.
  private(set) var withoutArm: [LeftOutAnimal] = []
  /// Animals with several recordings in one session.
  private(set) var averaged: [(animal: String, session: String, recordings: Int)] = []
  /// `[column]`: what the vehicle's animals have in columns of the arm from which they are exempt, and how
  /// many.
  private(set) var exempt: [String: [String: Int]] = [:]

  /// - Throws: when one animal has two arms in one session, or an observation lacks a factor.
  init(_ observations: [Observation], design: ComparisonDesign) throws(ComparisonError) {
    var byAnimal: [Unit: [(arm: ArmKey?, observation: Observation)]] = [:]
    for observation in Self.completed(observations, design) {
      // What is left out may lack what would place it.
      let arm: ArmKey?
      if case .missing = observation.outcome {
        arm = observation.group.isEmpty ? nil : try? Self.arm(of: observation, design: design)
      } else {
        arm = try Self.arm(of: observation, design: design)
      }
      if arm?.isVehicle == true {
        for column in design.arm.dropFirst() {
          let level = Self.level(column, of: observation)
          if !level.isEmpty { exempt[column, default: [:]][level, default: 0] += 1 }
        }
      }
      byAnimal[Unit(animal: observation.animal, session: observation.session), default: []]
        .append((arm, observation))
    }
    var animals: [ArmKey: [ComparedAnimal]] = [:]
    var leftOut: [ArmKey: [LeftOutAnimal]] = [:]
    for (unit, rows) in byAnimal.sorted(by: { $0.key < $1.key }) {
      // By recording, so that the sums do not depend on the order of rows.
      let rows = rows.sorted { $0.observation.recording < $1.observation.recording }
      let arms = Set(rows.compactMap(\.arm)).sorted()
      guard arms.count <= 1 else { throw Self.contradiction(unit, rows, arms.count) }
      let measures = rows.compactMap { row -> Measures? in
        if case .scored(let measures) = row.observation.outcome { measures } else { nil }
      }
      guard !measures.isEmpty, let arm = arms.first else {
        let reasons = Set(
          rows.compactMap { row -> String? in
            if case .missing(let reason) = row.observation.outcome { reason } else { nil }
          })
        let left = LeftOutAnimal(
          name: unit.animal,
          recording: rows.map(\.observation.recording).joined(separator: ", "),
          session: unit.session, reason: reasons.sorted().joined(separator: ", "))
        if let arm = arms.first {
          leftOut[arm, default: []].append(left)
          animals[arm, default: []] += []
        } else {
          withoutArm.append(left)
        }
        continue
      }
      if measures.count > 1 { averaged.append((unit.animal, unit.session, measures.count)) }
      var factors = rows.first?.observation.factors ?? [:]
      for (name, level) in factors { factors[name] = design.aliases[level] ?? level }
      animals[arm, default: []].append(
        ComparedAnimal(
          name: unit.animal, measures: Measures.mean(measures), recordings: measures.count,
          factors: factors, bins: TimeBin.means(rows.map(\.observation.bins))))
    }
    arms = animals.keys.sorted().map { key in
      let own = animals[key] ?? []
      return Arm(
        key: key, animals: own, units: Self.units(own, design), leftOut: leftOut[key] ?? [])
    }
  }

  private struct Unit: Hashable, Comparable {
    var animal: String
    var session: String

    static func < (a: Unit, b: Unit) -> Bool {
      (a.animal, a.session) < (b.animal, b.session)
    }
  }

  private static func contradiction(
    _ unit: Unit, _ rows: [(arm: ArmKey?, observation: Observation)], _ count: Int
  ) -> ComparisonError {
    let places = rows.map { "\($0.observation.recording) (\($0.arm.map(words) ?? "no group"))" }
    return ComparisonError(
      "animal '\(unit.animal)' is in \(count) arms"
        + (unit.session.isEmpty ? "" : " of session '\(unit.session)'")
        + ": \(places.joined(separator: ", ")); correct its group, dose or factors")
  }

  /// The observations of a pair's first session with what the animal's second session knows: before
  /// treatment there often is no dose yet.
  private static func completed(
    _ observations: [Observation], _ design: ComparisonDesign
  ) -> [Observation] {
    guard let pair = design.pair else { return observations }
    let later = Dictionary(
      observations.filter { $0.session == pair.second }
        .sorted { $0.recording < $1.recording }.map { ($0.animal, $0) },
      uniquingKeysWith: { first, _ in first })
    return observations.map { observation in
      guard observation.session == pair.first, let known = later[observation.animal] else {
        return observation
      }
      var completed = observation
      if completed.group.isEmpty { completed.group = known.group }
      if completed.dose.isEmpty { completed.dose = known.dose }
      for (name, level) in known.factors where completed.factors[name, default: ""].isEmpty {
        completed.factors[name] = level
      }
      return completed
    }
  }

  /// What is counted: animals, or means of clusters, in order of their names.
  static func units(_ animals: [ComparedAnimal], _ design: ComparisonDesign) -> [ComparedAnimal] {
    guard let cluster = design.cluster else { return animals }
    return Dictionary(grouping: animals) { $0.factors[cluster, default: ""] }
      .sorted { $0.key < $1.key }.map { name, members in
        ComparedAnimal(
          name: "\(cluster) \(name)", measures: Measures.mean(members.map(\.measures)),
          recordings: members.reduce(0) { $0 + $1.recordings },
          factors: members[0].factors.filter { factor in
            members.allSatisfy { $0.factors[factor.key] == factor.value }
          }, bins: TimeBin.means(members.map(\.bins)))
      }
  }

  private static func level(_ column: String, of observation: Observation) -> String {
    switch column {
    case "group": observation.group
    case "dose": observation.dose
    default: observation.factors[column] ?? ""
    }
  }

  private static func arm(
    of observation: Observation, design: ComparisonDesign
  ) throws(ComparisonError) -> ArmKey {
    func meant(_ text: String) -> String { design.aliases[text] ?? text }
    var stratum: [String] = []
    for factor in design.strata + [design.cluster].compactMap(\.self) {
      guard let level = observation.factors[factor], !level.isEmpty else {
        throw ComparisonError(
          "animal '\(observation.animal)' in \(observation.recording) has no '\(factor)'; fill it "
            + "in, or leave the factor out")
      }
      if factor != design.cluster { stratum.append(meant(level)) }
    }
    let group = meant(observation.group)
    let isVehicle = group == meant(design.vehicle)
    return ArmKey(
      session: observation.session, stratum: stratum, group: group,
      dose: isVehicle || !design.arm.contains("dose") ? "" : meant(observation.dose),
      further: design.further.map {
        isVehicle ? "" : meant(observation.factors[$0] ?? "")
      }, isVehicle: isVehicle)
  }

  /// An arm in words: `fluoxetine 10, stressed, test`.
  static func words(_ key: ArmKey) -> String {
    ([key.name] + key.stratum + [key.session]).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
