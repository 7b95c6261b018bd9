import Statistics

/// A difference between groups, or within animals, in one measure.
public struct Effect: Sendable, Equatable {
  /// What is compared.
  public enum Kind: Sendable, Equatable {
    /// An arm less the vehicle of its stratum and session.
    case againstVehicle
    /// The same over all strata: the mean of the strata's differences, each weighted by
    /// n1 n2 / (n1 + n2).
    case acrossStrata
    /// The vehicle at one level of a factor less the vehicle at the reference level, all else alike.
    case level(factor: String, level: String, reference: String)
    /// An arm's effect at one level of a factor less its effect at the reference level, all else alike.
    case interaction(factor: String, level: String, reference: String)
    /// An arm less another one, as asked for.
    case between(other: ArmKey)
    /// An arm's animals in the second session less the same animals in the first.
    case change(from: String, to: String)
  }

  /// Kinds of comparisons: each is a family of its own, of interactions each factor.
  public enum Section: String, Sendable, CaseIterable {
    /// Arms against their vehicle.
    case effects
    /// The same over all strata.
    case acrossStrata = "across_strata"
    /// Levels of a factor within the vehicle.
    case levels = "vehicle_levels"
    /// Differences of effects between levels of a factor.
    case interactions
    /// Arms against arms, as asked for.
    case contrasts
    /// Changes from the first to the second session.
    case changes
  }

  /// What is compared.
  public var kind: Kind
  /// The arm; of an interaction that at `level`, of a change that of the second session.
  public var arm: ArmKey
  /// The measure.
  public var measure: ComparedMeasure
  /// The animals (clusters) on each side: of the arm, then of what it is compared with; of an interaction
  /// all four cells; of a change the pairs.
  public var counts: [Int]
  /// The difference in the measure's unit with its 95 % interval by Welch.
  public var difference: Estimate
  /// The test behind that interval; `nil` where there is none.
  public var test: WelchTest?
  /// The p-value of that test adjusted for its family; `nil` outside the family.
  public var adjustedP: Double?
  /// The tests in the family; 0 outside of it.
  public var familySize: Int
  /// The difference's 95 % interval by the bootstrap-t, from six animals a group on.
  public var bootstrapInterval: ClosedRange<Double>?
  /// Hedges' g with its 95 % interval; missing where several groups are involved.
  public var hedgesG: Estimate
  /// The p-value by permutation.
  public var permutation: PermutationP?
  /// The shift by ranks with its 95 % interval; missing where more than two groups are involved.
  public var rankShift = Estimate(missing: "more than two groups are involved")

  /// The p-value that the difference lies beyond a margin: below .05 it is as good as none.
  public func equivalenceP(margin: Double) -> Double? { test?.equivalenceP(margin: margin) }

  /// The factor whose levels are compared; `nil` where none are.
  public var factor: String? {
    switch kind {
    case .level(let factor, _, _), .interaction(let factor, _, _): factor
    default: nil
    }
  }

  /// The kind of comparison.
  public var section: Section {
    switch kind {
    case .againstVehicle: .effects
    case .acrossStrata: .acrossStrata
    case .level: .levels
    case .interaction: .interactions
    case .between: .contrasts
    case .change: .changes
    }
  }
}

/// Makes effects, each with a seed of its own, so that one does not depend on which others there are.
struct EffectMaker {
  var design: ComparisonDesign

  func difference(
    _ kind: Effect.Kind, _ cells: [(name: String, arm: Arm?)], arm: ArmKey,
    _ measure: ComparedMeasure
  ) -> Effect {
    let groups = cells.map { $0.arm?.values(measure) ?? [] }
    var effect = effect(
      kind, arm, measure, Contrast(groups: groups, weights: [1, -1]),
      missing: missing(cells, measure), censored: censored(cells, measure),
      hedgesG: EffectSize.independent(groups[0], groups[1])
    ) { seed in Permutation.difference(groups[0], groups[1], seed: seed) }
    effect.rankShift = RankShift.between(groups[0], groups[1])
    return effect
  }

  func interaction(
    _ kind: Effect.Kind, cells: [(name: String, arm: Arm?)], arm: ArmKey,
    _ measure: ComparedMeasure
  ) -> Effect {
    let groups = cells.map { $0.arm?.values(measure) ?? [] }
    return effect(
      kind, arm, measure, Contrast(groups: groups, weights: [1, -1, -1, 1]),
      missing: missing(cells, measure), censored: censored(cells, measure),
      hedgesG: Estimate(missing: "it is not defined for an interaction here")
    ) { seed in Permutation.interaction(groups, seed: seed) }
  }

  /// An arm against the vehicle over strata.
  ///
  /// - Parameter strata: the arm and the vehicle of each stratum in which both have two animals.
  func acrossStrata(
    _ strata: [(arm: Arm, vehicle: Arm)], arm: ArmKey, _ measure: ComparedMeasure
  ) -> Effect {
    let pairs = strata.map { ($0.arm.values(measure), $0.vehicle.values(measure)) }
      .filter { $0.0.count >= 2 && $0.1.count >= 2 }
    let weights = pairs.map { pair in
      let (a, b) = (Double(pair.0.count), Double(pair.1.count))
      return a * b / (a + b)
    }
    let sum = weights.reduce(0, +)
    let contrast = Contrast(
      groups: pairs.flatMap { [$0.0, $0.1] },
      weights: weights.flatMap { [$0 / sum, -$0 / sum] })
    var effect = effect(
      .acrossStrata, arm, measure, contrast,
      missing: pairs.count < 2
        ? "fewer than two strata have two animals in the arm and the vehicle" : nil,
      censored: nil, hedgesG: Estimate(missing: "it is not defined over strata here")
    ) { seed in Permutation.stratified(contrast, seed: seed) }
    effect.counts = [
      pairs.reduce(0) { $0 + $1.0.count }, pairs.reduce(0) { $0 + $1.1.count },
    ]
    return effect
  }

  /// The change within animals.
  ///
  /// - Parameter first: `[animal]` of the first session.
  func change(
    from first: [String: ComparedAnimal], to second: Arm, pair: ComparisonDesign.Pair,
    _ measure: ComparedMeasure
  ) -> Effect {
    let both = second.animals.compactMap { animal in
      first[animal.name].map { (before: $0, after: animal) }
    }
    // Both sides of a cluster are of the same animals.
    let earlier = AnimalMeans.units(
      both.map { pair in
        var animal = pair.before
        animal.factors = pair.after.factors
        return animal
      }, design)
    let later = AnimalMeans.units(both.map(\.after), design)
    let pairs = zip(earlier, later).compactMap { before, after -> (Double, Double)? in
      guard let one = measure.value(of: before.measures),
        let other = measure.value(of: after.measures)
      else { return nil }
      return (one, other)
    }
    let changes = pairs.map { $0.1 - $0.0 }
    var effect = effect(
      .change(from: pair.first, to: pair.second), second.key, measure,
      Contrast(groups: [changes], weights: [1]),
      missing: pairs.isEmpty ? "no animal has data in both sessions" : nil, censored: nil,
      hedgesG: EffectSize.paired(pairs.map(\.0), pairs.map(\.1))
    ) { seed in Permutation.signs(changes, seed: seed) }
    effect.counts = [pairs.count]
    effect.rankShift = RankShift.within(changes)
    return effect
  }

  private func effect(
    _ kind: Effect.Kind, _ arm: ArmKey, _ measure: ComparedMeasure, _ contrast: Contrast,
    missing: String?, censored: String?, hedgesG: Estimate,
    permutation: (UInt64) -> PermutationP?
  ) -> Effect {
    let counts = contrast.groups.map(\.count)
    guard missing == nil, let value = contrast.value else {
      let reason = missing ?? "a group has no data"
      return Effect(
        kind: kind, arm: arm, measure: measure, counts: counts,
        difference: Estimate(missing: reason), familySize: 0,
        hedgesG: Estimate(missing: reason))
    }
    if let censored {
      return Effect(
        kind: kind, arm: arm, measure: measure, counts: counts,
        difference: Estimate(value, reason: censored), familySize: 0,
        hedgesG: Estimate(missing: censored))
    }
    let seed = Self.seed(design.seed, kind, arm, measure)
    let test = contrast.welch
    let few = counts.contains { $0 < 2 }
    let unit = design.cluster.map { "two means of \($0)" } ?? "two animals"
    let reason =
      few
      ? "an interval needs \(unit) a group" : "the values do not vary enough for an interval"
    return Effect(
      kind: kind, arm: arm, measure: measure, counts: counts,
      difference: Estimate(value, interval: test?.interval, reason: test == nil ? reason : nil),
      test: test, familySize: 0,
      bootstrapInterval: Bootstrap.studentised(contrast, seed: seed, draws: design.draws),
      hedgesG: hedgesG, permutation: permutation(seed))
  }

  private func missing(
    _ cells: [(name: String, arm: Arm?)], _ measure: ComparedMeasure
  ) -> String? {
    let reasons = cells.compactMap { cell -> String? in
      guard let arm = cell.arm else { return "\(cell.name): there is none" }
      if let reason = arm.noData { return "\(cell.name): \(reason)" }
      return arm.values(measure).isEmpty ? "\(cell.name): no animal has this measure" : nil
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  /// Where all latencies of a side are censored their mean is the window's end and their spread 0, so that
  /// neither interval nor effect size means anything.
  private func censored(
    _ cells: [(name: String, arm: Arm?)], _ measure: ComparedMeasure
  ) -> String? {
    guard measure == .latency else { return nil }
    let all = cells.filter { $0.arm?.areAllLatenciesCensored == true }.map(\.name)
    return all.isEmpty
      ? nil
      : "all latencies of \(all.joined(separator: " and ")) are censored, so the difference is at "
        + "least this far from 0; see the log-rank test"
  }

  /// The seed of an effect: that of the design and the effect's names by FNV-1a (Fowler, Noll & Vo 1991).
  static func seed(
    _ seed: UInt64, _ kind: Effect.Kind, _ arm: ArmKey, _ measure: ComparedMeasure
  ) -> UInt64 {
    let kindNames =
      switch kind {
      case .againstVehicle: ["effect"]
      case .acrossStrata: ["across"]
      case .level(let factor, let level, let reference): ["level", factor, level, reference]
      case .interaction(let factor, let level, let reference):
        ["interaction", factor, level, reference]
      case .between(let other): ["between", other.group, other.dose] + other.further
      case .change(let from, let to): ["change", from, to]
      }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let names = kindNames + [arm.session] + arm.stratum + [arm.group, arm.dose] + arm.further
    for name in names + [measure.rawValue] {
      for byte in Array(name.utf8) + [0x1F] {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      }
    }
    return hash ^ seed
  }
}
