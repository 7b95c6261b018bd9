import ImmobilityCore
import SpreadsheetText

/// The table `animals.csv` that `score --output-dir` and `export` write, read back: one row for each
/// animal of a recording.
///
/// CSV as spreadsheets save it again, see `Manifest`. Needed: `recording`, `window_start_s`,
/// `window_end_s`, `immobile_s`, `latency_s`, `bout_count`; every column that the exports do not name is a
/// covariate.
public struct AnimalsTable: Sendable, Equatable {
  /// The file, as the user gave it.
  public var path: String
  /// The names of the columns that are no export's own, as written: covariates of a manifest.
  public var covariates: [String]
  /// The rows, in the file's order.
  public var rows: [AnimalsTableRow]

  private static let needed = [
    "recording", "window_start_s", "window_end_s", "immobile_s", "latency_s", "bout_count",
  ]

  /// Reads the file at `path`.
  ///
  /// - Throws: when the file is missing, is no such table, or a cell does not hold what it must; with its
  ///   line.
  public static func read(path: String) throws(InputFileError) -> AnimalsTable {
    try read(text: TextFile.read(path: path, expected: "a table (CSV)"), path: path)
  }

  /// Reads text; `path` only names it in errors.
  ///
  /// - Throws: as `read(path:)` does.
  public static func read(
    text: String, path: String
  ) throws(InputFileError) -> AnimalsTable {
    let table = try DelimitedText(text, path: path)
    guard let header = table.rows.first else {
      throw InputFileError(path: path, message: "is empty; name an animals.csv")
    }
    var columns: [String: Int] = [:]
    var covariates: [(name: String, column: Int)] = []
    for (column, field) in header.fields.enumerated() {
      let name = field.trimmed.columnName
      guard !name.isEmpty else { continue }
      guard columns.updateValue(column, forKey: name) == nil else {
        throw InputFileError(
          path: path, line: header.line,
          message: "there are two columns '\(field.trimmed)'; rename or remove one of them")
      }
      if !ExportColumns.reserved.contains(name) { covariates.append((field.trimmed, column)) }
    }
    if let missing = needed.first(where: { columns[$0.columnName] == nil }) {
      throw InputFileError(
        path: path, line: header.line,
        message:
          "has no column '\(missing)'; name an animals.csv that 'stillwater score --output-dir' "
          + "or 'stillwater export' wrote")
    }
    let reader = RowReader(table: table, columns: columns, width: header.fields.count)
    var rows: [AnimalsTableRow] = []
    for row in table.rows.dropFirst() {
      rows.append(try reader.row(row, covariates: covariates.map(\.column)))
    }
    return AnimalsTable(path: path, covariates: covariates.map(\.name), rows: rows)
  }
}

/// One animal of a recording as the table has it.
public struct AnimalsTableRow: Sendable, Equatable {
  /// Its line in the file, from 1.
  public var line: Int
  /// The recording.
  public var recording: String
  /// The arena; `nil` for a recording that failed.
  public var arena: String?
  /// The animal.
  public var animalID: String?
  /// The group.
  public var group: String?
  /// The dose, as written.
  public var dose: String?
  /// The session.
  public var session: String?
  /// `[covariate of the table]`: as written.
  public var covariates: [String]
  /// Why it is excluded; `nil` where it is not.
  public var exclusion: String?
  /// Why the recording was not scored; `nil` where it was.
  public var error: String?
  /// The numbers; `nil` where there are none.
  public var numbers: Numbers?

  /// The numbers of an animal.
  public struct Numbers: Sendable, Equatable {
    /// The analysis window's length, seconds.
    public var window: Double
    /// Immobile time, seconds.
    public var immobile: Double
    /// Unscored time, seconds.
    public var unscored: Double
    /// Latency to the first immobile bout, seconds.
    public var latency: Double
    /// Whether the latency is at least that.
    public var latencyIsCensored: Bool
    /// Immobile bouts.
    public var bouts: Double
    /// Mean length of the immobile bouts, seconds; `nil` without a bout.
    public var boutMean: Double?
    /// Highly mobile time, seconds; `nil` where the table does not have it.
    public var highlyMobile: Double?
  }
}

/// Reads the cells of rows.
private struct RowReader {
  var table: DelimitedText
  var columns: [String: Int]
  var width: Int

  func row(
    _ row: DelimitedText.Row, covariates: [Int]
  ) throws(InputFileError) -> AnimalsTableRow {
    let surplus = row.fields.dropFirst(width).contains { !$0.trimmed.isEmpty }
    guard row.fields.count >= width, !surplus else {
      throw error(
        row,
        "the row has \(row.fields.count) fields where the header has \(width); is the file complete?"
      )
    }
    guard let recording = text(row, "recording") else {
      throw error(row, "the row names no recording")
    }
    var read = AnimalsTableRow(
      line: row.line, recording: recording, arena: text(row, "arena"),
      animalID: text(row, "animal_id"), group: text(row, "group"), dose: text(row, "dose"),
      session: text(row, "session"), covariates: covariates.map { row[$0] },
      error: text(row, "error"))
    if try truth(row, "excluded") {
      read.exclusion = text(row, "exclusion_reason") ?? "no reason given"
    }
    read.numbers = try numbers(row)
    return read
  }

  /// The numbers of a row; `nil` where there are none, or not a second was scored.
  private func numbers(
    _ row: DelimitedText.Row
  ) throws(InputFileError) -> AnimalsTableRow.Numbers? {
    guard let start = try number(row, "window_start_s"),
      let end = try number(row, "window_end_s"), let immobile = try number(row, "immobile_s"),
      let latency = try number(row, "latency_s"), let bouts = try number(row, "bout_count")
    else { return nil }
    let unscored = try number(row, "unscored_s") ?? 0
    let window = end - start
    let slack = 1e-3
    guard window > 0, immobile >= 0, immobile <= window + slack, latency >= 0, bouts >= 0,
      unscored >= 0, unscored <= window + slack
    else {
      throw error(
        row,
        "the numbers contradict each other: \(immobile) s immobile and \(unscored) s unscored in a "
          + "window of \(window) s")
    }
    guard unscored < window - slack else { return nil }
    return AnimalsTableRow.Numbers(
      window: window, immobile: immobile, unscored: unscored, latency: latency,
      latencyIsCensored: try truth(row, "latency_censored"), bouts: bouts,
      boutMean: try number(row, "bout_mean_s"), highlyMobile: try number(row, "highly_mobile_s"))
  }

  private func text(_ row: DelimitedText.Row, _ name: String) -> String? {
    guard let column = columns[name.columnName], !row[column].isEmpty else { return nil }
    return row[column]
  }

  private func number(
    _ row: DelimitedText.Row, _ name: String
  ) throws(InputFileError) -> Double? {
    guard let text = text(row, name), text != "NA" else { return nil }
    guard let value = NumberText.number(text, decimalComma: table.allowsDecimalComma) else {
      throw error(row, "'\(name)' is '\(text)', not a number")
    }
    return value
  }

  private func truth(_ row: DelimitedText.Row, _ name: String) throws(InputFileError) -> Bool {
    switch text(row, name)?.lowercased() {
    case nil, "false", "no", "0": return false
    case "true", "yes", "1", "wahr", "vrai": return true
    case let other?: throw error(row, "'\(name)' is '\(other)'; it must be true or false")
    }
  }

  private func error(_ row: DelimitedText.Row, _ message: String) -> InputFileError {
    InputFileError(path: table.path, line: row.line, message: message)
  }
}
