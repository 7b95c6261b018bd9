import GroupComparison
import ImmobilityCore
import SpreadsheetText

/// The table `bins.csv` that `score --output-dir` and `export` write, read back: the bins of each recording and
/// arena.
struct BinsTable {
  /// A recording and an arena of it.
  struct Place: Hashable {
    var recording: String
    var arena: String
  }

  /// The bins, in the file's order.
  private(set) var bins: [Place: [TimeBin]] = [:]

  private static let needed = ["recording", "start_s", "end_s", "immobile_s"]

  /// Reads the file at `path`.
  ///
  /// - Throws: when it is missing, is no such table, or a cell is no number; with its line.
  init(path: String) throws(InputFileError) {
    try self.init(
      text: TextFile.read(path: path, expected: "a table of bins (CSV)"), path: path)
  }

  /// Reads text; `path` only names it in errors.
  ///
  /// - Throws: as `init(path:)` does.
  init(text: String, path: String) throws(InputFileError) {
    let table = try DelimitedText(text, path: path)
    var columns: [String: Int] = [:]
    for (column, name) in (table.rows.first?.fields ?? []).enumerated() {
      columns[name.trimmed.columnName] = column
    }
    if let missing = Self.needed.first(where: { columns[$0.columnName] == nil }) {
      throw InputFileError(
        path: path, line: table.rows.first?.line,
        message:
          "has no column '\(missing)'; name a bins.csv that 'stillwater score --output-dir' or "
          + "'stillwater export' wrote")
    }
    func cell(_ row: DelimitedText.Row, _ name: String) -> String {
      columns[name.columnName].map { row[$0] } ?? ""
    }
    func number(_ row: DelimitedText.Row, _ name: String) throws(InputFileError) -> Double {
      let text = cell(row, name)
      guard let value = NumberText.number(text, decimalComma: table.allowsDecimalComma) else {
        throw InputFileError(
          path: path, line: row.line, message: "'\(name)' is '\(text)', not a number")
      }
      return value
    }
    for row in table.rows.dropFirst() {
      let bin = TimeBin(
        start: try number(row, "start_s"), end: try number(row, "end_s"),
        immobile: try number(row, "immobile_s"),
        unscored: cell(row, "unscored_s").isEmpty ? 0 : try number(row, "unscored_s"))
      guard bin.end > bin.start, bin.immobile >= 0, bin.immobile <= bin.end - bin.start + 1e-3
      else {
        throw InputFileError(
          path: path, line: row.line,
          message: "\(bin.immobile) s cannot be immobile from \(bin.start) to \(bin.end) s")
      }
      bins[
        Place(recording: cell(row, "recording"), arena: cell(row, "arena")), default: []
      ].append(bin)
    }
  }
}
