import ImmobilityCore

/// One row for each bout of every animal, unscored stretches included. `start_s` and `end_s` count
/// from trial start, `recording_start_s` and `recording_end_s` of the recording, as a player shows them.
public struct BoutsCSV: ScorePrinter {
  static let columns = ScoreColumns.identity + ScoreColumns.bout

  private let isRaw: Bool

  /// Makes a printer.
  ///
  /// - Parameter isRaw: whether texts that spreadsheets take for formulas are written as they are.
  public init(isRaw: Bool = false) { self.isRaw = isRaw }

  /// The bouts of all recordings as CSV.
  public func text(of report: ScoreReport) -> String {
    var rows = CSVRows(header: Self.columns.map(\.name), isRaw: isRaw)
    for recording in report.recordings {
      for animal in recording.animals {
        for bout in animal.bouts {
          rows.add(recording.path)
          rows.add(animal.arena)
          rows.add(animal.animalID)
          Self.add(bout, of: animal, to: &rows)
          rows.endRow()
        }
      }
    }
    return rows.text
  }

  /// Adds the fields of `ScoreColumns.bout`.
  static func add(_ bout: Bout, of animal: AnimalScore, to rows: inout CSVRows) {
    rows.add(bout.state.rawValue)
    rows.add(bout.start)
    rows.add(bout.end)
    rows.add(bout.duration)
    rows.add(bout.start + animal.trialStart)
    rows.add(bout.end + animal.trialStart)
  }
}
