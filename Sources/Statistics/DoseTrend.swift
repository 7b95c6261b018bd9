/// Whether a measure rises or falls with the dose.
public struct DoseTrend: Sendable, Equatable {
  /// The Welch test of the linear contrast over the order of the doses: the change from one dose to the
  /// next, in the measure's unit.
  public var step: WelchTest
  /// The p-value of the test of Jonckheere (1954) and Terpstra (1952), two-sided, by permutation.
  public var jonckheere: PermutationP

  /// - Parameter groups: in the order of their doses, three or more, each of two animals or more; else
  ///   `nil`.
  package init?(_ groups: [[Double]], seed: UInt64, draws: Int = Permutation.draws) {
    guard groups.count >= 3 else { return nil }
    let middle = Double(groups.count - 1) / 2
    let scores = groups.indices.map { Double($0) - middle }
    let squares = scores.reduce(0) { $0 + $1 * $1 }
    let contrast = Contrast(groups: groups, weights: scores.map { $0 / squares })
    guard let step = contrast.welch else { return nil }
    self.step = step
    jonckheere = Permutation.order(groups, seed: seed, draws: draws)
  }
}

extension Permutation {
  /// The test of Jonckheere and Terpstra: animals are exchanged between all groups, and in each pair of
  /// groups is counted how often the animal of the later one has more (ties one half).
  static func order(_ groups: [[Double]], seed: UInt64, draws: Int) -> PermutationP {
    let sizes = groups.map(\.count)
    let all = groups.flatMap(\.self)
    // Once for each pair of animals: 1, 0 or one half.
    let isMore = all.map { one in all.map { other in one < other ? 1.0 : one == other ? 0.5 : 0 } }
    func statistic(_ order: [Double]) -> Double {
      var (sum, first) = (0.0, 0)
      for size in sizes {
        for one in first..<first + size {
          for other in first + size..<order.count {
            sum += isMore[Int(order[one])][Int(order[other])]
          }
        }
        first += size
      }
      return sum
    }
    var order = all.indices.map(Double.init)
    let observed = statistic(order)
    var random = SeededRandom(seed: seed)
    var (below, above) = (1, 1)
    for _ in 0..<draws {
      shuffle(&order, first: order.count - 1, &random)
      let value = statistic(order)
      if value <= observed + 1e-9 { below += 1 }
      if value >= observed - 1e-9 { above += 1 }
    }
    return PermutationP(
      p: min(1, 2 * Double(min(below, above)) / Double(draws + 1)), count: draws + 1,
      isExact: false, least: 2 / Double(draws + 1))
  }
}
