import ImmobilityCore
import SpreadsheetText

/// One row for each start, stop or point of a behaviour, as The Observer XT exports its event logs.
///
/// | column | names |
/// |---|---|
/// | time | those of `BinaryColumns` (time, time s, time_relative_sf) |
/// | behaviour | behaviour, behavior, event |
/// | what happened | event type, status, start/stop, action: start, state start, stop, state stop, point |
enum PlainEvents {
  private static let behaviours = ["behaviour", "behavior", "event", "state"]
  private static let kinds = ["event type", "status", "start/stop", "action", "type"]
  private static let starts = ["start", "state start", "begin", "onset", "on", "started"]
  private static let stops = ["stop", "state stop", "end", "state end", "offset", "off", "stopped"]
  private static let points = ["point", "point event", "state point"]

  /// Whether there are a time, a behaviour and starts and stops.
  static func recognises(_ table: Table) -> Bool {
    guard table.column(BinaryColumns.times) != nil, table.column(behaviours) != nil,
      let kind = table.column(kinds), !table.rows.isEmpty
    else { return false }
    return table.rows.allSatisfy { (starts + stops + points).contains($0[kind].lowercased()) }
  }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(_ table: Table, into collector: inout ScoreCollector) throws(InputFileError) {
    guard let time = table.column(BinaryColumns.times), let behaviour = table.column(behaviours),
      let kind = table.column(kinds)
    else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "has no columns time, behaviour and event_type (start, stop)")
    }
    let identity = IdentityColumns(table, collector: &collector)
    var pairing = EventPairing(path: table.path)
    for row in table.rows {
      let key = try identity.key(row, table, &collector)
      collector.mention(key, line: row.line)
      if let window = try WindowColumns.window(row, table) {
        collector.observe(window, of: key, line: row.line)
      }
      guard let moment = try table.seconds(row, time) else {
        throw table.error(row, "the event has no time")
      }
      collector.note(row[behaviour])
      let state = EventPairing.State(key: key, behaviour: row[behaviour], modifier: "")
      let word = row[kind].lowercased()
      if starts.contains(word) {
        try pairing.start(state, at: moment, line: row.line)
      } else if stops.contains(word) {
        collector.add(
          try pairing.stop(state, at: moment, line: row.line), behaviour: row[behaviour], to: key,
          line: row.line)
      } else if !points.contains(word) {
        throw table.error(row, "'\(row[kind])' is neither start nor stop nor point")
      }
    }
    try pairing.finish()
  }
}
