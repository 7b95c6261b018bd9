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

  /// Two scorers cannot correlate below -1, three not below -1/2.
  @Test func endsAtWhatIsPossible() throws {
    let two = IntraclassCorrelation.estimate([[10, 25], [20, 25], [30, 25], [40, 25]])
    let interval = try #require(two.interval)
    #expect(two.value == 0 && interval.lowerBound == -1 && interval.upperBound < 1)
    let three = IntraclassCorrelation.estimate([[1, 5, 9], [9, 1, 5], [5, 9, 1.5]])
    #expect(try #require(three.value) >= -0.5 && (three.interval?.lowerBound ?? 0) >= -0.5)
  }
}
