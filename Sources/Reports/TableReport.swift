import ImmobilityCore

/// The report as a table for people, one row for each animal, and notes in words under it.
///
/// Beside the immobile seconds is their plausible range, such as `8.1-12.4`. A latency without an immobile
/// bout in the window is written as `>= ` and the window's end. The highly mobile column is there only when a second threshold was set, the animal column only when
/// an animal was named.
public struct TableReport: ScorePrinter {
  private let style: TerminalStyle

  /// Makes a printer, with colours or without.
  public init(colours: Bool) { style = TerminalStyle(colours: colours) }

  /// The table and its notes.
  public func text(of report: ScoreReport) -> String {
    let scored = report.recordings.filter { $0.error == nil }
    let shortNames = Self.shortNames(report.recordings.map(\.path))
    var output: [String] = []
    if !scored.isEmpty {
      let lines = table(of: scored, shortNames: shortNames).lines
      output.append(style.heading(lines.heading))
      output += lines.body
    }
    let notes = notes(of: report, shortNames: shortNames)
    if !notes.isEmpty, !output.isEmpty { output.append("") }
    output += notes
    return output.map { $0 + "\n" }.joined()
  }

  // MARK: - Rows

  private func table(of recordings: [RecordingScore], shortNames: [String: String]) -> TextTable {
    let named = recordings.contains { $0.animals.contains { $0.animalID != nil } }
    let assessed = recordings.contains { $0.settings.highlyMobileThreshold != nil }
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      ("recording", .left), ("arena", .left),
    ]
    if named { columns.append(("animal", .left)) }
    columns += [
      ("window s", .right), ("immobile s", .right), ("plausible s", .right),
      ("immobile %", .right), ("latency s", .right), ("bouts", .right), ("longest s", .right),
    ]
    if assessed { columns.append(("highly mobile s", .right)) }
    columns.append(("unscored s", .right))
    var table = TextTable(columns: columns)
    for recording in recordings {
      for animal in recording.animals {
        table.add(
          cells(
            of: animal, recording: recording, name: shortNames[recording.path] ?? recording.path,
            named: named, assessed: assessed))
      }
    }
    return table
  }

  private func cells(
    of animal: AnimalScore, recording: RecordingScore, name: String, named: Bool, assessed: Bool
  ) -> [String] {
    var cells = [name, animal.arena]
    if named { cells.append(animal.animalID ?? "") }
    cells += [
      "\(Self.edge(animal.window.start))-\(Self.edge(animal.window.end))",
      Self.number(animal.immobile), ScoreWords.plausible(animal),
      Self.number(animal.immobilePercent),
      (animal.latencyCensored ? ">= " : "") + Self.number(animal.latency),
      "\(animal.boutCount)", Self.number(animal.boutLongest),
    ]
    if assessed {
      let isAssessed = recording.settings.highlyMobileThreshold != nil
      cells.append(isAssessed ? Self.number(animal.highlyMobile) : "-")
    }
    cells.append(Self.number(animal.unscored))
    return cells
  }

  private static func number(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0, decimals: 1) } ?? "-"
  }

  /// A window's edge: without decimals where it has none.
  private static func edge(_ value: Double) -> String {
    DecimalText.fixed(value, decimals: value == value.rounded() ? 0 : 1)
  }

  /// File names without folders, where they tell the recordings apart; paths where not.
  private static func shortNames(_ paths: [String]) -> [String: String] {
    var byName: [String: Set<String>] = [:]
    let name = { (path: String) in String(path.split(separator: "/").last ?? Substring(path)) }
    for path in paths { byName[name(path), default: []].insert(path) }
    return Dictionary(
      paths.map { ($0, byName[name($0)]?.count == 1 ? name($0) : $0) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: - Notes

  private func notes(of report: ScoreReport, shortNames: [String: String]) -> [String] {
    var notes: [String] = []
    for recording in report.recordings {
      let name = TextTable.printable(shortNames[recording.path] ?? recording.path)
      if let error = recording.error {
        notes.append(style.failure("\(name): not scored: \(TextTable.printable(error))"))
      }
      for group in QualityGroup.groups(of: recording.animals) {
        notes.append(style.warning("\(name): ") + TextTable.printable(group.words))
      }
    }
    notes += thresholdNotes(report, shortNames: shortNames)
    if report.scoredWholePicture {
      notes.append("No arenas given: the whole picture was scored as one arena named whole.")
    }
    return notes
  }
}

extension TableReport {
  /// What the thresholds are and where they come from.
  private func thresholdNotes(_ report: ScoreReport, shortNames: [String: String]) -> [String] {
    var notes: [String] = []
    let scored = report.recordings.filter { $0.error == nil }
    let counted = scored.filter { $0.settings.measure == .changed }
    if counted.contains(where: { $0.settings.pixelThreshold == .fromNoise }) {
      var byLevel: [UInt8: [String]] = [:]
      for recording in counted {
        guard let level = recording.pixelThreshold else { continue }
        byLevel[level, default: []].append(shortNames[recording.path] ?? recording.path)
      }
      for (level, names) in byLevel.sorted(by: { $0.key < $1.key }) {
        let which =
          byLevel.count == 1 ? "" : " (\(TextTable.printable(names.joined(separator: ", "))))"
        let noise = counted.filter { $0.pixelThreshold == level }
          .flatMap(\.animals).compactMap(\.noise).max()
        notes.append(
          "Pixel threshold \(level) from the noise of "
            + "\(noise.map { DecimalText.fixed($0, decimals: 1) } ?? "unknown") grey levels\(which)."
        )
      }
    }
    if let settings = scored.first?.settings, !settings.isCalibrated {
      let threshold = DecimalText.text(settings.motionThreshold)
      let why =
        settings.profileName == nil
        ? "the motion threshold of \(threshold) % is a default"
        : "the profile's settings were changed by hand"
      notes.append(
        style.warning("Uncalibrated: ")
          + "\(why); compare it with manual scores before relying on it.")
    }
    return notes
  }
}

/// The notes of a recording that say the same, counted together.
private struct QualityGroup {
  var flag: String
  var arenas: [String] = []
  var stretches: [QualityNote] = []

  /// Notes grouped by flag, arenas that share all stretches named together.
  static func groups(of animals: [AnimalScore]) -> [QualityGroup] {
    var groups: [QualityGroup] = []
    for animal in animals {
      var flags: [String] = []
      for note in animal.quality where !flags.contains(note.flag) { flags.append(note.flag) }
      for flag in flags {
        let stretches = animal.quality.filter { $0.flag == flag }
        if let same = groups.firstIndex(where: { $0.flag == flag && $0.stretches == stretches }) {
          groups[same].arenas.append(animal.arena)
        } else {
          groups.append(QualityGroup(flag: flag, arenas: [animal.arena], stretches: stretches))
        }
      }
    }
    return groups
  }

  /// Such as `arenas left, right: time gap, 2 stretches, 3.1 s, the first at 12.0 s: ...`.
  var words: String {
    let place = (arenas.count == 1 ? "arena " : "arenas ") + arenas.joined(separator: ", ")
    let name = flag.split(separator: "_").joined(separator: " ")
    let seconds = stretches.reduce(0) { $0 + $1.end - $1.start }
    let total = DecimalText.fixed(seconds, decimals: 1)
    let start = DecimalText.fixed(stretches.first?.start ?? 0, decimals: 1)
    let extent =
      stretches.count == 1
      ? "\(total) s from \(start) s"
      : "\(stretches.count) stretches, \(total) s in all, the first from \(start) s"
    let detail = stretches.first?.detail ?? ""
    return "\(place): \(name) (\(extent))" + (detail.isEmpty ? "" : ": \(detail)")
  }
}
