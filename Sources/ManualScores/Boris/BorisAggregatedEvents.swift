import ImmobilityCore
import SpreadsheetText

/// The aggregated events of BORIS: one row for each bout with `Start (s)` and `Stop (s)`, and for
/// each point event.
enum BorisAggregatedEvents {
  /// Where the header is; `nil` when there is none.
  static func headerIndex(in text: DelimitedText) -> Int? {
    text.rows.prefix(200).firstIndex { row in
      let names = row.fields.map { $0.trimmed.columnName }
      return ["observation id", "subject", "behavior", "behavior type", "start (s)", "stop (s)"]
        .allSatisfy(names.contains)
    }
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(
    _ text: DelimitedText, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    guard let headerIndex = headerIndex(in: text) else {
      throw InputFileError(path: text.path, message: "has no header of BORIS aggregated events")
    }
    let table = try Table(text, headerIndex: headerIndex)
    guard let subject = table.column("subject"), let behaviour = table.column("behavior"),
      let type = table.column("behavior type"), let start = table.column("start (s)"),
      let stop = table.column("stop (s)")
    else {
      throw InputFileError(path: text.path, message: "has no header of BORIS aggregated events")
    }
    let observation = try BorisObservation(table, subject: subject, time: start, &collector)
    for row in table.rows {
      let (_, offset) = try observation.mention(row, &collector)
      collector.note(row[behaviour])
      guard row[type].uppercased() != "POINT" else {
        if collector.options.isImmobile(row[behaviour]) {
          collector.warn(
            row.line, "'\(row[behaviour])' is a point event without a length; it was left out")
        }
        continue
      }
      guard let from = try table.seconds(row, start) else {
        throw table.error(row, "the bout has no start")
      }
      guard let to = try table.seconds(row, stop) else {
        throw table.error(row, "the bout has no stop")
      }
      guard to >= from else {
        throw table.error(
          row,
          "the bout stops at \(Rounding.text(to)) s before it starts at "
            + "\(Rounding.text(from)) s")
      }
      observation.add(
        TimeSpan(start: from - offset, end: to - offset), behaviour: row[behaviour], of: row,
        to: &collector)
    }
  }
}
