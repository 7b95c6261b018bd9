import ImmobilityCore
import Statistics

/// Whether a scorer agrees less with the others than they do with each other, and whether that is more than
/// chance: if scorers were equally good, their scores of an animal could be exchanged.
struct OutlyingTest {
  /// What is known about a scorer.
  struct Gap {
    /// The median agreement with the others.
    var own: Double
    /// The others' median agreement with each other.
    var others: Double
    /// The lowest of theirs.
    var leastOfOthers: Double
    /// How often exchanged scores give any scorer as large a gap.
    var p: Double

    /// How far the own agreement is below the others'.
    var size: Double { others - own }
  }

  private static let draws = 1_999
  private static let seed: UInt64 = 1

  private let scorers: Int
  private let count: Int
  /// The agreement of two scorers, each given by `[animal]`: whose scores stand for it.
  private let agreement: ([Int], [Int]) -> Double?

  /// A test of kappa on bins of one second, over the animals of which all scorers have times; `nil` with
  /// fewer than two.
  init?(kappaOf animals: [ComparedAnimal], scorers: Int) {
    let tables = animals.compactMap { animal -> [[TimeConfusion]]? in
      guard let window = animal.window, let judged = animal.judged else { return nil }
      let times = animal.scores.compactMap { $0?.immobile }
      guard times.count == scorers else { return nil }
      return times.map { one in
        times.map { other in
          SecondBins.confusion(reference: one, scorer: other, judged: judged, window: window)
        }
      }
    }
    guard tables.count >= 2 else { return nil }
    self.scorers = scorers
    count = tables.count
    agreement = { first, second in
      tables.indices.reduce(TimeConfusion()) { $0 + tables[$1][first[$1]][second[$1]] }.kappa
        .value
    }
  }

  /// A test of the concordance of totals; `nil` with too few animals that all scored.
  init?(concordanceOf animals: [ComparedAnimal], scorers: Int) {
    let totals = animals.compactMap(\.completeTotals)
    guard totals.count >= ScorerFlag.leastAnimalsForConcordance else { return nil }
    self.scorers = scorers
    count = totals.count
    agreement = { first, second in
      ConcordanceCorrelation.value(
        totals.indices.map { totals[$0][first[$0]] },
        totals.indices.map { totals[$0][second[$0]] })
    }
  }

  /// `[scorer]`: `nil` where agreement is not defined.
  var gaps: [Gap?] {
    let own = (0..<scorers).map { scorer in [Int](repeating: scorer, count: count) }
    var observed = gaps(own)
    var random = SeededRandom(seed: Self.seed)
    var larger = [Int](repeating: 1, count: scorers)
    for _ in 0..<Self.draws {
      var exchanged = own
      for animal in 0..<count {
        var order = Array(0..<scorers)
        for place in 0..<scorers - 1 {
          order.swapAt(place, place + random.below(scorers - place))
        }
        for scorer in 0..<scorers { exchanged[scorer][animal] = order[scorer] }
      }
      let most = gaps(exchanged).compactMap { $0?.size }.max() ?? -.infinity
      for scorer in 0..<scorers {
        if let size = observed[scorer]?.size, most >= size - 1e-9 { larger[scorer] += 1 }
      }
    }
    for scorer in 0..<scorers {
      observed[scorer]?.p = Double(larger[scorer]) / Double(Self.draws + 1)
    }
    return observed
  }

  private func gaps(_ scores: [[Int]]) -> [Gap?] {
    var pairs: [(Int, Int, Double)] = []
    for one in 0..<scorers {
      for other in one + 1..<scorers {
        if let value = agreement(scores[one], scores[other]) { pairs.append((one, other, value)) }
      }
    }
    return (0..<scorers).map { scorer in
      let own = pairs.filter { $0.0 == scorer || $0.1 == scorer }.map(\.2)
      let others = pairs.filter { $0.0 != scorer && $0.1 != scorer }.map(\.2)
      guard own.count >= 2, let ownMedian = Moments.median(own),
        let median = Moments.median(others), let least = others.min()
      else { return nil }
      return Gap(own: ownMedian, others: median, leastOfOthers: least, p: 1)
    }
  }
}
