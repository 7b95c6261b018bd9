import Testing

@testable import Calibration

@Suite struct ConcordanceCorrelationTests {
  @Test func figuresOfTheLibraries() throws {
    for pair in try AgreementReference.read().fourRaters.pairs {
      expect(
        ConcordanceCorrelation.estimate(pair.referenceTotals, pair.scorerTotals),
        is: pair.concordance,
        "\(pair.reference) \(pair.scorer)")
    }
  }
  @Test func biasLowersItWhereCorrelationIsBlind() {
    let x = [10.0, 20, 30, 40]
    let shifted = x.map { $0 + 20 }
    #expect(PearsonCorrelation.estimate(x, shifted).value == 1)
    // 2 s_xy / (s_x^2 + s_y^2 + shift^2) = 250 / (250 + 400).
    #expect(isClose(ConcordanceCorrelation.estimate(x, shifted).value, 250.0 / 650))
  }

  @Test func degenerateTotalsGiveAReason() {
    #expect(ConcordanceCorrelation.estimate([], []).value == nil)
    #expect(ConcordanceCorrelation.estimate([1], [1]).reason?.contains("fewer than 2") == true)
    let two = ConcordanceCorrelation.estimate([1, 2], [1, 3])
    #expect(isClose(two.value, 2 * 0.5 / (0.25 + 1 + 0.25)) && two.interval == nil)
    let same = ConcordanceCorrelation.estimate([1, 2, 3], [1, 2, 3])
    #expect(same.value == 1 && same.interval == nil && same.reason?.contains("perfect") == true)
    let constant = ConcordanceCorrelation.estimate([5, 5, 5], [5, 5, 5])
    #expect(constant.value == nil && constant.reason != nil)
    let half = ConcordanceCorrelation.estimate([1, 2, 3], [5, 5, 5])
    #expect(half.value == 0 && half.interval == nil && half.reason != nil)
  }
}
