import ImmobilityCore
import Testing

@testable import SpreadsheetText

@Suite struct DelimitedTextTests {
  private func rows(_ text: String) throws -> [[String]] {
    try DelimitedText(text, path: "a.csv").rows.map(\.fields)
  }

  @Test(arguments: [",", ";", "\t"])
  func everySeparatorAndLineEnd(separator: String) throws {
    for end in ["\n", "\r\n", "\r"] {
      let text =
        ["a", "b", "c"].joined(separator: separator) + end
        + ["1", "", "3"].joined(separator: separator)
      for last in ["", end] {
        #expect(try rows(text + last) == [["a", "b", "c"], ["1", "", "3"]])
      }
    }
  }

  @Test func quotesHoldSeparatorsQuotesAndLineEnds() throws {
    let text = try DelimitedText("a;b\r\n\"x;\r\ny\";\"say \"\"no\"\"\"\r\n1,5;2\n", path: "a.csv")
    #expect(
      text.rows == [
        .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["x;\r\ny", "say \"no\""]),
        .init(line: 4, fields: ["1,5", "2"]),
      ])
    #expect(text.allowsDecimalComma)
  }

  @Test func separatorIsTheOneTheHeaderHoldsMostOf() throws {
    #expect(try DelimitedText("a;b\n1,5;2,5\n", path: "").separator == UInt8(ascii: ";"))
    #expect(try DelimitedText("\"a;b;c;d\",e\n1,2\n", path: "").separator == UInt8(ascii: ","))
    #expect(try DelimitedText("a\tb, c\n", path: "").separator == UInt8(ascii: "\t"))
    #expect(try rows("sep=;\na,b;c\n") == [["a,b", "c"]])
    #expect(try DelimitedText("sep=;\na,b;c\n", path: "").rows.map(\.line) == [2])
    #expect(try rows("alone\n1\n") == [["alone"], ["1"]])
  }

  @Test func blankRowsAreSkippedAndLinesStayRight() throws {
    let text = try DelimitedText("a,b\n\n,\n  , \n1,2\n", path: "a.csv")
    #expect(text.rows.map(\.line) == [1, 5])
  }

  @Test func openQuoteIsRefusedWhereItBegins() throws {
    let error = #expect(throws: InputFileError.self) {
      try DelimitedText("a,b\n1,\"open\n2,3\n4,5\n", path: "a.csv")
    }
    #expect(error?.line == 2 && error?.message.contains("never closed") == true)
    let after = #expect(throws: InputFileError.self) {
      try DelimitedText("a,b\n1,2\n\"x\"y,3\n", path: "a.csv")
    }
    #expect(after?.line == 3 && after?.message.contains("closing quote") == true)
  }
}
