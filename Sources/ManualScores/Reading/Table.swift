import ImmobilityCore
import SpreadsheetText

/// Rows under a header, with every cell's line at hand for messages.
struct Table {
  /// The file, as the user gave it.
  var path: String
  /// The header's names as written.
  var header: [String]
  /// The line of the header.
  var headerLine: Int
  /// The rows below it; each has a field for every name, and what lies beyond is empty.
  var rows: [DelimitedText.Row]
  /// Whether a comma can be a decimal point.
  let decimalComma: Bool
  private var names: [String]

  /// Takes the row at `headerIndex` as the header and what follows as its rows.
  ///
  /// - Throws: at a row with fewer or more fields than the header, with its line.
  init(_ text: DelimitedText, headerIndex: Int = 0) throws(InputFileError) {
    path = text.path
    decimalComma = text.allowsDecimalComma
    var names = text.rows[headerIndex].fields.map(\.trimmed)
    // Some programs end every line with a separator.
    while names.last?.isEmpty == true { names.removeLast() }
    header = names
    headerLine = text.rows[headerIndex].line
    self.names = names.map(\.columnName)
    rows = Array(text.rows[(headerIndex + 1)...])
    for row in rows {
      let surplus = row.fields.dropFirst(names.count).contains { !$0.trimmed.isEmpty }
      guard row.fields.count >= names.count, !surplus else {
        throw InputFileError(
          path: path, line: row.line,
          message: "the row has \(row.fields.count) fields where the header on line \(headerLine) "
            + "has \(names.count); is the file complete?")
      }
    }
  }

  /// The first column with one of the names, which are tried in their order.
  func column(_ candidates: String...) -> Int? { column(candidates) }

  /// The first column with one of the names, which are tried in their order.
  func column(_ candidates: [String]) -> Int? {
    for candidate in candidates {
      if let found = names.firstIndex(of: candidate) { return found }
    }
    return nil
  }

  /// The columns whose name, made comparable, fulfils a condition.
  func columns(where condition: (String) -> Bool) -> [Int] {
    names.indices.filter { condition(names[$0]) }
  }

  /// A column's name for messages.
  func name(_ column: Int) -> String { "'\(header[column])'" }

  /// An error about a row.
  func error(_ row: DelimitedText.Row, _ message: String) -> InputFileError {
    InputFileError(path: path, line: row.line, message: message)
  }

  /// The number in a cell; `nil` where the cell is empty or says that there is none (`NA`).
  ///
  /// - Throws: when the cell holds anything else.
  func number(_ row: DelimitedText.Row, _ column: Int) throws(InputFileError) -> Double? {
    let text = row[column]
    if Self.isMissing(text) { return nil }
    guard let value = NumberText.number(text, decimalComma: decimalComma) else {
      throw error(row, "\(name(column)) is '\(text)', not a number")
    }
    return value
  }

  /// The time in a cell, seconds of the recording; `nil` where the cell is empty or `NA`.
  ///
  /// - Throws: when the cell holds anything else, or no time of a recording.
  func seconds(_ row: DelimitedText.Row, _ column: Int) throws(InputFileError) -> Double? {
    let text = row[column]
    if Self.isMissing(text) { return nil }
    guard let value = NumberText.seconds(text, decimalComma: decimalComma) else {
      throw error(row, "\(name(column)) is '\(text)', not a time; write seconds or h:mm:ss")
    }
    guard value >= 0, value <= NumberText.longest else {
      throw error(
        row,
        "\(name(column)) is \(text), which is no time of a recording"
          + (value > 100_000_000
            ? "; clock times cannot be read: write seconds from its start" : ""))
    }
    return value
  }

  /// Whether a cell says that it has no value.
  static func isMissing(_ text: String) -> Bool { text.isEmpty || text == "NA" }
}
