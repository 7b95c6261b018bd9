import Testing

@testable import SpreadsheetText

@Suite struct NumberTextTests {
  @Test(arguments: [
    ("1", 1), ("-2.5", -2.5), (" 3e2 ", 300), (".5", 0.5), ("007", 7), ("1.", 1),
  ])
  func numbers(text: String, value: Double) {
    #expect(NumberText.number(text, decimalComma: false) == value)
    #expect(NumberText.number(text, decimalComma: true) == value)
  }

  @Test(arguments: [
    "", " ", "nan", "NaN", "inf", "-inf", "0x10", "1e999", "1 2", "1;2", "--1", "e5", "1.2.3",
    "+", "١",
  ])
  func whatIsNoNumber(text: String) {
    #expect(NumberText.number(text, decimalComma: true) == nil)
    #expect(NumberText.seconds(text, decimalComma: true) == nil)
  }

  @Test func decimalCommaCountsOnlyWhereItIsAllowed() {
    #expect(NumberText.number("1,5", decimalComma: true) == 1.5)
    #expect(NumberText.number("1,5", decimalComma: false) == nil)
    #expect(NumberText.number("1.234,5", decimalComma: true) == nil)
    #expect(NumberText.number("1,234,5", decimalComma: true) == nil)
  }

  @Test(arguments: [
    ("0:00:10", 10), ("1:02:03.5", 3723.5), ("2:05", 125), ("90:00", 5400), ("12.25", 12.25),
    ("0:59.999", 59.999),
  ])
  func clockTimes(text: String, seconds: Double) {
    #expect(NumberText.seconds(text, decimalComma: false) == seconds)
  }

  @Test(arguments: ["1:60", "1:60:00", "1:2:3:4", ":5", "1:", "-1:00", "1:-5", "a:1"])
  func wrongClockTimes(text: String) {
    #expect(NumberText.seconds(text, decimalComma: false) == nil)
  }
}
