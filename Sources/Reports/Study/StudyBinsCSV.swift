import ImmobilityCore

/// One row for each bin of every animal of a study, with the manifest's columns; see `BinsCSV`.
public struct StudyBinsCSV: StudyPrinter {
  private let columns: StudyColumns

  /// Makes a printer for a study.
  public init(_ study: StudyDescription) { columns = StudyColumns(study) }

  /// The header.
  public var head: String { columns.header(ScoreColumns.bin) }

  /// The rows of a recording's bins.
  public func text(of recording: StudyRecording, isFirst: Bool) -> String {
    var rows = columns.rows
    for animal in recording.animals {
      guard let score = animal.score else { continue }
      rows.repeating(
        score.bins, before: { columns.add(animal, of: recording, to: &$0) },
        after: { columns.addProvenance(of: recording, to: &$0) },
        add: { BinsCSV.add($0, to: &$1) })
    }
    return rows.text
  }

  /// Nothing.
  public var tail: String { "" }
}
