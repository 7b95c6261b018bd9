import Testing

@testable import Statistics

@Suite struct ManyToOneTests {
  private func comparison(
    _ t: Double, degrees: Double, shared: Double, vehicle: Int = 0
  ) -> ManyToOne.Comparison {
    ManyToOne.Comparison(
      test: WelchTest(difference: t, error: 1, degrees: degrees), shared: shared,
      vehicle: vehicle)
  }

  /// scipy's multivariate t distribution, which draws at random, to its accuracy.
  @Test func theLargestOfSeveralIsThatOfScipy() throws {
    for item in try StatisticsReference.read().largestT.cases {
      let family = zip(item.shared, item.vehicle).map {
        comparison(0, degrees: item.degrees, shared: $0, vehicle: $1)
      }
      let found = ManyToOne.probability(item.limit, degrees: item.degrees, family)
      #expect(abs(found - item.probability) < 2e-4, "\(found) \(item.probability)")
    }
  }

  /// With the pooled variance and equal groups it is the test of Dunnett (1955), as in scipy.
  @Test func isDunnettsTest() throws {
    let reference = try StatisticsReference.read().largestT.dunnett
    let degrees = Double(reference.groups.reduce(0) { $0 + $1.count - 1 })
    let family = reference.t.map { comparison($0, degrees: degrees, shared: 0.5) }
    for (found, expected) in zip(ManyToOne.adjusted(family), reference.p) {
      #expect(abs(found - expected) < 1e-3, "\(found) \(expected)")
    }
  }

  @Test func neverBelowTheSingleTestNorAboveBonferroni() {
    let family = [(2.9, 7.0), (1.2, 12), (4, 5.5), (0.1, 9)].enumerated().map {
      comparison($1.0, degrees: $1.1, shared: 0.2 + 0.2 * Double($0), vehicle: $0 / 2)
    }
    for (one, adjusted) in zip(family, ManyToOne.adjusted(family)) {
      #expect(adjusted >= one.test.p && adjusted <= min(1, 4 * one.test.p) + 1e-9)
    }
    #expect(ManyToOne.adjusted([family[0]]) == [family[0].test.p])
  }
}
