import Glibc

/// p-values of several arms against a common vehicle, adjusted in one step by the distribution of the
/// largest |t|: Dunnett (1955), without the assumption of equal variances (Hasler & Hothorn 2008: the
/// correlations from the estimated variances, each comparison with Welch's own degrees of freedom).
package enum ManyToOne {
  /// One comparison with a vehicle.
  package struct Comparison: Sendable {
    /// Welch's test of it.
    package var test: WelchTest
    /// The part of its variance that is the vehicle's, 0 to 1.
    package var shared: Double
    /// Comparisons of one vehicle have one number.
    package var vehicle: Int

    /// A comparison of its parts.
    package init(test: WelchTest, shared: Double, vehicle: Int) {
      self.test = test
      self.shared = shared
      self.vehicle = vehicle
    }
  }

  /// `[comparison]`: adjusted p-values; one alone keeps its own.
  package static func adjusted(_ comparisons: [Comparison]) -> [Double] {
    comparisons.map { one in
      guard comparisons.count > 1 else { return one.test.p }
      let inside = probability(one.test.t.magnitude, degrees: one.test.degrees, comparisons)
      // Integration leaves some rounding; p is never below that of the single comparison.
      return min(1, max(one.test.p, 1 - inside))
    }
  }

  /// The probability that no |t| of the family exceeds `limit`, all with these degrees of freedom.
  ///
  /// Given the vehicle's deviation z and the spread s, comparisons are independent: the integral over both
  /// (Dunnett 1955, equation 5), a product over vehicles within that over s.
  package static func probability(
    _ limit: Double, degrees: Double, _ comparisons: [Comparison]
  ) -> Double {
    let vehicles = Dictionary(grouping: comparisons, by: \.vehicle)
      .sorted { $0.key < $1.key }.map { $0.value.map(\.shared) }
    let range = Distributions.spreadRange(degrees: degrees)
    return GaussLegendre.integral(range, parts: 8) { s in
      let reach = limit * s
      var product = Distributions.spreadDensity(s, degrees: degrees)
      for shares in vehicles where product > 0 {
        product *= GaussLegendre.integral(-8.5...8.5, parts: 6) { z in
          shares.reduce(Distributions.normalDensity(z)) { inside, share in
            let (common, own) = (share.squareRoot(), max(1e-9, 1 - share).squareRoot())
            return inside
              * (Distributions.normalProbability((common * z + reach) / own)
                - Distributions.normalProbability((common * z - reach) / own))
          }
        }
      }
      return product
    }
  }
}
