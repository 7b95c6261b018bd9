import ImmobilityCore
import SpreadsheetText

/// One row for each frame, second or change of state: a column named after an immobile behaviour with 0 and 1 (or 0
/// and 100, or false and true), or a column with the state in words.
///
/// The time is the first of the columns recording time, time s, time (s), time, seconds, trial time;
/// without one, frame or image index with `fps`. A column whose name only ends in `_time_s`,
/// `_frame` or `_state` is taken with a warning. With --fps the frame column goes first. An empty
/// cell is unscored, and so is -1 (DeepEthogram, whose first column counts the frames and has no name).
/// Whether the rows are samples or changes, `SampledSeries` decides.
enum BinaryColumns {
  static let times = [
    "recording time", "time s", "time (s)", "time [s]", "time sec", "time (sec)", "time", "seconds",
    "second", "trial time", "trial time (s)", "recording time (s)", "timestamp", "time stamp",
    "zeit",
    "zeit (s)", "zeit [s]", "time relative sf", "time relative s", "time relative hms",
  ]
  private static let frames = ["frame", "frame number", "frame index", "image index"]
  private static let states = ["state", "behaviour", "behavior"]
  /// Names that other tables use for numbers: taken where the cells hold words.
  private static let stateWords = [
    "mobility", "activity", "movement", "status", "event", "label", "zustand", "verhalten",
  ]

  /// Whether the header is that of ezTrack's frame table.
  static func isEzTrack(_ table: Table) -> Bool {
    ["file", "motioncutoff", "freezethresh", "frame", "freezing"].allSatisfy {
      table.column($0) != nil
    }
  }

  /// Whether the header has a time and a behaviour, and the first cells under it are of that kind.
  static func recognises(_ table: Table, options: ImportOptions) -> Bool {
    var ignored: [ScoreWarning] = []
    guard position(in: table, options: options, &ignored) != nil else { return false }
    if stateColumn(in: table, &ignored) != nil { return true }
    let labelled = labelColumns(in: table, options: options)
    if !labelled.isEmpty {
      return labelled.allSatisfy { column in table.rows.allSatisfy { isFlag($0[column]) } }
    }
    // A binary table without an immobile column: its reader says which columns there are.
    return table.header.count > 1 && !table.rows.isEmpty
      && table.header.indices.dropFirst().allSatisfy { column in
        table.rows.allSatisfy { isFlag($0[column]) }
      }
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(_ table: Table, into collector: inout ScoreCollector) throws(InputFileError) {
    let options = collector.options
    var choices: [ScoreWarning] = []
    guard let position = position(in: table, options: options, &choices) else {
      throw InputFileError(
        path: table.path, line: table.headerLine, message: "has no column time or frame")
    }
    let state =
      labelColumns(in: table, options: options).isEmpty
      ? stateColumn(in: table, &choices) : nil
    let column: Int
    if let state { column = state } else { column = try labelColumn(in: table, options: options) }
    for choice in choices { collector.warn(choice.line, choice.message) }
    if state != nil, let duration = table.column(PlainBouts.durations) {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "\(table.name(position.column)) and \(table.name(duration)): is a row a bout, or "
          + "one of regular samples? For bouts name the columns start_s and duration_s, for samples "
          + "remove \(table.name(duration))")
    }
    if countsRows(table), table.column("background") != nil {
      collector.dropFromName("_labels")
    }
    let identity = IdentityColumns(table, collector: &collector)

    var order: [ScoreCollector.Key] = []
    var series: [ScoreCollector.Key: [SampledSeries.Row]] = [:]
    var ends: [ScoreCollector.Key: Double] = [:]
    for row in table.rows {
      let key = try identity.key(row, table, &collector)
      let time = try time(of: row, position, table, options: options)
      let behaviour: String?
      if state != nil {
        behaviour = Table.isMissing(row[column]) ? nil : row[column]
      } else {
        let flag = try flag(row, column, table)
        behaviour = flag.map { $0 ? table.header[column] : "not \(table.header[column])" }
      }
      if series[key] == nil { order.append(key) }
      series[key, default: []].append(
        SampledSeries.Row(time: time, behaviour: behaviour, line: row.line))
      if ends[key] == nil, let window = try WindowColumns.window(row, table) {
        ends[key] = window.end
      }
    }
    for key in order {
      try SampledSeries(series[key] ?? [], path: table.path)
        .add(to: key, end: ends[key], in: &collector)
      // The column's name says what is scored, even if the animal was never immobile.
      if state == nil { collector.note(table.header[column]) }
    }
  }

  /// Whether the first column has no name and counts the rows from 0, as DeepEthogram and other programs
  /// in Python write it.
  private static func countsRows(_ table: Table) -> Bool {
    guard table.header.first?.isEmpty == true, table.header.count > 1 else { return false }
    return table.rows.enumerated().allSatisfy { Int($1[0]) == $0 }
  }

  private static func position(
    in table: Table, options: ImportOptions, _ choices: inout [ScoreWarning]
  ) -> (column: Int, isFrame: Bool)? {
    let suffixed = { (suffix: String) in table.columns { $0.hasSuffix(suffix) }.first }
    let time = table.column(times)
    let frame = table.column(frames)
    let exact: (column: Int, isFrame: Bool)? =
      if options.fps != nil, let frame { (frame, true) } else if let time {
        (time, false)
      } else if let frame { (frame, true) } else { nil }
    if let exact { return exact }
    if countsRows(table) { return (0, true) }
    let timeLike = suffixed(" time s")
    let frameLike = suffixed(" frame")
    let found: (column: Int, isFrame: Bool)? =
      if options.fps != nil, let frameLike { (frameLike, true) } else if let timeLike {
        (timeLike, false)
      } else if let frameLike { (frameLike, true) } else { nil }
    if let found {
      choices.append(
        ScoreWarning(
          path: table.path, line: table.headerLine,
          message: "column \(table.name(found.column)) is taken as the "
            + (found.isFrame ? "frame number" : "time")))
    }
    return found
  }

  private static func stateColumn(in table: Table, _ choices: inout [ScoreWarning]) -> Int? {
    if let column = table.column(states) { return column }
    if let column = table.column(stateWords), !table.rows.isEmpty,
      table.rows.allSatisfy({ row in
        Table.isMissing(row[column]) || row[column].contains(where: \.isLetter)
      })
    {
      return column
    }
    guard let column = table.columns(where: { $0.hasSuffix(" state") }).first else { return nil }
    choices.append(
      ScoreWarning(
        path: table.path, line: table.headerLine,
        message: "column \(table.name(column)) is taken as the behaviour"))
    return column
  }

  private static func labelColumns(in table: Table, options: ImportOptions) -> [Int] {
    table.header.indices.filter { options.isImmobile(table.header[$0]) }
  }

  private static func labelColumn(
    in table: Table, options: ImportOptions
  ) throws(InputFileError) -> Int {
    let labelled = labelColumns(in: table, options: options)
    guard let column = labelled.first, labelled.count == 1 else {
      let names = (labelled.isEmpty ? Array(table.header.indices) : labelled).map(table.name)
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: labelled.isEmpty
          ? "no column is named after an immobile behaviour; it has \(names.joined(separator: ", ")); "
            + "name the right one with --immobile-label"
          : "several columns are immobile behaviours (\(names.joined(separator: ", "))); name the "
            + "right one with --immobile-label")
    }
    return column
  }

  private static func time(
    of row: DelimitedText.Row, _ position: (column: Int, isFrame: Bool), _ table: Table,
    options: ImportOptions
  ) throws(InputFileError) -> Double {
    guard position.isFrame else {
      guard let time = try table.seconds(row, position.column) else {
        throw table.error(row, "the time is empty")
      }
      return time
    }
    guard let frame = try table.number(row, position.column), frame >= 0 else {
      throw table.error(row, "the frame number is empty or negative")
    }
    return frame / (try FrameRate.of(row, table, options: options))
  }

  private static let on = ["1", "100", "true", "yes", "on", "1.0", "100.0", "1,0", "100,0"]
  private static let off = ["0", "false", "no", "off", "0.0", "0,0"]
  /// What says that nothing was judged: -1 in DeepEthogram, - in EthoVision.
  private static let unjudged = ["-1", "-1.0", "-"]

  /// Whether a cell says yes, no or nothing.
  static func isFlag(_ text: String) -> Bool {
    let word = text.lowercased()
    return Table.isMissing(text) || on.contains(word) || off.contains(word)
      || unjudged.contains(word)
  }

  /// What a cell says; `nil` where nothing was judged.
  ///
  /// - Throws: when the cell holds anything else.
  static func flag(
    _ row: DelimitedText.Row, _ column: Int, _ table: Table
  ) throws(InputFileError) -> Bool? {
    if Table.isMissing(row[column]) || unjudged.contains(row[column]) { return nil }
    let word = row[column].lowercased()
    if on.contains(word) { return true }
    guard off.contains(word) else {
      throw table.error(row, "\(table.name(column)) is '\(row[column])', neither 0 nor 1 (or 100)")
    }
    return false
  }
}
