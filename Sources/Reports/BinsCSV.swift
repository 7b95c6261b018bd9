import ImmobilityCore

/// One row for each bin of every animal; times count from trial start.
public struct BinsCSV: ScorePrinter {
  static let columns = ScoreColumns.identity + ScoreColumns.bin

  private let isRaw: Bool

  /// Makes a printer.
  ///
  /// - Parameter isRaw: whether texts that spreadsheets take for formulas are written as they are.
  public init(isRaw: Bool = false) { self.isRaw = isRaw }

  /// The bins of all recordings as CSV.
  public func text(of report: ScoreReport) -> String {
    var rows = CSVRows(header: Self.columns.map(\.name), isRaw: isRaw)
    for recording in report.recordings {
      for animal in recording.animals {
        for bin in animal.bins {
          rows.add(recording.path)
          rows.add(animal.arena)
          rows.add(animal.animalID)
          Self.add(bin, to: &rows)
          rows.endRow()
        }
      }
    }
    return rows.text
  }

  /// Adds the fields of `ScoreColumns.bin`.
  static func add(_ bin: Bin, to rows: inout CSVRows) {
    rows.add(bin.start)
    rows.add(bin.end)
    rows.add(bin.immobile)
    rows.add(bin.unscored)
  }
}
