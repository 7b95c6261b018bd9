import ImmobilityCore

/// One row for each animal with its summary; a recording that failed has one row with its `error`
/// and no numbers. Times count from trial start. `highly_mobile_s` is 0 where no second threshold
/// was set; `calibration` is `profile` or `uncalibrated`; `quality_flags` holds the names of the notes about the animal, joined by `|`.
public struct AnimalsCSV: ScorePrinter {
  static let columns = ScoreColumns.identity + ScoreColumns.animal

  private let isRaw: Bool

  /// Makes a printer.
  ///
  /// - Parameter isRaw: whether texts that spreadsheets take for formulas are written as they are.
  public init(isRaw: Bool = false) { self.isRaw = isRaw }

  /// The animals of all recordings as CSV.
  public func text(of report: ScoreReport) -> String {
    var rows = CSVRows(header: Self.columns.map(\.name), isRaw: isRaw)
    for recording in report.recordings {
      if recording.error != nil {
        rows.add(recording.path)
        rows.addEmpty(2)
        Self.addScore(nil, of: recording, to: &rows)
        rows.endRow()
      } else {
        for animal in recording.animals {
          rows.add(recording.path)
          rows.add(animal.arena)
          rows.add(animal.animalID)
          Self.addScore(animal, of: recording, to: &rows)
          rows.endRow()
        }
      }
    }
    return rows.text
  }

  /// Adds the fields of `ScoreColumns.animal`; without a score they say which settings were in force and what
  /// went wrong.
  static func addScore(
    _ animal: AnimalScore?, of recording: RecordingScore, to rows: inout CSVRows
  ) {
    rows.add(recording.settings.protocolName)
    rows.add(recording.settings.profileName)
    rows.add(calibration(recording))
    guard let animal else {
      rows.addEmpty(ScoreColumns.animal.count - 4)
      rows.add(recording.error)
      return
    }
    rows.add(recording.pixelThreshold.map { Double($0) })
    rows.add(animal.noise)
    rows.add(animal.trialStart)
    rows.add(animal.window.start)
    rows.add(animal.window.end)
    rows.add(animal.immobile)
    rows.add(animal.plausibleImmobile?.lowerBound)
    rows.add(animal.plausibleImmobile?.upperBound)
    rows.add(animal.mobile)
    rows.add(animal.highlyMobile)
    rows.add(animal.unscored)
    rows.add(animal.immobilePercent)
    rows.add(animal.latency)
    rows.add(animal.latencyCensored ? "true" : "false")
    rows.add(animal.boutCount)
    rows.add(animal.boutMean)
    rows.add(animal.boutMedian)
    rows.add(animal.boutLongest)
    rows.add(flags(of: animal))
    rows.addEmpty(1)
  }

  private static func calibration(_ recording: RecordingScore) -> String {
    recording.settings.isCalibrated ? "profile" : "uncalibrated"
  }

  /// The flags of an animal's notes, each once, in the order of their first appearance.
  private static func flags(of animal: AnimalScore) -> String {
    var names: [String] = []
    for note in animal.quality where !names.contains(note.flag) { names.append(note.flag) }
    return names.joined(separator: "|")
  }
}
