import ImmobilityCore
import SpreadsheetText

/// One row for each animal with its immobile seconds or percent: the stopwatch case.
///
/// The total's column is named after an immobile behaviour and its unit: `immobile_s`,
/// `floating (s)`, `freezing_seconds`, `immobile_percent`, `immobility (%)`. Percent need the
/// observed window: columns window start s and window end s, or window, or recording duration s.
enum PlainTotals {
  private enum Unit {
    case seconds
    case percent
  }

  private static let suffixes: [(text: String, unit: Unit)] = [
    (" seconds", .seconds), (" (s)", .seconds), (" [s]", .seconds), (" sec", .seconds),
    (" s", .seconds), (" percent", .percent), (" (%)", .percent), (" [%]", .percent),
    (" pct", .percent), (" %", .percent),
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
    let inSeconds = candidates.filter { $0.unit == .seconds }
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
    for row in table.rows {
      let key = try identity.key(row, table, &collector)
      guard let value = try value(of: row, table, total.column) else {
        collector.warn(
          row.line, "\(key.description): \(table.name(total.column)) is empty: left out")
        continue
      }
      let window = try WindowColumns.window(row, table)
      let seconds = try seconds(value, total.unit, window, row, table)
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

  private static func totals(
    in table: Table, options: ImportOptions
  ) -> [(column: Int, unit: Unit)] {
    table.header.indices.compactMap { column in
      let name = table.header[column].columnName
      for (suffix, unit) in suffixes where name.hasSuffix(suffix) {
        if options.isImmobile(String(name.dropLast(suffix.count))) { return (column, unit) }
      }
      return nil
    }
  }

  private static func value(
    of row: DelimitedText.Row, _ table: Table, _ column: Int
  ) throws(InputFileError) -> Double? {
    // Totals may be written as h:mm:ss; percent never are, and have no colon.
    row[column].contains(":") ? try table.seconds(row, column) : try table.number(row, column)
  }

  private static func seconds(
    _ value: Double, _ unit: Unit, _ window: TimeSpan?, _ row: DelimitedText.Row, _ table: Table
  ) throws(InputFileError) -> Double {
    guard value >= 0, value <= NumberText.longest else {
      throw table.error(row, "a total of \(value) cannot be right")
    }
    switch unit {
    case .seconds:
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
