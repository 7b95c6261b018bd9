import ImmobilityCore
import SpreadsheetText

/// One row for each animal with its immobile seconds or percent: the stopwatch case.
///
/// The total's column is named after an immobile behaviour and its unit: `immobile_s`,
/// `floating (s)`, `Time immobile (s)`, `freezing_seconds`, `immobile_percent`, `immobility (%)`,
/// `Immobility_Percentage` (DBscorer). Percent need the observed window: columns window start s and window
/// end s, or window, or recording duration s. Rows that summarise those above are no animals.
enum PlainTotals {
  private enum Unit: Equatable {
    /// So many of them are a second.
    case time(perSecond: Double)
    case percent
  }

  private static let units: [(text: String, unit: Unit)] = [
    ("seconds", .time(perSecond: 1)), ("(s)", .time(perSecond: 1)), ("[s]", .time(perSecond: 1)),
    ("(sec)", .time(perSecond: 1)), ("[sec]", .time(perSecond: 1)), ("sec", .time(perSecond: 1)),
    ("secs", .time(perSecond: 1)), ("s", .time(perSecond: 1)), ("(seconds)", .time(perSecond: 1)),
    ("(ms)", .time(perSecond: 1000)), ("[ms]", .time(perSecond: 1000)),
    ("ms", .time(perSecond: 1000)), ("(min)", .time(perSecond: 1 / 60.0)),
    ("[min]", .time(perSecond: 1 / 60.0)), ("min", .time(perSecond: 1 / 60.0)),
    ("minutes", .time(perSecond: 1 / 60.0)), ("percent", .percent), ("percentage", .percent),
    ("(%)", .percent), ("[%]", .percent), ("pct", .percent), ("%", .percent),
  ]
  /// Words of a column's name that leave open what it is the total of.
  private static let fillers: Set = [
    "time", "times", "total", "spent", "duration", "of", "in", "the", "cumulative", "sum", "state",
    "mobility", "zeit", "dauer", "gesamt",
  ]

  /// Whether a column is a total of an immobile behaviour.
  static func recognises(_ table: Table, options: ImportOptions) -> Bool {
    !totals(in: table, options: options).isEmpty
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(
    _ table: Table, into collector: inout ScoreCollector
  ) throws(InputFileError) -> [ManualScore] {
    let options = collector.options
    let candidates = totals(in: table, options: options)
    let inSeconds = candidates.filter { $0.unit != .percent }
    guard let total = inSeconds.first ?? candidates.first else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "no column is a total of an immobile behaviour with its unit, such as immobile_s "
          + "or immobile_percent; rename the column or give --immobile-label")
    }
    guard (inSeconds.isEmpty ? candidates : inSeconds).count == 1 else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "several columns are totals ("
          + candidates.map { table.name($0.column) }.joined(separator: ", ")
          + "); say which counts with --immobile-label")
    }
    let identity = IdentityColumns(table, collector: &collector)
    var scores: [ManualScore] = []
    var seen: Set<ScoreCollector.Key> = []
    let rows = try animals(of: table, identity, &collector)
    for row in rows {
      let key = try identity.key(row, table, &collector)
      guard let value = try value(of: row, table, total.column) else {
        collector.warn(
          row.line, "\(key.description): \(table.name(total.column)) is empty: left out")
        continue
      }
      let window = try WindowColumns.window(row, table)
      let seconds = try seconds(value, total.column, total.unit, window, row, table)
      guard seen.insert(key).inserted else {
        throw table.error(row, "\(key.description) has a second total; which one is right?")
      }
      scores.append(
        ManualScore(
          recording: key.recording, animal: key.animal, arena: key.arena, rater: key.rater,
          observation: .total(seconds: seconds), window: window, path: table.path, line: row.line))
    }
    return scores
  }

  /// The rows without those that summarise, and without a row that leaves open whose it is.
  private static func animals(
    of table: Table, _ identity: IdentityColumns, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> [DelimitedText.Row] {
    let named = Set([0] + [identity.recording, identity.animal, identity.arena].compactMap(\.self))
    let found = table.rows.map { row in
      let kinds = named.sorted().compactMap { SummaryRow(row[$0]) }
      return kinds.contains(.certain) ? .certain : kinds.first
    }
    let isSummarised = found.contains(.certain)
    let isNamed =
      identity.animal.map { animal in table.rows.contains { !$0[animal].isEmpty } } ?? false
    var rows: [DelimitedText.Row] = []
    for (row, kind) in zip(table.rows, found) {
      let cell = named.sorted().map { row[$0] }.first { SummaryRow($0) != nil } ?? ""
      switch kind {
      case .certain:
        collector.warn(
          row.line, "'\(cell)' summarises other rows; it is no animal and was left out")
      case .possible where isSummarised && !cell.contains(where: \.isNumber):
        collector.warn(
          row.line, "'\(cell)' summarises other rows; it is no animal and was left out")
      case .possible:
        throw table.error(
          row,
          "is '\(cell)' an animal, or does the row summarise others? Remove the row, or rename the animal"
        )
      case nil:
        if isNamed, let animal = identity.animal, row[animal].isEmpty {
          throw table.error(
            row,
            "\(table.name(animal)) is empty: whose total is it? Remove rows that summarise others")
        }
        rows.append(row)
      }
    }
    return rows
  }

  private static func totals(
    in table: Table, options: ImportOptions
  ) -> [(column: Int, unit: Unit)] {
    table.header.indices.compactMap { column in
      let words = table.header[column].columnName.split(separator: " ").map(String.init)
      guard let (rest, unit) = unit(of: words), let unit else { return nil }
      return isTotal(rest, options: options) ? (column, unit) : nil
    }
  }

  /// The words of a name without its unit, at the end or the beginning.
  private static func unit(of words: [String]) -> (rest: [String], unit: Unit?)? {
    guard let first = words.first, let last = words.last else { return nil }
    if let found = units.first(where: { $0.text == last }) { return (words.dropLast(), found.unit) }
    if ["%", "percent", "percentage", "pct", "seconds", "sec"].contains(first),
      let found = units.first(where: { $0.text == first })
    {
      return (Array(words.dropFirst()), found.unit)
    }
    if last.hasSuffix("%"), last.count > 1 {
      return (words.dropLast() + [String(last.dropLast())], .percent)
    }
    return (words, nil)
  }

  private static func isTotal(_ words: [String], options: ImportOptions) -> Bool {
    options.isImmobile(words.joined(separator: " "))
      || options.isImmobile(words.filter { !fillers.contains($0) }.joined(separator: " "))
  }

  /// The first of the names that is a total of an immobile behaviour by default, but for its unit.
  static func withoutUnit(_ names: [String]) -> String? {
    names.first { name in
      guard let (rest, unit) = unit(of: name.columnName.split(separator: " ").map(String.init)),
        unit == nil
      else { return false }
      return isTotal(rest, options: ImportOptions())
    }
  }

  private static func value(
    of row: DelimitedText.Row, _ table: Table, _ column: Int
  ) throws(InputFileError) -> Double? {
    // Totals may be written as h:mm:ss; percent never are, and have no colon.
    row[column].contains(":") ? try table.seconds(row, column) : try table.number(row, column)
  }

  private static func seconds(
    _ value: Double, _ column: Int, _ unit: Unit, _ window: TimeSpan?, _ row: DelimitedText.Row,
    _ table: Table
  ) throws(InputFileError) -> Double {
    guard value >= 0, value <= NumberText.longest else {
      throw table.error(row, "a total of \(value) cannot be right")
    }
    switch unit {
    case .time(let perSecond):
      let value = row[column].contains(":") ? value : value / perSecond
      if let window, value > window.duration + 0.001 {
        throw table.error(
          row,
          "\(Rounding.text(value)) immobile seconds are more than the observed "
            + "\(Rounding.text(window.duration)) s")
      }
      return value
    case .percent:
      guard value <= 100 else { throw table.error(row, "\(Rounding.text(value)) % is above 100 %") }
      guard let window else {
        throw table.error(
          row,
          "the total is a percentage, and nothing says of what; add columns window_start_s and "
            + "window_end_s")
      }
      return value / 100 * window.duration
    }
  }
}
