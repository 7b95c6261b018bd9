import ImmobilityCore
import SpreadsheetText

/// The columns of a table that say what was observed.
enum WindowColumns {
  /// The window of a row; `nil` where nothing says it.
  ///
  /// - Throws: when the window is half said or ends before it starts.
  static func window(
    _ row: DelimitedText.Row, _ table: Table
  ) throws(InputFileError) -> TimeSpan? {
    let first = table.column("window start s", "window start", "window start (s)")
    let last = table.column("window end s", "window end", "window end (s)")
    if let first, let last {
      let (start, end) = (try table.seconds(row, first), try table.seconds(row, last))
      guard let start, let end else {
        guard start == nil, end == nil else {
          throw table.error(row, "the window has only one edge")
        }
        return nil
      }
      return try checked(TimeSpan(start: start, end: end), row, table)
    }
    if let column = table.column("window", "window s", "window (s)"), !row[column].isEmpty {
      let parts = row[column].split { $0 == "-" || $0 == ":" }
      let numbers = parts.compactMap { NumberText.number(String($0), decimalComma: true) }
      guard parts.count == 2, numbers.count == 2 else {
        throw table.error(row, "the window is '\(row[column])'; write it as START-END in seconds")
      }
      return try checked(TimeSpan(start: numbers[0], end: numbers[1]), row, table)
    }
    // DBscorer: an end of 0 is the recording's, which the table does not say.
    if let first = table.column("startsec"), let last = table.column("endsec"),
      let start = try table.number(row, first), let end = try table.number(row, last), end > 0
    {
      return try checked(TimeSpan(start: start, end: end), row, table)
    }
    // Not `duration`: beside start and stop that is the bout's own.
    let durations = ["recording duration s", "recording duration", "observed s"]
    if let column = table.column(durations), let duration = try table.seconds(row, column) {
      return try checked(TimeSpan(start: 0, end: duration), row, table)
    }
    return nil
  }

  private static func checked(
    _ window: TimeSpan, _ row: DelimitedText.Row, _ table: Table
  ) throws(InputFileError) -> TimeSpan {
    guard window.end > window.start else {
      throw table.error(
        row,
        "the window \(Rounding.text(window.start))-\(Rounding.text(window.end)) s ends before "
          + "it starts")
    }
    return window
  }
}
