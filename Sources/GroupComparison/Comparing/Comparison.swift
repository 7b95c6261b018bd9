import Statistics

/// Groups of animals compared: what every printer of `compare` prints.
///
/// The animal is the unit: several recordings of one animal in one session are averaged first. A pure
/// function of observations and design, whatever the order of the observations.
public struct Comparison: Sendable, Equatable {
  /// What was compared with what.
  public var design: ComparisonDesign
  /// All arms, in order; those without data too.
  public var arms: [Arm]
  /// Animals that are left out and have no group.
  public var withoutArm: [LeftOutAnimal]
  /// The session whose comparisons are the family; empty where there are no sessions.
  public var session: String
  /// All comparisons: sections in order, in them arms in order, measures in order.
  public var effects: [Effect]
  /// The latencies of each arm against those of its vehicle; in order of the arms.
  public var logRanks: [(arm: ArmKey, test: LogRank?)]
  /// Immobile time bin by bin, for arms whose bins are known.
  public var timeCourses: [TimeCourse]
  /// Dose trends in the primary measure.
  public var trends: [ArmTrend]
  /// What this study could have found; `nil` where it has no spread.
  public var power: StudyPower?
  /// What deserves a look, as sentences.
  public var notes: [String]

  /// The comparisons of a section.
  public func effects(_ section: Effect.Section) -> [Effect] {
    effects.filter { $0.section == section }
  }

  /// Whether both say the same.
  public static func == (a: Comparison, b: Comparison) -> Bool {
    a.design == b.design && a.arms == b.arms && a.withoutArm == b.withoutArm
      && a.session == b.session && a.effects == b.effects && a.notes == b.notes
      && a.trends == b.trends && a.timeCourses == b.timeCourses && a.power == b.power
      && a.logRanks.elementsEqual(b.logRanks) { $0 == $1 }
  }

  /// Compares.
  ///
  /// - Throws: when there is nothing to compare, the vehicle, a session or an arm asked for is not there,
  ///   or an animal is in two arms.
  public init(
    _ observations: [Observation], design: ComparisonDesign
  ) throws(ComparisonError) {
    try Self.check(observations, design)
    let means = try AnimalMeans(observations, design: design)
    self.design = design
    arms = means.arms
    withoutArm = means.withoutArm
    let sessions = Set(means.arms.map(\.key.session)).sorted()
    session =
      design.session ?? design.pair?.second ?? sessions.first { $0.lowercased() == "test" }
      ?? sessions.last ?? ""
    effects = []
    logRanks = []
    trends = []
    timeCourses = means.arms.compactMap(TimeCourse.init)
    notes = []
    try compare()
    trends = ArmTrend.all(self)
    power = StudyPower(self)
    notes =
      ComparisonNotes(
        comparison: self, means: means, observations: observations, sessions: sessions
      ).texts
  }

  private static func check(
    _ observations: [Observation], _ design: ComparisonDesign
  ) throws(ComparisonError) {
    guard !observations.isEmpty else { throw ComparisonError("there is no animal to compare") }
    func meant(_ text: String) -> String { design.aliases[text] ?? text }
    let groups = Set(observations.map { meant($0.group) }).filter { !$0.isEmpty }
    guard groups.contains(meant(design.vehicle)) else {
      throw ComparisonError(
        "there is no group '\(design.vehicle)' to compare with; the groups are "
          + groups.sorted().joined(separator: ", "))
    }
    let sessions = Set(observations.map(\.session))
    let pair = [design.pair?.first, design.pair?.second]
    for session in (pair + [design.session]).compactMap(\.self) where !sessions.contains(session) {
      throw ComparisonError(
        "there is no session '\(session)'; the sessions are "
          + sessions.sorted().map { $0.isEmpty ? "(none)" : $0 }.joined(separator: ", "))
    }
    for factor in design.strata {
      let levels = Set(observations.compactMap { $0.factors[factor].map(meant) })
      if let reference = design.references[factor], !levels.contains(reference) {
        throw ComparisonError(
          "'\(factor)' has no level '\(reference)'; its levels are "
            + levels.sorted().joined(separator: ", "))
      }
    }
  }

  /// Arms that are not the vehicle.
  private var treated: [Arm] { arms.filter { !$0.key.isVehicle } }

  /// The vehicle of a session and stratum.
  func vehicle(of key: ArmKey) -> Arm? {
    arms.first {
      $0.key.isVehicle && $0.key.session == key.session && $0.key.stratum == key.stratum
    }
  }

  private mutating func compare() throws(ComparisonError) {
    let maker = EffectMaker(design: design)
    for arm in treated {
      for measure in design.measures {
        effects.append(
          maker.difference(
            .againstVehicle, [("the arm", arm), ("the vehicle", vehicle(of: arm.key))],
            arm: arm.key, measure))
      }
      let vehicle = vehicle(of: arm.key)?.survival.times ?? []
      logRanks.append((arm.key, Survival.logRank(arm.survival.times, vehicle)))
    }
    compareAcrossStrata(maker)
    compareLevels(maker)
    compareInteractions(maker)
    try compareContrasts(maker)
    compareChanges(maker)
    for section in Effect.Section.allCases where section != .interactions {
      adjust(section) { $0.section == section }
    }
    // Of interactions each factor is a family.
    for factor in Set(effects(.interactions).compactMap(\.factor)) {
      adjust(.interactions) { $0.section == .interactions && $0.factor == factor }
    }
  }

  private mutating func compareAcrossStrata(_ maker: EffectMaker) {
    guard !design.strata.isEmpty else { return }
    var keys: [ArmKey] = []
    for arm in treated {
      let key = arm.key.moved(stratum: design.strata.map { _ in "" })
      if !keys.contains(key) { keys.append(key) }
    }
    for key in keys.sorted() {
      let strata = treated.compactMap { arm -> (arm: Arm, vehicle: Arm)? in
        guard arm.key.moved(stratum: key.stratum) == key else { return nil }
        return vehicle(of: arm.key).map { (arm, $0) }
      }
      guard Set(arms.map(\.key.stratum)).count > 1 else { continue }
      for measure in design.measures {
        effects.append(maker.acrossStrata(strata, arm: key, measure))
      }
    }
  }

  private mutating func compareLevels(_ maker: EffectMaker) {
    for (place, factor) in design.strata.enumerated() {
      let levels = Set(arms.map { $0.key.stratum[place] }).sorted()
      guard levels.count > 1, let reference = design.references[factor] ?? levels.first else {
        continue
      }
      for arm in arms where arm.key.isVehicle && arm.key.stratum[place] != reference {
        var base = arm.key.stratum
        base[place] = reference
        let other = arms.first { $0.key == arm.key.moved(stratum: base) }
        let level = arm.key.stratum[place]
        for measure in design.measures {
          effects.append(
            maker.difference(
              .level(factor: factor, level: level, reference: reference),
              [("the vehicle at \(level)", arm), ("the vehicle at \(reference)", other)],
              arm: arm.key, measure))
        }
      }
    }
  }

  /// The columns of sex that animals have, in order: their interaction is shown even where they are pooled.
  private var sexColumns: [String] {
    Set(arms.flatMap { $0.animals.flatMap(\.factors.keys) }).sorted().filter {
      ["sex", "gender"].contains($0.lowercased()) && !design.strata.contains($0)
        && !design.arm.contains($0)
    }
  }

  private mutating func compareInteractions(_ maker: EffectMaker) {
    let byKey = Dictionary(arms.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for (place, factor) in design.strata.enumerated() {
      let levels = Set(arms.map { $0.key.stratum[place] }).sorted()
      guard levels.count > 1, let reference = design.references[factor] ?? levels.first else {
        continue
      }
      for arm in treated where arm.key.stratum[place] != reference {
        var base = arm.key.stratum
        base[place] = reference
        let other = arm.key.moved(stratum: base)
        add(
          maker, factor, arm.key.stratum[place], reference, arm.key,
          [arm, vehicle(of: arm.key), byKey[other], vehicle(of: other)])
      }
    }
    for factor in sexColumns {
      let levels = Set(arms.flatMap { $0.animals.compactMap { $0.factors[factor] } })
        .filter { !$0.isEmpty }.sorted()
      guard let reference = levels.first else { continue }
      for arm in treated where !arm.animals.isEmpty {
        for level in levels.dropFirst() {
          let sides = [level, reference].flatMap { level in
            [arm, vehicle(of: arm.key)].map { $0?.part(factor, level, design) }
          }
          add(maker, factor, level, reference, arm.key, sides)
        }
      }
    }
  }

  private mutating func add(
    _ maker: EffectMaker, _ factor: String, _ level: String, _ reference: String, _ arm: ArmKey,
    _ cells: [Arm?]
  ) {
    let names = [level, reference].flatMap { ["the arm at \($0)", "the vehicle at \($0)"] }
    for measure in design.measures {
      effects.append(
        maker.interaction(
          .interaction(factor: factor, level: level, reference: reference),
          cells: zip(names, cells).map { ($0, $1) }, arm: arm, measure))
    }
  }

  private mutating func compareContrasts(_ maker: EffectMaker) throws(ComparisonError) {
    for contrast in design.contrasts {
      let sides = [contrast.first, contrast.second].map { name in
        arms.filter { $0.key.name == name }
      }
      for (name, side) in zip([contrast.first, contrast.second], sides) where side.isEmpty {
        throw ComparisonError(
          "there is no arm '\(name)'; the arms are "
            + Set(arms.map(\.key.name)).sorted().joined(separator: ", "))
      }
      for arm in sides[0] {
        guard
          let other = sides[1].first(where: {
            $0.key.session == arm.key.session && $0.key.stratum == arm.key.stratum
          })
        else { continue }
        for measure in design.measures {
          effects.append(
            maker.difference(
              .between(other: other.key), [(contrast.first, arm), (contrast.second, other)],
              arm: arm.key, measure))
        }
      }
    }
  }

  private mutating func compareChanges(_ maker: EffectMaker) {
    guard let pair = design.pair else { return }
    // By animal, whatever the first session says about its arm.
    let first = Dictionary(
      arms.filter { $0.key.session == pair.first }.flatMap(\.animals).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    for arm in arms where arm.key.session == pair.second {
      for measure in design.measures {
        effects.append(maker.change(from: first, to: arm, pair: pair, measure))
      }
    }
  }

  /// Adjusts the p-values of some comparisons: those of the primary measure in the family's session are
  /// one family.
  private mutating func adjust(_ section: Effect.Section, _ isMember: (Effect) -> Bool) {
    let places = effects.indices.filter {
      let effect = effects[$0]
      return isMember(effect) && effect.measure == design.primary
        && effect.arm.session == session && effect.test != nil
    }
    let tests = places.compactMap { effects[$0].test }
    let adjusted: [Double?] =
      section == .effects && design.adjustment == .dunnett
      ? ManyToOne.adjusted(manyToOne(places)) : Holm.adjusted(tests.map(\.p))
    for (place, p) in zip(places, adjusted) {
      effects[place].adjustedP = p
      effects[place].familySize = tests.count
    }
  }

  private func manyToOne(_ places: [Int]) -> [ManyToOne.Comparison] {
    var strata: [[String]] = []
    return places.compactMap { place in
      let effect = effects[place]
      guard let test = effect.test, let vehicle = vehicle(of: effect.arm) else { return nil }
      if !strata.contains(effect.arm.stratum) { strata.append(effect.arm.stratum) }
      let values = vehicle.values(effect.measure)
      let own = (Moments.variance(values) ?? 0) / Double(values.count)
      return ManyToOne.Comparison(
        test: test, shared: own / (test.error * test.error),
        vehicle: strata.firstIndex(of: effect.arm.stratum) ?? 0)
    }
  }
}

extension Arm {
  /// The animals of one level of a factor.
  fileprivate func part(_ factor: String, _ level: String, _ design: ComparisonDesign) -> Arm {
    var part = self
    part.animals = animals.filter { $0.factors[factor] == level }
    part.units = AnimalMeans.units(part.animals, design)
    if !animals.isEmpty { part.leftOut = [] }
    return part
  }
}
