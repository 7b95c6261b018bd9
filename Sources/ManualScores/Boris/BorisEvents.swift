import ImmobilityCore
import SpreadsheetText

/// The tabular events of BORIS.
///
/// Version 7 writes some rows about the observation and then `Time, Media file path, Total length,
/// FPS, Subject, Behavior, Behavioral category, Comment, Status`. Versions 8 and 9 write one header
/// with `Observation id, ..., Subject, Behavior, ..., Behavior type, Time, Media file name, ...`,
/// version 9 with `Time offset (s)`, which is part of the times and is taken off. Where an observation runs
/// through several media files, its bouts go to the files they lie in (`BorisMedia`). Independent
/// variables named rater, observer and the like name the rater.
enum BorisEvents {
  /// Where the header is; `nil` when there is none.
  static func headerIndex(in text: DelimitedText) -> Int? {
    text.rows.prefix(200).firstIndex { row in
      let names = row.fields.map { $0.trimmed.columnName }
      let has = { (wanted: [String]) in wanted.allSatisfy(names.contains) }
      return has(["time", "subject", "behavior", "status", "media file path"])
        || has(["observation id", "subject", "behavior", "behavior type", "time"])
    }
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(
    _ text: DelimitedText, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    guard let headerIndex = headerIndex(in: text) else {
      throw InputFileError(path: text.path, message: "has no header of BORIS events")
    }
    let table = try Table(text, headerIndex: headerIndex)
    guard let time = table.column("time"), let behaviour = table.column("behavior"),
      let subject = table.column("subject"), let status = table.column("status", "behavior type")
    else { throw InputFileError(path: text.path, message: "has no header of BORIS events") }
    let preamble = Preamble(text.rows[..<headerIndex])
    let observation = try BorisObservation(
      table, subject: subject, time: time, preamble: preamble, &collector)
    var pairing = EventPairing(path: text.path)
    for row in table.rows {
      let (key, offset) = try observation.mention(row, &collector)
      guard let moment = try table.seconds(row, time) else {
        throw table.error(row, "the event has no time (an observation of pictures?)")
      }
      let modifiers = table.columns { $0.hasPrefix("modifier") }.map { row[$0] }
      let state = EventPairing.State(
        key: key, behaviour: row[behaviour], modifier: modifiers.joined(separator: "|"))
      collector.note(row[behaviour])
      switch row[status].uppercased() {
      case "START": try pairing.start(state, at: moment - offset, line: row.line)
      case "STOP":
        observation.add(
          try pairing.stop(state, at: moment - offset, line: row.line), behaviour: row[behaviour],
          of: row, to: &collector)
      case "POINT":
        if collector.options.isImmobile(row[behaviour]) {
          collector.warn(
            row.line, "'\(row[behaviour])' is a point event without a length; it was left out")
        }
      default:
        throw table.error(row, "'\(row[status])' is neither START nor STOP nor POINT")
      }
    }
    try pairing.finish()
  }

  /// What the rows above the header of version 7 say: names and values.
  struct Preamble {
    private var values: [String: String] = [:]
    /// The media of the first player, which follow each other; none where others play beside it.
    private(set) var players: [String] = []

    init(_ rows: ArraySlice<DelimitedText.Row>) {
      for row in rows where !row[0].isEmpty && !row[1].isEmpty {
        values[row[0].columnName] = row[1]
        if row[0].columnName == "player #1" { players.append(row[1]) }
      }
      if values.keys.contains(where: { $0.hasPrefix("player #") && $0 != "player #1" }) {
        players = []
      }
    }

    /// The value behind the first of the names that is there.
    func value(_ names: [String]) -> String? { names.lazy.compactMap { values[$0] }.first }
  }
}
