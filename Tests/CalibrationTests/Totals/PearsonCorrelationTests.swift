import Testing

@testable import Calibration

@Suite struct PearsonCorrelationTests {
  @Test func figuresOfTheLibraries() throws {
    for pair in try AgreementReference.read().fourRaters.pairs {
      expect(
        PearsonCorrelation.estimate(pair.referenceTotals, pair.scorerTotals), is: pair.pearson,
        "\(pair.reference) \(pair.scorer)")
    }
  }
  @Test func degenerateTotalsGiveAReason() {
    for count in 0..<3 {
      let values = Array([1.0, 5, 2].prefix(count))
      let estimate = PearsonCorrelation.estimate(values, values)
      #expect(estimate.value == nil && estimate.reason?.contains("fewer than 3") == true)
    }
    let three = PearsonCorrelation.estimate([1, 2, 3], [1, 3, 2])
    #expect(isClose(three.value, 0.5) && three.interval == nil && three.reason != nil)
    let constant = PearsonCorrelation.estimate([1, 2, 3, 4], [7, 7, 7, 7])
    #expect(constant.value == nil && constant.reason?.contains("do not differ") == true)
    let line = PearsonCorrelation.estimate([1, 2, 3, 4], [10, 8, 6, 4])
    #expect(line.value == -1 && line.interval == nil && line.reason != nil)
  }
}
