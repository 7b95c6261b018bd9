import Testing

@testable import Statistics

@Suite struct NormalDistributionTests {
  @Test func quantilesUndoProbabilities() {
    for z in [-30.0, -8, -2.5, -1e-3, 0, 0.7, 5] {
      let p = Distributions.normalProbability(z)
      #expect(abs(Distributions.normalQuantile(p) - z) < 1e-9 * max(1, abs(z)), "\(z)")
    }
    #expect(abs(Distributions.normalQuantile(0.975) - Distributions.normal975) < 1e-12)
  }
}
