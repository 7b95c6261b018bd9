import ImmobilityCore
import SpreadsheetText

/// One row for each bout.
///
/// | column | names |
/// |---|---|
/// | start | start, start s, start time, from, onset, start (s); start frame for frames |
/// | stop | stop, stop s, stop time, end, end s, end time, to, offset, stop (s); stop frame, end frame |
/// | or how long, without a stop | duration, duration s, length s, bout duration s |
/// | behaviour | behaviour, behavior, type, state, label, event; without it every bout is immobile |
/// | observed window | window start s and window end s, or recording duration s, or frames with fps |
///
/// Frame n is the time n / fps, and the stop is the first moment after the bout. Rows whose
/// behaviour is a marker of start and end, however it is spelled (Start_End, StartEnd, Start/End),
/// give the observed window.
enum PlainBouts {
  private static let starts = [
    "start", "start s", "start (s)", "start time", "start sec", "from", "onset", "bout start",
  ]
  private static let stops = [
    "stop", "stop s", "stop (s)", "stop time", "stop sec", "end", "end s", "end (s)", "end time",
    "end sec", "to", "offset", "bout end",
  ]
  /// Without a stop: how long the bout lasted.
  static let durations = [
    "duration s", "duration (s)", "duration", "duration sec", "bout duration s", "bout duration",
    "length s", "length (s)", "length", "bout length s", "bout length",
  ]
  private static let startFrames = ["start frame", "startframe"]
  private static let stopFrames = ["stop frame", "end frame", "stopframe", "endframe"]
  private static let behaviours = ["behaviour", "behavior", "type", "state", "label", "event"]

  /// The columns that say when a bout was.
  private struct Edges {
    enum Kind { case stop, duration, frames }
    var kind: Kind
    var start: Int
    var stop: Int

    init?(_ table: Table) {
      if let start = table.column(starts), let stop = table.column(stops) {
        self.init(kind: .stop, start: start, stop: stop)
      } else if let start = table.column(startFrames), let stop = table.column(stopFrames) {
        self.init(kind: .frames, start: start, stop: stop)
      } else if let start = table.column(starts), let duration = table.column(durations) {
        self.init(kind: .duration, start: start, stop: duration)
      } else {
        return nil
      }
    }

    private init(kind: Kind, start: Int, stop: Int) {
      (self.kind, self.start, self.stop) = (kind, start, stop)
    }
  }

  /// Whether the header has a start and a stop, or a start and a duration.
  static func recognises(_ table: Table) -> Bool { Edges(table) != nil }

  /// Reads the rows.
  ///
  /// - Throws: at a row that cannot be right, with its line.
  static func read(_ table: Table, into collector: inout ScoreCollector) throws(InputFileError) {
    guard let edges = Edges(table) else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "has no columns start and stop (or start and duration, or start_frame and "
          + "stop_frame)")
    }
    let identity = IdentityColumns(table, collector: &collector)
    let behaviour = table.column(behaviours)
    if behaviour == nil {
      collector.warn(
        table.headerLine, "no column names the behaviour: every bout counts as immobile")
    }
    for row in table.rows {
      let key = try identity.key(row, table, &collector)
      if let window = try window(row, table, options: collector.options) {
        collector.observe(window, of: key, line: row.line)
      }
      let label = behaviour.map { row[$0] }
      guard let span = try span(row, table, edges, options: collector.options)
      else {
        // A row that only says that the animal was watched and never still.
        guard label?.isEmpty ?? true else {
          throw table.error(row, "the bout has no start and stop")
        }
        collector.mention(key, line: row.line)
        continue
      }
      if let label, label.isEmpty { throw table.error(row, "the bout has no behaviour") }
      if let label, isMarker(label) {
        collector.addMarker(span, to: key, line: row.line)
      } else if let label, label.hasPrefix("_") {
        collector.warn(row.line, "'\(label)' is no behaviour; the row was left out")
      } else {
        collector.add(span, behaviour: label, to: key, line: row.line)
      }
    }
  }

  /// Whether a behaviour is a marker of the trial's start and end.
  static func isMarker(_ label: String) -> Bool {
    label.lowercased().filter(\.isLetter) == "startend"
  }

  private static func span(
    _ row: DelimitedText.Row, _ table: Table, _ edges: Edges, options: ImportOptions
  ) throws(InputFileError) -> TimeSpan? {
    let inFrames = edges.kind == .frames
    var from =
      inFrames ? try table.number(row, edges.start) : try table.seconds(row, edges.start)
    var to = inFrames ? try table.number(row, edges.stop) : try table.seconds(row, edges.stop)
    if from == nil, to == nil { return nil }
    if edges.kind == .duration {
      guard let start = from else {
        throw table.error(row, "the bout has a duration and no start")
      }
      guard let duration = to else {
        throw table.error(row, "the bout has a start and no duration")
      }
      to = start + duration
    }
    if inFrames {
      let fps = try FrameRate.of(row, table, options: options)
      from = from.map { $0 / fps }
      to = to.map { $0 / fps }
    }
    guard let from else { throw table.error(row, "the bout has a stop and no start") }
    guard let to else { throw table.error(row, "the bout has a start and no stop") }
    guard from >= 0, to <= NumberText.longest else {
      throw table.error(row, "the bout lies outside of any recording")
    }
    guard to >= from else {
      throw table.error(
        row, "the bout stops at \(Rounding.text(to)) s before it starts at \(Rounding.text(from)) s"
      )
    }
    return TimeSpan(start: from, end: to)
  }

  /// The observed window that a row states.
  static func window(
    _ row: DelimitedText.Row, _ table: Table, options: ImportOptions
  ) throws(InputFileError) -> TimeSpan? {
    if let window = try WindowColumns.window(row, table) { return window }
    guard let frames = table.column("frames", "total frames", "frame count"),
      let count = try table.number(row, frames)
    else { return nil }
    guard count > 0 else { throw table.error(row, "\(table.name(frames)) is not above 0") }
    return TimeSpan(start: 0, end: count / (try FrameRate.of(row, table, options: options)))
  }
}
