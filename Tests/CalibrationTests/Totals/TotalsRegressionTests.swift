import Testing

@testable import Calibration

@Suite struct TotalsRegressionTests {
  @Test func figuresOfTheLibraries() throws {
    for pair in try AgreementReference.read().fourRaters.pairs {
      let found = TotalsRegression(pair.referenceTotals, pair.scorerTotals)
      expect(found.slope, is: pair.slopeOls, "slope")
      expect(found.intercept, is: pair.interceptOls, "intercept")
      #expect(isClose(found.demingSlope.value, pair.slopeDeming, relative: 1e-8))
      #expect(isClose(found.demingIntercept.value, pair.interceptDeming, relative: 1e-8))
    }
  }

  @Test func degenerateTotalsGiveAReason() {
    let two = TotalsRegression([1, 2], [1, 2])
    #expect(two.slope.value == nil && two.slope.reason?.contains("fewer than 3") == true)
    let vertical = TotalsRegression([4, 4, 4], [1, 2, 3])
    #expect(vertical.intercept.value == nil && vertical.demingSlope.reason != nil)
    let flat = TotalsRegression([1, 2, 3], [4, 4, 4])
    #expect(flat.slope.value == 0 && flat.intercept.value == 4)
    #expect(flat.demingSlope.value == nil && flat.demingSlope.reason != nil)
  }

  @Test func demingTreatsBothScorersAlike() {
    let (x, y) = ([1.0, 4, 2, 7, 5], [2.0, 3, 2, 9, 4])
    let one = TotalsRegression(x, y).demingSlope.value
    let other = TotalsRegression(y, x).demingSlope.value
    #expect(isClose(one.map { 1 / $0 }, other ?? 0))
  }
}
