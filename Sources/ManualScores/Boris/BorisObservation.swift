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

  init(_ table: Table, preamble: BorisEvents.Preamble = .init([])) {
    self.table = table
    self.preamble = preamble
    id = table.column("observation id")
    // What was observed comes before the file that one event lies in.
    media = ["source", "media file", "media file path", "media file name"]
      .compactMap { table.column($0) }
    duration = table.column("media duration (s)", "total length")
    offset = table.column("time offset (s)")
    rater = table.column(IdentityColumns.raterNames)
  }

  /// Whose score a row is, and the offset that its times include, seconds.
  ///
  /// The recording is the one media file; where an observation has several, or none, its id.
  func key(
    _ row: DelimitedText.Row, subject: String, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> (key: ScoreCollector.Key, offset: Double) {
    let named = id.map { row[$0] } ?? preamble.value(["observation id"])
    let sources = media.map { row[$0] }.filter { !$0.isEmpty && $0 != "NA" }
    let file = sources.first.flatMap(BorisNames.mediaFile)
    let recording = file ?? named ?? IdentityColumns.recordingOutside(collector)
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
    let key = ScoreCollector.Key(
      recording: recording, animal: BorisNames.animal(subject),
      rater: rater.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        ?? preamble.value(IdentityColumns.raterNames))
    return (key, shift)
  }

  /// The observed window: the media's whole length.
  func window(_ row: DelimitedText.Row, offset: Double) throws(InputFileError) -> TimeSpan? {
    guard let duration, let seconds = BorisNames.duration(row[duration]) else { return nil }
    return TimeSpan(start: 0, end: seconds)
  }
}
