import Testing

@testable import Calibration

@Suite struct BlandAltmanTests {
  @Test func figuresOfTheLibraries() throws {
    for pair in try AgreementReference.read().fourRaters.pairs {
      let found = BlandAltman(pair.referenceTotals, pair.scorerTotals)
      expect(found.bias, is: pair.bias, "bias")
      expect(found.lowerLimit, is: pair.lowerLimit, "lower limit")
      expect(found.upperLimit, is: pair.upperLimit, "upper limit")
      #expect(isClose(found.deviation.value, pair.sd))
      #expect(isClose(found.meanAbsoluteError.value, pair.meanAbsoluteError))
    }
  }

  @Test func theSignIsThatOfSecondLessFirst() {
    let found = BlandAltman([10, 20], [13, 25])
    #expect(found.bias.value == 4)
    #expect(found.meanAbsoluteError.value == 4)
    #expect(BlandAltman([13, 25], [10, 20]).bias.value == -4)
  }

  @Test func degenerateTotalsGiveAReason() {
    let none = BlandAltman([], [])
    #expect(none.bias.value == nil && none.meanAbsoluteError.reason != nil)
    let one = BlandAltman([3], [5])
    #expect(one.bias.value == 2 && one.bias.interval == nil && one.bias.reason != nil)
    #expect(one.lowerLimit.value == nil && one.lowerLimit.reason?.contains("fewer than 2") == true)
    let constant = BlandAltman([1, 2, 3], [2, 3, 4])
    #expect(constant.lowerLimit.value == 1 && constant.upperLimit.value == 1)
    #expect(constant.bias.interval == 1...1)
  }
}
