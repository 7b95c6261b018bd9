import Testing

@testable import Calibration

@Suite struct IntraclassCorrelationTests {
  @Test func figuresOfPingouin() throws {
    let reference = try AgreementReference.read()
    for pair in reference.fourRaters.pairs {
      expect(
        IntraclassCorrelation.estimate(
          zip(pair.referenceTotals, pair.scorerTotals).map { [$0, $1] }), is: pair.icc,
        "\(pair.reference) \(pair.scorer)")
    }
  }

  @Test func theExampleOfShroutAndFleiss() throws {
    let example = try AgreementReference.read().shroutFleiss
    let found = IntraclassCorrelation.estimate(example.totals)
    expect(found, is: example.icc, "Shrout & Fleiss (1979)")
    // As printed there, table 4.
    #expect(isClose(found.value, 0.29, relative: 0.005))
  }

  @Test func degenerateTotalsGiveAReason() {
    #expect(IntraclassCorrelation.estimate([]).reason?.contains("fewer than 2") == true)
    #expect(IntraclassCorrelation.estimate([[1, 2]]).value == nil)
    #expect(IntraclassCorrelation.estimate([[1], [2]]).reason?.contains("scorers") == true)
    let same = IntraclassCorrelation.estimate([[4, 4], [4, 4], [4, 4]])
    #expect(same.value == nil && same.reason?.contains("the same") == true)
    let perfect = IntraclassCorrelation.estimate([[1, 1], [2, 2], [4, 4]])
    #expect(perfect.value == 1 && perfect.interval == nil && perfect.reason != nil)
    let shifted = IntraclassCorrelation.estimate([[1, 3], [2, 4], [4, 6]])
    #expect(shifted.value.map { $0 < 1 } == true && shifted.interval == nil)
  }
}
