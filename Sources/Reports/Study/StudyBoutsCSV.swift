import ImmobilityCore

/// One row for each bout of every animal of a study, with the manifest's columns; see `BoutsCSV`.
public struct StudyBoutsCSV: StudyPrinter {
  private let columns: StudyColumns

  /// Makes a printer for a study.
  public init(_ study: StudyDescription) { columns = StudyColumns(study) }

  /// The header.
  public var head: String { columns.header(ScoreColumns.bout) }

  /// The rows of a recording's bouts.
  public func text(of recording: StudyRecording, isFirst: Bool) -> String {
    var rows = columns.rows
    for animal in recording.animals {
      guard let score = animal.score else { continue }
      rows.repeating(
        score.bouts, before: { columns.add(animal, of: recording, to: &$0) },
        after: { columns.addProvenance(of: recording, to: &$0) },
        add: { BoutsCSV.add($0, of: score, to: &$1) })
    }
    return rows.text
  }

  /// Nothing.
  public var tail: String { "" }
}
