import Testing

@testable import ImmobilityCore

@Suite struct RoundingTests {
  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (1.25, "1.25"), (-1.25, "-1.25"), (0.0004, "0"), (0.0006, "0.001"),
    (12.2999999999, "12.3"), (360.0, "360"), (1e14, "100000000000000"), (-0.0001, "0"),
  ])
  func writesShortDecimals(_ value: Double, _ text: String) {
    #expect(Rounding.text(value) == text)
  }

  @Test(arguments: [
    (0.9, "0.90"), (0.0, "0.00"), (-0.001, "0.00"), (-1.006, "-1.01"), (12.345678, "12.35"),
  ])
  func keepsTheDecimalsOfFigures(_ value: Double, _ text: String) {
    #expect(Rounding.fixed(value, places: 2) == text)
    #expect(Rounding.fixed(12.5, places: 0) == "13")
    #expect(Rounding.text(120, places: 0) == "120")
  }

  @Test func oddNumbersDoNotCrash() {
    #expect(Rounding.text(.nan) == "nan")
    #expect(Rounding.text(.infinity) == "inf")
    #expect(Rounding.text(1e300, places: 6) == "1e+300")
  }
}
