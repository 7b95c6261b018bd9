import ImmobilityCore
import SpreadsheetText

/// Reads the table of a manifest.
struct ManifestReader {
  /// The columns that mean something, by their names made comparable.
  private static let known = ManifestColumns.known.map(\.columnName)
  /// Names that exports use for their own columns.
  private static let reserved = ExportColumns.reserved

  static func read(path: String, columns: ManifestColumns) throws(InputFileError) -> Manifest {
    let text = try TextFile.read(path: path, expected: "a table (CSV)")
    return try read(text: text, path: path, columns: columns)
  }

  static func read(
    text: String, path: String, columns: ManifestColumns
  ) throws(InputFileError) -> Manifest {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    let table = try DelimitedText(text, path: path)
    guard let header = table.rows.first else {
      throw InputFileError(
        path: path, message: "is empty; it needs a header with a column 'recording'")
    }
    var reader = ManifestReader(path: path, table: table, declared: columns)
    try reader.readHeader(header)
    for row in table.rows.dropFirst() { reader.read(row) }
    reader.findDoubles()
    return Manifest(
      path: path, covariates: reader.covariates.map(\.name), rows: reader.rows,
      problems: reader.problems.sorted { $0.line < $1.line })
  }

  private let path: String
  private let table: DelimitedText
  private let declared: ManifestColumns
  private var columns: [String: Int] = [:]
  private var covariates: [(name: String, column: Int)] = []
  private var width = 0
  private var rows: [ManifestRow] = []
  private var problems: [Manifest.Problem] = []

  private init(path: String, table: DelimitedText, declared: ManifestColumns) {
    self.path = path
    self.table = table
    self.declared = declared
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
      let meaning = declared.meanings[comparable] ?? comparable
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
    try refuseLookalikes(header)
    guard columns["recording"] != nil else {
      throw InputFileError(
        path: path, line: header.line,
        message: "has no column 'recording'; its columns are "
          + header.fields.map(\.trimmed).joined(separator: ", "))
    }
  }

  /// A column that looks like one that is missing would be lost among the covariates.
  private func refuseLookalikes(_ header: DelimitedText.Row) throws(InputFileError) {
    let names = Set(header.fields.map { $0.trimmed.columnName })
    if let missing = Set(declared.meanings.keys).subtracting(names).min() {
      throw InputFileError(
        path: path, line: header.line,
        message:
          "has no column '\(missing)', which [manifest] in study.toml names; its columns are "
          + header.fields.map(\.trimmed).joined(separator: ", "))
    }
    let found = covariates.compactMap { covariate -> (name: String, meant: String)? in
      let name = covariate.name.columnName
      guard !declared.covariates.contains(name), let meant = ManifestColumns.meant(by: name),
        columns[meant] == nil
      else { return nil }
      return (covariate.name, ManifestColumns.written(meant))
    }
    guard let first = found.first else { return }
    let pairs = found.map { "'\($0.name)' (\($0.meant)?)" }.joined(separator: ", ")
    let list = found.map { "\(TOMLText.key($0.name)) = \(TOMLText.quoted($0.meant))" }
    throw InputFileError(
      path: path, line: header.line,
      message:
        "columns that look like ones with a meaning, and are not called so: \(pairs). Rename them "
        + "in the table; or say in study.toml under [manifest] columns = "
        + "{\(list.joined(separator: ", "))}; or, for what has no meaning here, covariates = "
        + "[\(TOMLText.quoted(first.name))]")
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
      let isDate = text.contains(where: \.isNumber) && text.contains { "-/. ".contains($0) }
      complain(
        line,
        "trial_start_s is '\(text)'\(isDate ? ", which looks like a date" : ""); it must be seconds such as "
          + "12.5, m:ss, or auto")
      return nil
    }
    guard value >= 0, value <= NumberText.longest else {
      complain(line, "trial_start_s is \(text), which is no time of a recording")
      return nil
    }
    if !text.contains(":") {
      if value > 0, value < 1 {
        // 0:01:05 that a spreadsheet keeps as a part of a day.
        complain(
          line,
          "trial_start_s is \(text): is it a spreadsheet's part of a day (\(Self.clock(value * 86_400)))? "
            + "Write seconds or m:ss, and 0:00.5 for half a second")
        return nil
      }
      if Self.dates.contains(value) {
        complain(
          line,
          "trial_start_s is \(text), which a spreadsheet writes for a date; write seconds, or h:mm:ss for "
            + "a start so late")
        return nil
      }
    }
    return .at(value)
  }

  /// What spreadsheets number the days of 1990 to 2064 with: as seconds 9 to 17 hours.
  private static let dates = 32_874.0...60_000.0

  /// `1:05` of seconds.
  private static func clock(_ seconds: Double) -> String {
    let total = Int(clamped: seconds.rounded())
    let rest = total % 60
    return "\(total / 60):\(rest < 10 ? "0" : "")\(rest)"
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
