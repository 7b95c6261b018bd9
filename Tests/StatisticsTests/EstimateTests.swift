import Testing

@testable import Statistics

@Suite struct EstimateTests {
  @Test func neverNaN() {
    for value in [Double.nan, .infinity, -.infinity] {
      let estimate = Estimate(value, interval: 0...1)
      #expect(estimate.value == nil && estimate.interval == nil && estimate.reason != nil)
    }
    #expect(Estimate.interval(.nan, 1) == nil)
    #expect(Estimate.interval(2, 1) == nil)
    #expect(Estimate(2).value == 2)
  }
}
