import ImmobilityCore
import SpreadsheetText

/// Reads the table of a manifest.
struct ManifestReader {
  /// The columns that mean something, by their names made comparable.
  private static let known = [
    "recording", "arena", "animal id", "group", "dose", "session", "trial start s", "exclude",
    "reason",
  ]
  /// Other names under which people keep them.
  private static let synonyms = [
    "animal": "animal id", "trial start": "trial start s", "excluded": "exclude",
    "exclusion reason": "reason", "file": "recording", "video": "recording",
  ]
  /// Names that exports use for their own columns.
  private static let reserved = ExportColumns.reserved

  static func read(path: String) throws(InputFileError) -> Manifest {
    let text = try TextFile.read(path: path, expected: "a table (CSV)")
    return try read(text: text, path: path)
  }

  static func read(text: String, path: String) throws(InputFileError) -> Manifest {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    let table = try DelimitedText(text, path: path)
    guard let header = table.rows.first else {
      throw InputFileError(
        path: path, message: "is empty; it needs a header with a column 'recording'")
    }
    var reader = ManifestReader(path: path, table: table)
    try reader.readHeader(header)
    for row in table.rows.dropFirst() { reader.read(row) }
    reader.findDoubles()
    return Manifest(
      path: path, covariates: reader.covariates.map(\.name), rows: reader.rows,
      problems: reader.problems.sorted { $0.line < $1.line })
  }

  private let path: String
  private let table: DelimitedText
  private var columns: [String: Int] = [:]
  private var covariates: [(name: String, column: Int)] = []
  private var width = 0
  private var rows: [ManifestRow] = []
  private var problems: [Manifest.Problem] = []

  private init(path: String, table: DelimitedText) {
    self.path = path
    self.table = table
  }

  private mutating func complain(_ line: Int, _ message: String) {
    problems.append(Manifest.Problem(path: path, line: line, message: message))
  }

  private mutating func readHeader(_ header: DelimitedText.Row) throws(InputFileError) {
    var seen: Set<String> = []
    for (column, field) in header.fields.enumerated() {
      let written = field.trimmed
      if written.isEmpty {
        // A spreadsheet's empty columns, at the end or between others.
        if table.rows.dropFirst().contains(where: { !$0[column].isEmpty }) {
          complain(header.line, "column \(column + 1) has values and no name; name it")
        }
        continue
      }
      let comparable = written.columnName
      let meaning = Self.synonyms[comparable] ?? comparable
      width = column + 1
      guard seen.insert(meaning).inserted else {
        complain(header.line, "there are two columns '\(written)'; rename or remove one of them")
        continue
      }
      if Self.known.contains(meaning) {
        columns[meaning] = column
      } else if Self.reserved.contains(comparable) {
        complain(
          header.line, "a column '\(written)' is in the exports already; give it another name")
      } else {
        covariates.append((written, column))
      }
    }
    guard columns["recording"] != nil else {
      throw InputFileError(
        path: path, line: header.line,
        message: "has no column 'recording'; its columns are "
          + header.fields.map(\.trimmed).joined(separator: ", "))
    }
  }

  private mutating func read(_ row: DelimitedText.Row) {
    let surplus = row.fields.dropFirst(width).contains { !$0.trimmed.isEmpty }
    if surplus {
      complain(
        row.line,
        "the row has \(row.fields.count) fields where the header has \(width); a field "
          + "with a separator in it needs quotes")
      return
    }
    func text(_ name: String) -> String? {
      guard let column = columns[name] else { return nil }
      let text = row[column]
      return text.isEmpty ? nil : text
    }
    guard let recording = text("recording") else {
      complain(
        row.line, "the row names no recording; fill the column 'recording' or remove the row")
      return
    }
    var read = ManifestRow(
      line: row.line, recording: recording.split(separator: "\\").joined(separator: "/"),
      arena: text("arena"), animalID: text("animal id"), group: text("group"),
      dose: text("dose"), session: text("session"), reason: text("reason"),
      covariates: covariates.map { row[$0.column] })
    if let start = text("trial start s") { read.trialStart = trialStart(start, line: row.line) }
    if let excluded = text("exclude") { read.isExcluded = exclusion(excluded, line: row.line) }
    rows.append(read)
  }

  private mutating func trialStart(_ text: String, line: Int) -> TrialStart? {
    if text.lowercased() == "auto" { return .found }
    guard let value = NumberText.seconds(text, decimalComma: table.allowsDecimalComma) else {
      complain(
        line, "trial_start_s is '\(text)'; it must be seconds such as 12.5, m:ss, or auto")
      return nil
    }
    guard value >= 0, value <= NumberText.longest else {
      complain(line, "trial_start_s is \(text), which is no time of a recording")
      return nil
    }
    return .at(value)
  }

  private mutating func exclusion(_ text: String, line: Int) -> Bool {
    switch text.lowercased() {
    case "yes", "y", "true", "1", "x", "exclude", "excluded": return true
    case "no", "n", "false", "0", "-": return false
    default:
      complain(line, "exclude is '\(text)'; write yes or no, and why into 'reason'")
      return false
    }
  }

  /// Complains about animals and arenas that are claimed twice. What is excluded claims nothing: a
  /// failed trial may have been repeated.
  private mutating func findDoubles() {
    var animals: [[String]: ManifestRow] = [:]
    for row in rows where !row.isExcluded {
      guard let animal = row.animalID else { continue }
      let key = [animal, row.session ?? ""]
      guard let first = animals[key] else {
        animals[key] = row
        continue
      }
      let session = row.session.map { "in session '\($0)'" } ?? "without a session"
      complain(
        row.line,
        "animal '\(animal)' stands twice \(session), here in \(Self.place(row)) and on line "
          + "\(first.line) in \(Self.place(first)); correct one of them, or exclude one with a reason"
      )
    }
  }

  private static func place(_ row: ManifestRow) -> String {
    "'\(row.recording)'" + (row.arena.map { ", arena '\($0)'" } ?? "")
  }
}
