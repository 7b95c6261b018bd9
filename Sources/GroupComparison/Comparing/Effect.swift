import Calibration

/// A difference between groups, or within animals, in one measure.
public struct Effect: Sendable, Equatable {
  /// What is compared.
  public enum Kind: Sendable, Equatable {
    /// An arm less the vehicle of its stratum and session.
    case againstVehicle
    /// An arm's effect at one level of a factor less its effect at the reference level, all else alike.
    case interaction(factor: String, level: String, reference: String)
    /// An arm's animals in the second session less the same animals in the first.
    case change(from: String, to: String)
  }

  /// What is compared.
  public var kind: Kind
  /// The arm; of an interaction that at `level`, of a change that of the second session.
  public var arm: ArmKey
  /// The measure.
  public var measure: ComparedMeasure
  /// The animals on each side: of the arm, then of what it is compared with; of an interaction all four
  /// cells; of a change the pairs.
  public var counts: [Int]
  /// The difference in the measure's unit with its BCa interval.
  public var difference: Estimate
  /// The difference's interval by the t distribution, variances unequal.
  public var welchInterval: ClosedRange<Double>?
  /// Hedges' g with its interval; missing for an interaction.
  public var hedgesG: Estimate
  /// The p-value by permutation.
  public var permutation: PermutationP?
  /// The same adjusted for its family (Holm).
  public var adjustedP: Double?
  /// The tests in the family.
  public var familySize: Int
}

/// Makes effects, each with a seed of its own, so that one does not depend on which others there are.
struct EffectMaker {
  var design: ComparisonDesign

  func againstVehicle(_ arm: Arm, _ vehicle: Arm?, _ measure: ComparedMeasure) -> Effect {
    let (a, b) = (arm.values(measure), vehicle?.values(measure) ?? [])
    return effect(
      .againstVehicle, arm.key, measure, Contrast(groups: [a, b], weights: [1, -1]),
      missing: Self.missing([("the arm", arm), ("the vehicle", vehicle)]),
      hedgesG: EffectSize.independent(a, b)
    ) { seed in Permutation.difference(a, b, seed: seed) }
  }

  func interaction(
    _ kind: Effect.Kind, cells: [(name: String, arm: Arm?)], arm: ArmKey,
    _ measure: ComparedMeasure
  ) -> Effect {
    let groups = cells.map { $0.arm?.values(measure) ?? [] }
    return effect(
      kind, arm, measure, Contrast(groups: groups, weights: [1, -1, -1, 1]),
      missing: Self.missing(cells),
      hedgesG: Estimate(missing: "it is not defined for an interaction here")
    ) { seed in Permutation.interaction(groups, seed: seed) }
  }

  func change(
    from first: Arm?, to second: Arm, pair: ComparisonDesign.Pair, _ measure: ComparedMeasure
  ) -> Effect {
    let before = Dictionary(
      (first?.animals ?? []).map { ($0.name, measure.value(of: $0.measures)) },
      uniquingKeysWith: { first, _ in first })
    let pairs = second.animals.compactMap { animal in
      before[animal.name].map { ($0, measure.value(of: animal.measures)) }
    }
    let changes = pairs.map { $0.1 - $0.0 }
    var effect = effect(
      .change(from: pair.first, to: pair.second), second.key, measure,
      Contrast(groups: [changes], weights: [1]),
      missing: pairs.isEmpty ? "no animal has data in both sessions" : nil,
      hedgesG: EffectSize.paired(pairs.map(\.0), pairs.map(\.1))
    ) { seed in Permutation.signs(changes, seed: seed) }
    effect.counts = [pairs.count]
    return effect
  }

  private func effect(
    _ kind: Effect.Kind, _ arm: ArmKey, _ measure: ComparedMeasure, _ contrast: Contrast,
    missing: String?, hedgesG: Estimate, permutation: (UInt64) -> PermutationP?
  ) -> Effect {
    let counts = contrast.groups.map(\.count)
    guard missing == nil, let value = contrast.value else {
      let reason = missing ?? "a group has no data"
      return Effect(
        kind: kind, arm: arm, measure: measure, counts: counts,
        difference: Estimate(missing: reason), hedgesG: Estimate(missing: reason), familySize: 0)
    }
    let seed = Self.seed(design.seed, kind, arm, measure)
    let interval = BootstrapInterval.bca(contrast, seed: seed, draws: design.draws)
    let reason =
      counts.contains { $0 < 2 }
      ? "an interval needs two animals a group"
      : "the values do not vary enough for an interval"
    return Effect(
      kind: kind, arm: arm, measure: measure, counts: counts,
      difference: Estimate(value, interval: interval, reason: interval == nil ? reason : nil),
      welchInterval: contrast.welchInterval, hedgesG: hedgesG,
      permutation: permutation(seed), familySize: 0)
  }

  private static func missing(_ cells: [(name: String, arm: Arm?)]) -> String? {
    let reasons = cells.compactMap { cell -> String? in
      guard let arm = cell.arm else { return "\(cell.name): there is none" }
      return arm.noData.map { "\(cell.name): \($0)" }
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }

  /// The seed of an effect: that of the design and the effect's names by FNV-1a (Fowler, Noll & Vo 1991).
  static func seed(
    _ seed: UInt64, _ kind: Effect.Kind, _ arm: ArmKey, _ measure: ComparedMeasure
  ) -> UInt64 {
    let kindNames =
      switch kind {
      case .againstVehicle: ["effect"]
      case .interaction(let factor, let level, let reference):
        ["interaction", factor, level, reference]
      case .change(let from, let to): ["change", from, to]
      }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for name in kindNames + [arm.session] + arm.stratum + [arm.group, arm.dose, measure.rawValue] {
      for byte in Array(name.utf8) + [0x1F] {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      }
    }
    return hash ^ seed
  }
}
