import ImmobilityCore
import SpreadsheetText

/// One number in each row, 1 for immobile and 0 for not, without a header, as DBscorer (Nandi et al. 2021)
/// writes its rasters: one row for each second.
enum FlagList {
  /// Whether every row is a 0 or a 1.
  static func recognises(_ text: DelimitedText) -> Bool {
    text.rows.count > 1
      && text.rows.allSatisfy { $0.fields.count == 1 && ($0[0] == "0" || $0[0] == "1") }
  }

  /// Reads the rows.
  ///
  /// - Throws: when nothing says how long a row is.
  static func read(
    _ text: DelimitedText, into collector: inout ScoreCollector
  ) throws(InputFileError) {
    guard let step = collector.options.interval ?? collector.options.fps.map({ 1 / $0 }) else {
      throw InputFileError(
        path: text.path, line: 1,
        message:
          "is a list of 0 and 1, and nothing says how long a row is; DBscorer writes one for each "
          + "second: give --interval 1")
    }
    for ending in [" auto ", " auto", " manual"] { collector.dropFromName(ending) }
    let recording = IdentityColumns.recordingOutside(collector)
    let key = ScoreCollector.Key(recording: recording)
    collector.warn(
      1, "1 counts as immobile; the recording is taken to be '\(recording)', from its beginning")
    for (index, row) in text.rows.enumerated() {
      let span = TimeSpan(start: Double(index) * step, end: Double(index + 1) * step)
      collector.add(
        span, behaviour: row[0], isImmobile: row[0] == "1", to: key, line: row.line)
      collector.observe(span, of: key, line: row.line)
    }
    collector.note(nil)
  }
}
