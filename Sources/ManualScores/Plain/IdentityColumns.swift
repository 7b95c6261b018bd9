import ImmobilityCore
import SpreadsheetText

/// The columns of a table that say whose score a row is.
///
/// | meaning | names, the first that is there counts |
/// |---|---|
/// | recording | recording, recording id, video, video file, video name, media file; then id, file, filename, filenames |
/// | animal | animal, animal id, subject, mouse, rat; id where the recording has a column of its own |
/// | arena | arena |
/// | rater | rater, experimenter, observer, scorer, coder, annotator |
struct IdentityColumns {
  static let raterNames = ["rater", "experimenter", "observer", "scorer", "coder", "annotator"]

  var recording: Int?
  var animal: Int?
  var arena: Int?
  var rater: Int?

  /// Finds the columns and reports where a choice among several was made.
  init(_ table: Table, collector: inout ScoreCollector) {
    recording = table.column(
      "recording", "recording id", "video", "video file", "video name", "media file")
    animal = table.column("animal", "animal id", "subject", "mouse", "rat")
    if let id = table.column("id") {
      if recording != nil {
        animal = animal ?? id
      } else {
        recording = id
        if let file = table.column("file", "filename") {
          collector.warn(
            table.headerLine,
            "column \(table.name(id)) names the recording; \(table.name(file)) is not used")
        }
      }
    }
    recording = recording ?? table.column("file", "filename", "filenames", "file name")
    arena = table.column("arena")
    rater = table.column(Self.raterNames)
    if recording == nil {
      collector.warn(
        table.headerLine,
        "no column names the recording: it is taken to be "
          + "'\(Self.recordingOutside(collector))'")
    }
  }

  /// The recording of a file that does not name it: the option's, else the file's own name.
  static func recordingOutside(_ collector: ScoreCollector) -> String {
    collector.options.recording ?? collector.stem
  }

  /// Whose score a row is.
  ///
  /// - Throws: when the row leaves the recording empty.
  func key(
    _ row: DelimitedText.Row, _ table: Table, _ collector: inout ScoreCollector
  ) throws(InputFileError) -> ScoreCollector.Key {
    let text = { (column: Int?) -> String? in
      guard let column, !row[column].isEmpty else { return nil }
      return row[column]
    }
    var name = Self.recordingOutside(collector)
    if let recording {
      guard let named = text(recording) else {
        throw table.error(row, "\(table.name(recording)) is empty: whose score is it?")
      }
      name = named
    }
    let key = ScoreCollector.Key(
      recording: name, animal: text(animal), arena: text(arena), rater: text(rater))
    collector.compareSpelling(key, line: row.line)
    return key
  }
}
