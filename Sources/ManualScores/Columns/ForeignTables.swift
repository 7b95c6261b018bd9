import ImmobilityCore
import SpreadsheetText

/// Tables of other programs that cannot be read, and what those programs write that can.
enum ForeignTables {
  /// What is told about a table; `nil` where it is of no known kind.
  static func refusal(of text: DelimitedText) -> InputFileError? {
    guard let first = text.rows.first else { return nil }
    let names = first.fields.map { $0.trimmed.columnName }
    let has = { (wanted: String) in names.contains { $0.contains(wanted) } }
    let isMaster = text.rows.prefix(10).contains {
      $0[0].contains("Focal Analysis Master File") || $0[0].contains("Focal Master File")
    }
    let message: String? =
      if isMaster {
        "is a master file of JWatcher and holds no scores; give the .dat, and name this file with --key-rules"
      } else if names.contains("freezethresh") || names.contains("motioncutoff") {
        "is a summary of ezTrack; give the table with one row for each frame (..._FreezingOutput.csv), "
          + "with --fps"
      } else if names.contains("threshold") && has("immobility") && has("precision") {
        "is DBscorer's table of its threshold; give 'Results Manual Compiled.csv' or the '... Manual.txt' "
          + "files (with --interval 1)"
      } else if has("bodyparts") || has("likelihood") {
        "is a table of positions; give scores: bouts (start_s, stop_s), totals (immobile_s) or 0/1 for "
          + "each frame"
      } else if let total = PlainTotals.withoutUnit(first.fields) {
        "column '\(total)' does not say its unit; name it immobile_s or immobile_percent"
      } else {
        nil
      }
    return message.map { InputFileError(path: text.path, line: first.line, message: $0) }
  }
}
