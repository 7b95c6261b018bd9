import ImmobilityCore
import SpreadsheetText

/// The raw data that EthoVision XT (Noldus et al. 2001) exports: `Number of header lines:` and that many
/// lines, of which the last two are the columns' names and units; below them samples. States are 0 and 1 in
/// columns such as `Mobility state(Immobile)` or `Stationary(Mutually exclusive)`; `-` is no value.
enum EthoVisionData {
  private static let animals = [
    "animal id", "animal", "subject", "mouse", "mouse id", "rat", "rat id", "id",
  ]

  /// Whether the first line says how many header lines there are.
  static func recognises(_ text: DelimitedText) -> Bool { headerLines(text) != nil }

  private static func headerLines(_ text: DelimitedText) -> Int? {
    guard let first = text.rows.first,
      first[0].lowercased().hasPrefix("number of header lines")
    else { return nil }
    return Int(first[1])
  }

  /// Reads the samples.
  ///
  /// - Throws: at a row that cannot be right, with its line, and where no column is an immobile state.
  static func read(
    _ text: DelimitedText, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    guard let count = headerLines(text),
      let header = text.rows.firstIndex(where: { $0.line == count - 1 })
    else {
      throw InputFileError(
        path: text.path, line: 1,
        message:
          "is not the raw data of EthoVision: the header lines do not end with names and units")
    }
    var values: [String: String] = [:]
    for row in text.rows[..<header] where !row[0].isEmpty && !row[1].isEmpty {
      values[row[0].columnName.filter { $0 != ":" }] = row[1]
    }
    var samples = text
    samples.rows = [text.rows[header]] + text.rows[(header + 1)...].filter { $0.line > count }
    let table = try Table(samples)
    guard let time = table.column("recording time", "trial time") else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "has no column 'Recording time' or 'Trial time'; export the raw data with times")
    }
    let (column, behaviour) = try state(in: table, time: time, options: collector.options)
    let key = ScoreCollector.Key(
      recording: collector.options.recording ?? values["video file"].map(fileName)
        ?? IdentityColumns.recordingOutside(collector),
      animal: animals.lazy.compactMap { values[$0] }.first,
      arena: values["arena name"], rater: nil)
    collector.warn(
      table.headerLine,
      "\(table.name(column)) counts as immobile; times are those of \(table.name(time)), which counts "
        + "from the start of EthoVision's trial")
    var rows: [SampledSeries.Row] = []
    for row in table.rows {
      guard row[time] != "-", let moment = try table.seconds(row, time) else { continue }
      let flag = try BinaryColumns.flag(row, column, table)
      rows.append(
        SampledSeries.Row(
          time: moment, behaviour: flag.map { $0 ? behaviour : "not \(behaviour)" }, line: row.line)
      )
    }
    try SampledSeries(rows, path: table.path).add(to: key, in: &collector)
    collector.note(behaviour)
  }

  private static func fileName(_ path: String) -> String {
    path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path
  }

  /// The column of the immobile state and the label that names it.
  private static func state(
    in table: Table, time: Int, options: ImportOptions
  ) throws(InputFileError) -> (column: Int, behaviour: String) {
    let found = table.header.indices.compactMap { column in
      names(table.header[column]).first(where: options.isImmobile).map { (column, $0) }
    }
    if found.count == 1 { return found[0] }
    let flags = table.header.indices.filter { column in
      column != time && table.rows.contains { !Table.isMissing($0[column]) && $0[column] != "-" }
        && table.rows.allSatisfy { BinaryColumns.isFlag($0[column]) }
    }
    let listed = (found.isEmpty ? flags : found.map(\.0)).map(table.name).joined(separator: ", ")
    throw InputFileError(
      path: table.path, line: table.headerLine,
      message: found.isEmpty
        ? "is raw data of EthoVision, and no column of it is named after an immobile behaviour. Columns "
          + "of states are: \(listed.isEmpty ? "none" : listed); name the right one with "
          + "--immobile-label, or export the raw data with the mobility state"
        : "several columns are immobile states (\(listed)); name the right one with --immobile-label"
    )
  }

  /// What a column can be called: as it is written, without its brackets, and what is in them.
  private static func names(_ name: String) -> [String] {
    guard let open = name.firstIndex(of: "(") else { return [name] }
    let inside = name[name.index(after: open)...].prefix { $0 != ")" && $0 != "/" }
    return [name, name[..<open].trimmed, inside.trimmed]
  }
}
