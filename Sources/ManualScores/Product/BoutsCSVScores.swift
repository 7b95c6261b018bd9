import ImmobilityCore
import SpreadsheetText

/// The product's own `bouts.csv`. Every moment of an animal's window is in one of its rows, so the
/// window is what they cover; the columns that count from the recording's first frame are read.
enum BoutsCSVScores {
  private static let columns = [
    "recording", "arena", "animal id", "state", "recording start s", "recording end s",
  ]

  /// Whether the first row is the header of `bouts.csv`.
  static func recognises(_ text: DelimitedText) -> Bool {
    let names = text.rows.first?.fields.map { $0.trimmed.columnName } ?? []
    return columns.allSatisfy(names.contains)
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(_ table: Table, into collector: inout ScoreCollector) throws(InputFileError) {
    let found = columns.compactMap { table.column($0) }
    guard found.count == columns.count else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "is not a bouts.csv of this program")
    }
    for row in table.rows {
      let key = ProductNames.key(
        recording: row[found[0]], arena: row[found[1]], animal: row[found[2]])
      guard let state = State(rawValue: row[found[3]]),
        let start = try table.seconds(row, found[4]), let end = try table.seconds(row, found[5])
      else { throw table.error(row, "the row has no state, start or end") }
      guard end >= start else { throw table.error(row, "the bout ends before it starts") }
      let span = TimeSpan(start: start, end: end)
      collector.observe(span, of: key, line: row.line)
      ProductNames.add(span, state, to: key, line: row.line, &collector)
    }
  }
}
