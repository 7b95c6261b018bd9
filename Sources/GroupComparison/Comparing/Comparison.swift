import Calibration

/// Groups of animals compared: what every printer of `compare` prints.
///
/// The animal is the unit: several recordings of one animal in one session are averaged first. A pure
/// function of observations and design, whatever the order of the observations.
public struct Comparison: Sendable, Equatable {
  /// What was compared with what.
  public var design: ComparisonDesign
  /// All arms, in order; those without data too.
  public var arms: [Arm]
  /// Each arm against the vehicle of its stratum and session: arms in order, measures in order.
  public var effects: [Effect]
  /// Differences of effects between levels of a factor.
  public var interactions: [Effect]
  /// Changes from the first to the second session.
  public var changes: [Effect]
  /// What deserves a look, as sentences.
  public var notes: [String]

  /// Compares.
  ///
  /// - Throws: when there is nothing to compare, the vehicle or a session of the pair is not there, or
  ///   an animal stands in two arms.
  public init(
    _ observations: [Observation], design: ComparisonDesign
  ) throws(ComparisonError) {
    guard !observations.isEmpty else { throw ComparisonError("there is no animal to compare") }
    let groups = Set(observations.map(\.group))
    guard groups.contains(design.vehicle) else {
      throw ComparisonError(
        "there is no group '\(design.vehicle)' to compare with; the groups are "
          + groups.sorted().joined(separator: ", "))
    }
    let sessions = Set(observations.map(\.session))
    if let pair = design.pair {
      for session in [pair.first, pair.second] where !sessions.contains(session) {
        throw ComparisonError(
          "there is no session '\(session)' to pair; the sessions are "
            + sessions.sorted().map { $0.isEmpty ? "(none)" : $0 }.joined(separator: ", "))
      }
    }
    for factor in design.strata {
      let levels = Set(observations.compactMap { $0.factors[factor] })
      if let reference = design.references[factor], !levels.contains(reference) {
        throw ComparisonError(
          "'\(factor)' has no level '\(reference)'; its levels are "
            + levels.sorted().joined(separator: ", "))
      }
    }
    let means = try AnimalMeans(observations, design: design)
    self.design = design
    arms = means.arms
    effects = []
    interactions = []
    changes = []
    notes = []
    compare()
    notes = Self.notes(means, arms: arms)
  }

  /// Arms that are not the vehicle.
  private var treated: [Arm] { arms.filter { !$0.key.isVehicle } }

  private mutating func compare() {
    let byKey = Dictionary(arms.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    func vehicle(_ session: String, _ stratum: [String]) -> Arm? {
      byKey[
        ArmKey(
          session: session, stratum: stratum, group: design.vehicle, dose: "", isVehicle: true)]
    }
    let maker = EffectMaker(design: design)
    for arm in treated {
      for measure in ComparedMeasure.allCases {
        effects.append(
          maker.againstVehicle(arm, vehicle(arm.key.session, arm.key.stratum), measure))
      }
    }
    for (place, factor) in design.strata.enumerated() {
      let levels = Set(arms.map { $0.key.stratum[place] }).sorted()
      guard levels.count > 1, let reference = design.references[factor] ?? levels.first else {
        continue
      }
      for arm in treated where arm.key.stratum[place] != reference {
        var base = arm.key.stratum
        base[place] = reference
        let other = arm.key.moved(stratum: base)
        for measure in ComparedMeasure.allCases {
          interactions.append(
            maker.interaction(
              .interaction(
                factor: factor, level: arm.key.stratum[place], reference: reference),
              cells: [
                ("the arm at \(arm.key.stratum[place])", arm),
                (
                  "the vehicle at \(arm.key.stratum[place])",
                  vehicle(arm.key.session, arm.key.stratum)
                ), ("the arm at \(reference)", byKey[other]),
                ("the vehicle at \(reference)", vehicle(arm.key.session, base)),
              ], arm: arm.key, measure))
        }
      }
    }
    if let pair = design.pair {
      for arm in arms where arm.key.session == pair.second {
        for measure in ComparedMeasure.allCases {
          changes.append(
            maker.change(
              from: byKey[arm.key.moved(session: pair.first)], to: arm, pair: pair, measure))
        }
      }
    }
    for path in [\Comparison.effects, \.interactions, \.changes] {
      for measure in ComparedMeasure.allCases { adjust(path, measure) }
    }
  }

  /// Adjusts the p-values of one measure and one kind of effect: a family.
  private mutating func adjust(
    _ path: WritableKeyPath<Comparison, [Effect]>, _ measure: ComparedMeasure
  ) {
    let places = self[keyPath: path].indices.filter { self[keyPath: path][$0].measure == measure }
    let values = places.map { self[keyPath: path][$0].permutation?.p }
    for (place, adjusted) in zip(places, Holm.adjusted(values)) {
      self[keyPath: path][place].adjustedP = adjusted
      self[keyPath: path][place].familySize = values.compactMap(\.self).count
    }
  }

  private static func notes(_ means: AnimalMeans, arms: [Arm]) -> [String] {
    var notes: [String] = []
    if !means.averaged.isEmpty {
      let names = means.averaged.map { averaged in
        "\(averaged.animal) (\(averaged.recordings)"
          + (averaged.session.isEmpty ? ")" : ", \(averaged.session))")
      }
      notes.append(
        "Several recordings of one animal in one session were averaged, so that the animal stays the "
          + "unit: \(names.joined(separator: ", ")).")
    }
    let animals = arms.flatMap(\.animals)
    let cases = Set(arms.map(\.key.session)).count > 1 ? "animals and sessions" : "animals"
    let windows = Set(animals.map { ($0.measures.window * 1000).rounded() / 1000 }).sorted()
    if let least = windows.first, let most = windows.last, most > least {
      notes.append(
        "The analysis windows differ in length (\(number(least)) to \(number(most)) s): immobile "
          + "times of different windows are not the same measure.")
    }
    let unscored = animals.filter { $0.measures.unscored > 0.05 * $0.measures.window }
    if !unscored.isEmpty {
      notes.append(
        "More than 5 % of the window is unscored in \(unscored.count) of \(animals.count) \(cases), "
          + "whose immobile time is then at least what is given: "
          + unscored.map(\.name).joined(separator: ", ") + ".")
    }
    let censored = animals.count { $0.measures.latencyIsCensored }
    if censored > 0 {
      notes.append(
        "\(censored) of \(animals.count) \(cases) had no immobile bout before the window's end; their "
          + "latency counts as that end, so that mean latencies are at least what is given.")
    }
    return notes
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e9 ? "\(Int(value))" : "\(value)"
  }
}

extension Arm {
  /// The mean of a measure; `nil` without data.
  public func mean(_ measure: ComparedMeasure) -> Double? { Moments.mean(values(measure)) }

  /// The standard error of the mean: the standard deviation (n - 1) over the root of n; `nil` with fewer
  /// than two animals.
  public func errorOfMean(_ measure: ComparedMeasure) -> Double? {
    standardDeviation(measure).map { $0 / Double(animals.count).squareRoot() }
  }

  /// The standard deviation (n - 1); `nil` with fewer than two animals.
  public func standardDeviation(_ measure: ComparedMeasure) -> Double? {
    let values = values(measure)
    guard values.count >= 2 else { return nil }
    return (Moments.products(values, values) / Double(values.count - 1)).squareRoot()
  }

  /// Animals whose latency is censored.
  public var censoredLatencies: Int { animals.count { $0.measures.latencyIsCensored } }
}
