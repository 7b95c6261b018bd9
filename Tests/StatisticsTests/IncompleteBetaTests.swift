import Testing

@testable import Statistics

@Suite struct IncompleteBetaTests {
  @Test func valuesOfScipy() throws {
    for row in try DistributionReference.read().distributions.incompleteBeta {
      let found = IncompleteBeta.value(row[0], row[1], row[2])
      #expect(abs(found - row[3]) <= 1e-10 * max(row[3], 1e-30), "\(row): \(found)")
    }
  }

  @Test(arguments: [(0.5, 0.5), (1, 3), (40, 2.5), (0.35, 200)])
  func inverseLeadsBack(a: Double, b: Double) {
    for p in [1e-6, 0.025, 0.5, 0.975, 0.999_999] {
      let (x, complement) = IncompleteBeta.inverse(p, a, b)
      #expect(close(IncompleteBeta.value(x, complement: complement, a, b), p), "\(a) \(b) \(p)")
    }
  }

  @Test func edges() {
    #expect(IncompleteBeta.value(0, 2, 3) == 0)
    #expect(IncompleteBeta.value(1, 2, 3) == 1)
  }
}
