import ImmobilityCore
import SpreadsheetText
import Testing

@testable import ManualScores

@Suite struct TableTests {
  private func table(_ text: String) throws -> Table {
    try Table(DelimitedText(text, path: "a.csv"))
  }

  @Test func columnsAreFoundWhateverTheirSpelling() throws {
    let table = try table("Start_S, Stop (s) ,Animal.ID\n1,2,m\n")
    #expect(table.column("start s") == 0)
    #expect(table.column("nothing", "stop (s)") == 1)
    #expect(table.column("animal id") == 2)
    #expect(table.column("animal") == nil)
  }

  @Test func shortAndLongRowsAreRefusedWithTheirLine() throws {
    for (row, count) in [("1,2", 2), ("1,2,3,4", 4)] {
      let error = #expect(throws: InputFileError.self) {
        try table("a,b,c\n1,2,3\n\(row)\n")
      }
      #expect(error?.line == 3)
      #expect(error?.message.contains("\(count) fields") == true)
    }
  }

  @Test func separatorsAtTheEndOfLinesAreNoColumns() throws {
    let table = try table("a,b,\n1,2,\n3,4,,\n5,6\n")
    #expect(table.header == ["a", "b"])
    #expect(table.rows.count == 3)
  }

  @Test func cellsThatAreNoTimeAreRefusedWithTheirLine() throws {
    let table = try table("t\n1.5\nNA\nnan\n-1\n1e300\n0:00:07\n")
    #expect(try table.seconds(table.rows[0], 0) == 1.5)
    #expect(try table.seconds(table.rows[1], 0) == nil)
    #expect(try table.seconds(table.rows[5], 0) == 7)
    for (index, line) in [(2, 4), (3, 5), (4, 6)] {
      let error = #expect(throws: InputFileError.self) {
        try table.seconds(table.rows[index], 0)
      }
      #expect(error?.line == line)
    }
  }
}
