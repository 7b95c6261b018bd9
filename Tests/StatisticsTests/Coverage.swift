import Glibc

@testable import Statistics

/// How often intervals hold the truth, and tests find what is not there, in made studies.
///
/// `Scripts/coverage` prints the table of a long run; the tests check limits in a short one.
struct Coverage {
  /// Studies of each population and number of animals.
  var studies: Int
  /// Bootstrap draws of each interval.
  var draws: Int

  /// What two groups are drawn from, with the true difference of their means.
  struct Population: Sendable {
    var name: String
    var truth: Double
    var first: @Sendable (inout Normal) -> Double
    var second: @Sendable (inout Normal) -> Double

    init(
      _ name: String, truth: Double = 0, _ first: @escaping @Sendable (inout Normal) -> Double,
      _ second: (@Sendable (inout Normal) -> Double)? = nil
    ) {
      self.name = name
      self.truth = truth
      self.first = first
      self.second = second ?? first
    }
  }

  /// Random numbers of several shapes.
  struct Normal {
    private var random: SeededRandom
    private var spare: Double?

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func even() -> Double { (Double(random.next() >> 11) + 0.5) / 9_007_199_254_740_992 }

    /// Box & Muller (1958).
    mutating func next(_ mean: Double, _ spread: Double) -> Double {
      if let value = spare {
        spare = nil
        return mean + spread * value
      }
      let (radius, angle) = ((-2 * log(even())).squareRoot(), 2 * Double.pi * even())
      spare = radius * sin(angle)
      return mean + spread * radius * cos(angle)
    }
  }

  /// Eight shapes that immobile seconds take.
  static let populations = [
    Population("normal", truth: -20, { $0.next(130, 20) }, { $0.next(150, 20) }),
    Population("unequal spreads", truth: -20, { $0.next(130, 45) }, { $0.next(150, 15) }),
    Population("even", { 80 * $0.even() }),
    Population("skewed", { -30 * (log($0.even()) + log($0.even())) }),
    Population("very skewed", { exp($0.next(4, 0.7)) }),
    Population("ceiling", { min(240, $0.next(220, 30)) }),
    Population("floor", { max(0, $0.next(15, 30)) }),
    Population("two kinds", { $0.even() < 0.3 ? $0.next(60, 12) : $0.next(150, 15) }),
  ]

  /// One line of the table: parts of all studies.
  struct Row {
    var population: String
    var n: Int
    /// Welch's interval holds the truth.
    var welch: Double
    /// The bootstrap-t's does; `nil` below six animals.
    var bootstrapT: Double?
    /// The permutation p of two groups of one mean is at most .05.
    var permutationError: Double
    /// Welch's p is.
    var welchError: Double
  }

  /// Rows of all populations for a number of animals a group.
  func rows(_ n: Int) -> [Row] {
    Self.populations.enumerated().map { place, population in
      var random = Normal(seed: UInt64(1000 * n + place))
      var (welch, bootstrap, rare, welchRare) = (0, 0, 0, 0)
      for study in 0..<studies {
        let a = (0..<n).map { _ in population.first(&random) }
        let b = (0..<n).map { _ in population.second(&random) }
        let contrast = Contrast(groups: [a, b], weights: [1, -1])
        let test = contrast.welch
        if test?.interval?.contains(population.truth) == true { welch += 1 }
        let seed = UInt64(study)
        if Bootstrap.studentised(contrast, seed: seed, draws: draws)?.contains(population.truth)
          == true
        {
          bootstrap += 1
        }
        let moved = b.map { $0 + population.truth }
        if (Permutation.difference(a, moved, seed: seed)?.p ?? 1) <= 0.05 { rare += 1 }
        if (Contrast(groups: [a, moved], weights: [1, -1]).welch?.p ?? 1) < 0.05 {
          welchRare += 1
        }
      }
      func part(_ count: Int) -> Double { Double(count) / Double(studies) }
      return Row(
        population: population.name, n: n, welch: part(welch),
        bootstrapT: n >= Bootstrap.leastAnimals ? part(bootstrap) : nil,
        permutationError: part(rare), welchError: part(welchRare))
    }
  }

  /// How often some of three arms differs from a vehicle of the same mean, by single and adjusted p.
  func familyError(_ n: Int) -> (single: Double, adjusted: Double) {
    var random = Normal(seed: UInt64(n))
    var (single, adjusted) = (0, 0)
    for _ in 0..<studies {
      // The spreads differ as treatments make them.
      let vehicle = (0..<n).map { _ in random.next(150, 15) }
      let arms = [15.0, 30, 45].map { spread in (0..<n).map { _ in random.next(150, spread) } }
      let own = (Moments.variance(vehicle) ?? 0) / Double(n)
      let family = arms.compactMap { arm in
        Contrast(groups: [arm, vehicle], weights: [1, -1]).welch.map {
          ManyToOne.Comparison(test: $0, shared: own / ($0.error * $0.error), vehicle: 0)
        }
      }
      if family.contains(where: { $0.test.p < 0.05 }) { single += 1 }
      if ManyToOne.adjusted(family).contains(where: { $0 < 0.05 }) { adjusted += 1 }
    }
    return (Double(single) / Double(studies), Double(adjusted) / Double(studies))
  }

  /// How often the interval of a mean change in pairs, and that of Hedges' g of pairs with r = .8, hold the
  /// truth.
  func pairs(_ n: Int) -> (change: Double, hedgesG: Double) {
    var random = Normal(seed: UInt64(77 + n))
    var (change, g) = (0, 0)
    for _ in 0..<studies {
      let own = (0..<n).map { _ in random.next(120, 20 * 0.8.squareRoot()) }
      let first = own.map { $0 + random.next(0, 20 * 0.2.squareRoot()) }
      let second = own.map { $0 + random.next(-16, 20 * 0.2.squareRoot()) }
      let changes = zip(first, second).map { $1 - $0 }
      if Contrast(groups: [changes], weights: [1]).welch?.interval?.contains(-16) == true {
        change += 1
      }
      if EffectSize.paired(first, second).interval?.contains(-0.8) == true { g += 1 }
    }
    return (Double(change) / Double(studies), Double(g) / Double(studies))
  }
}
