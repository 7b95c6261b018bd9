/// What two groups of one spread can tell, by the t distribution (Cohen 1988, with the noncentral t itself).
package enum Planning {
  /// The probability that a two-sided test at `level` finds a difference.
  ///
  /// - Parameters:
  ///   - effect: the difference over the standard deviation.
  ///   - first: animals in one group, at least 2; `second` in the other.
  package static func power(
    effect: Double, first: Double, second: Double, level: Double = 0.05
  ) -> Double {
    let degrees = first + second - 2
    let shift = effect.magnitude * (first * second / (first + second)).squareRoot()
    let limit = Distributions.studentQuantile(1 - level / 2, degrees: degrees)
    return 1 - NoncentralT.probability(limit, degrees: degrees, shift: shift)
      + NoncentralT.probability(-limit, degrees: degrees, shift: shift)
  }

  /// The animals a group needs to find a difference with a probability of `power`, at least 2; `nil` where
  /// it is more than 10,000.
  package static func animals(effect: Double, power: Double = 0.8, level: Double = 0.05) -> Int? {
    func isEnough(_ count: Int) -> Bool {
      let n = Double(count)
      return self.power(effect: effect, first: n, second: n, level: level) >= power
    }
    var high = 2
    while !isEnough(high) {
      high *= 2
      if high > 10_000 { return nil }
    }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle >= 2, isEnough(middle) { high = middle } else { low = middle }
    }
    return max(high, 2)
  }

  /// The smallest difference, over the standard deviation, that is found with a probability of `power`.
  package static func smallestEffect(
    first: Double, second: Double, power: Double = 0.8, level: Double = 0.05
  ) -> Double {
    var (low, high) = (0.0, 1.0)
    while self.power(effect: high, first: first, second: second, level: level) < power,
      high < 1e6
    { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if self.power(effect: middle, first: first, second: second, level: level) < power {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}

extension WelchTest {
  /// The p-value that the difference lies beyond a margin on either side: two one-sided tests (Schuirmann
  /// 1987). Below .05 the 90 % interval lies within the margin.
  package func equivalenceP(margin: Double) -> Double {
    let above = Distributions.studentProbability((difference - margin) / error, degrees: degrees)
    let below = Distributions.studentProbability((-margin - difference) / error, degrees: degrees)
    return max(above, below)
  }
}
