import ImmobilityCore
import SpreadsheetText

/// The columns of a BORIS table that say what was observed, and by whom.
struct BorisObservation {
  private let table: Table
  private let preamble: BorisEvents.Preamble
  private let id: Int?
  private let media: [Int]
  private let duration: Int?
  private let offset: Int?
  private let rater: Int?
  private let subject: Int
  private var shared = SharedObservations()

  /// Finds the columns, and reports observations that are about the same.
  init(
    _ table: Table, subject: Int, preamble: BorisEvents.Preamble = .init([]),
    _ collector: inout ScoreCollector
  ) {
    self.table = table
    self.preamble = preamble
    id = table.column("observation id")
    // What was observed comes before the file that one event lies in.
    media = ["source", "media file", "media file path", "media file name"]
      .compactMap { table.column($0) }
    duration = table.column("media duration (s)", "total length")
    offset = table.column("time offset (s)")
    rater = table.column(IdentityColumns.raterNames)
    self.subject = subject
    for row in table.rows {
      if let id = name(row) { shared.add(ownKey(row, collector), of: id, line: row.line) }
    }
    shared.report(to: &collector)
  }

  /// The observation's id, where something names it.
  private func name(_ row: DelimitedText.Row) -> String? {
    id.map { row[$0] } ?? preamble.value(["observation id"])
  }

  /// Whose score a row is as far as it says itself.
  ///
  /// The recording is the one media file; where an observation has several, or none, its id.
  private func ownKey(
    _ row: DelimitedText.Row, _ collector: ScoreCollector
  ) -> ScoreCollector.Key {
    let sources = media.map { row[$0] }.filter { !$0.isEmpty && $0 != "NA" }
    let file = sources.first.flatMap(BorisNames.mediaFile)
    return ScoreCollector.Key(
      recording: file ?? name(row) ?? IdentityColumns.recordingOutside(collector),
      animal: BorisNames.animal(row[subject]),
      rater: rater.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        ?? preamble.value(IdentityColumns.raterNames))
  }

  /// Whose score a row is, and the offset that its times include, seconds.
  func key(
    _ row: DelimitedText.Row, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> (key: ScoreCollector.Key, offset: Double) {
    var shift = 0.0
    if let offset, let seconds = try table.number(row, offset) {
      shift = seconds
    } else if let text = preamble.value(["time offset (s)"]),
      let seconds = NumberText.number(text, decimalComma: table.decimalComma)
    {
      shift = seconds
    }
    if shift != 0, row.line == table.rows.first?.line {
      collector.warn(
        row.line, "a time offset of \(Rounding.text(shift)) s is taken off the observation's times")
    }
    var key = ownKey(row, collector)
    if let id = name(row) { key = shared.own(key, of: id) }
    collector.compareSpelling(key, line: row.line)
    return (key, shift)
  }

  /// The observed window: the media's whole length.
  func window(_ row: DelimitedText.Row, offset: Double) throws(InputFileError) -> TimeSpan? {
    guard let duration, let seconds = BorisNames.duration(row[duration]) else { return nil }
    return TimeSpan(start: 0, end: seconds)
  }
}
