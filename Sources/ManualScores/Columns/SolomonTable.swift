import ImmobilityCore
import SpreadsheetText

/// The table of Solomon Coder (Péter 2019): a column Time and one column for each channel with the
/// behaviour in words at every step; an empty cell is no behaviour. The animal is immobile where any
/// channel holds an immobile behaviour.
enum SolomonTable {
  /// Whether the first column is Time and others hold words, and none is named state.
  static func recognises(_ table: Table) -> Bool {
    guard table.header.count > 1, table.header[0].columnName == "time",
      table.column("state") == nil
    else { return false }
    return table.rows.contains { row in
      row.fields.dropFirst().contains { $0.contains(where: \.isLetter) }
    }
  }

  /// Reads the rows.
  ///
  /// - Throws: at a time that is none or does not rise, with its line.
  static func read(_ table: Table, into collector: inout ScoreCollector) throws(InputFileError) {
    guard recognises(table) else {
      throw InputFileError(
        path: table.path, line: table.headerLine,
        message: "is not a table of Solomon Coder: Time in the first column, behaviours in others")
    }
    let recording = IdentityColumns.recordingOutside(collector)
    collector.warn(
      table.headerLine, "does not name the recording: it is taken to be '\(recording)'")
    let key = ScoreCollector.Key(recording: recording)
    var samples: [(time: Double, line: Int)] = []
    for row in table.rows {
      guard let time = try table.seconds(row, 0) else {
        throw table.error(row, "the time is empty")
      }
      samples.append((time, row.line))
    }
    let (spans, gaps) = try SampledSeries.spans(samples, path: table.path)
    let channels = 1..<table.header.count
    for (row, span) in zip(table.rows, spans) {
      let behaviours = channels.map { row[$0] }.filter { !$0.isEmpty }
      for behaviour in behaviours { collector.note(behaviour) }
      let shown = behaviours.first(where: collector.options.isImmobile) ?? behaviours.first
      collector.addSample(span, behaviour: shown ?? "none", to: key, line: row.line)
      collector.observe(span, of: key, line: row.line)
    }
    SampledSeries.leave(gaps, of: key, in: &collector)
  }
}
