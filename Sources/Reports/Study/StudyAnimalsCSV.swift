/// One row for each animal of a study: the manifest's columns and the summary. Animals of failed
/// recordings have their `error`, excluded ones their reason; see `AnimalsCSV` for the numbers.
public struct StudyAnimalsCSV: StudyPrinter {
  private let columns: StudyColumns

  /// Makes a printer for a study.
  public init(_ study: StudyDescription) { columns = StudyColumns(study) }

  /// The header.
  public var head: String { columns.header(ScoreColumns.animal) }

  /// The rows of a recording's animals.
  public func text(of recording: StudyRecording, isFirst: Bool) -> String {
    var rows = columns.rows
    for animal in recording.animals {
      columns.add(animal, of: recording, to: &rows)
      AnimalsCSV.addScore(animal.score, of: recording.recording, to: &rows)
      columns.addProvenance(of: recording, to: &rows)
      rows.endRow()
    }
    return rows.text
  }

  /// Nothing.
  public var tail: String { "" }
}
