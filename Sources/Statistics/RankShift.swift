/// The shift between two groups by ranks (Hodges & Lehmann 1963): an animal that lies far out counts no more
/// than any other, so that none need be removed.
package enum RankShift {
  /// The median of all differences between an animal of `a` and one of `b`, with the 95 % interval that the
  /// rank-sum test gives (Moses 1965; Hollander & Wolfe 1999, 4.3), which is at least 95 %.
  package static func between(_ a: [Double], _ b: [Double]) -> Estimate {
    let differences = a.flatMap { one in b.map { one - $0 } }.sorted()
    guard let median = Moments.median(differences) else { return Estimate(missing: "no data") }
    return estimate(median, differences, rankSumCounts(a.count, b.count))
  }

  /// The median of the means of all pairs of changes, each with itself too, with the interval that the
  /// signed-rank test gives (Tukey 1949; Hollander & Wolfe 1999, 3.3).
  package static func within(_ changes: [Double]) -> Estimate {
    let means = changes.indices.flatMap { one in
      changes.indices.dropFirst(one).map { (changes[one] + changes[$0]) / 2 }
    }.sorted()
    guard let median = Moments.median(means) else { return Estimate(missing: "no data") }
    return estimate(median, means, signedRankCounts(changes.count))
  }

  /// - Parameter counts: `[value of the statistic]`: in how many ways it comes about; `nil` where groups
  ///   are too large to count.
  private static func estimate(
    _ median: Double, _ sorted: [Double], _ counts: [Double]?
  ) -> Estimate {
    guard let counts else {
      return Estimate(median, reason: "no interval: the groups are too large to count ranks")
    }
    // The smallest statistic that at most 2.5 % do not exceed, as a place among the sorted values.
    let all = counts.reduce(0, +)
    var (sum, place) = (0.0, 0)
    while place < counts.count, (sum + counts[place]) / all < 0.025 {
      sum += counts[place]
      place += 1
    }
    guard place > 0 else {
      return Estimate(median, reason: "no interval: too few animals for 95 % by ranks")
    }
    return Estimate(
      median, interval: Estimate.interval(sorted[place - 1], sorted[sorted.count - place]))
  }

  /// The largest product of sizes whose rank sums are counted.
  private static let mostPairs = 10_000

  /// In how many ways each value of the rank-sum statistic comes about without ties (Mann & Whitney 1947).
  private static func rankSumCounts(_ first: Int, _ second: Int) -> [Double]? {
    guard first * second <= mostPairs else { return nil }
    // `[chosen][sum]` over the ranks one by one; sums are of ranks less the least that they can be.
    var counts = Array(
      repeating: [Double](repeating: 0, count: first * second + 1), count: first + 1)
    counts[0][0] = 1
    for rank in 0..<(first + second) {
      for chosen in stride(from: min(first, rank + 1), to: 0, by: -1) {
        let shift = rank - (chosen - 1)
        guard shift <= first * second else { continue }
        for sum in stride(from: first * second, through: shift, by: -1) {
          counts[chosen][sum] += counts[chosen - 1][sum - shift]
        }
      }
    }
    return counts[first]
  }

  /// The same of the signed-rank statistic (Wilcoxon 1945).
  private static func signedRankCounts(_ count: Int) -> [Double]? {
    let most = count * (count + 1) / 2
    guard most <= mostPairs else { return nil }
    var counts = [Double](repeating: 0, count: most + 1)
    counts[0] = 1
    for rank in 0..<count {
      for sum in stride(from: most, through: rank + 1, by: -1) {
        counts[sum] += counts[sum - rank - 1]
      }
    }
    return counts
  }
}
