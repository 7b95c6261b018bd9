import ImmobilityCore

/// The settings that a study's scores were made with: one entry for each that differs, never a summary of
/// several as if they were one. Trial starts, which manifests give for each recording, are told apart
/// from them.
struct SettingsInForce {
  /// One set of settings with the recordings that were scored with it.
  struct Entry {
    /// `A`, `B` and so on; empty where there is one entry alone.
    var name: String
    /// The settings; their trial start is that of the first recording.
    var settings: ScoringSettings
    /// The recordings.
    var recordings: [StudyRecording]
    /// The profile, where its evidence holds for these scores.
    var profile: StudyProfile?

    /// The animals with a score.
    var scores: [AnimalScore] { recordings.flatMap { $0.animals.compactMap(\.score) } }
  }

  /// The entries, the one with most recordings first.
  var entries: [Entry] = []

  /// The settings of a report's scores.
  init(_ report: StudyReport) {
    for recording in report.recordings
    where recording.animals.contains(where: { $0.score != nil }) {
      let settings = recording.recording.settings
      if let place = entries.firstIndex(where: { Self.areAlike($0.settings, settings) }) {
        entries[place].recordings.append(recording)
      } else {
        let profile = report.profile.flatMap { $0.holds(for: settings) ? $0 : nil }
        entries.append(
          Entry(name: "", settings: settings, recordings: [recording], profile: profile))
      }
    }
    entries = entries.enumerated().sorted {
      ($1.element.recordings.count, $0.offset) < ($0.element.recordings.count, $1.offset)
    }.map(\.element)
    guard entries.count > 1 else { return }
    for index in entries.indices { entries[index].name = Self.letters(index) }
  }

  /// Whether both are the same but for the trial start.
  private static func areAlike(_ first: ScoringSettings, _ second: ScoringSettings) -> Bool {
    var second = second
    second.trialStarts = first.trialStarts
    return first == second
  }

  /// `A` to `Z`, then `AA` and on.
  private static func letters(_ index: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? last : letters(index / 26 - 1) + last
  }

  // MARK: - In words

  /// Whether the scores are calibrated, and how well: a sentence for each entry.
  var calibration: [String] {
    entries.map { entry in
      let place =
        entry.name.isEmpty
        ? "" : "Settings \(entry.name) (\(StudyWords.count(entry.recordings.count, "recording"))): "
      return place + Self.calibration(of: entry)
    }
  }

  private static func calibration(of entry: Entry) -> String {
    let settings = entry.settings
    guard let name = settings.profileName else {
      return
        "Not calibrated against manual scores: the motion threshold of "
        + "\(DecimalText.text(settings.motionThreshold)) % is a default; compare it with manual scores "
        + "before relying on it."
    }
    guard settings.isCalibrated else {
      return
        "Not calibrated against manual scores: settings of the profile \"\(name)\" were changed by hand, so "
        + "that its evidence does not hold for these results."
    }
    guard let profile = entry.profile else {
      return
        "Calibrated by the profile \"\(name)\", which is not the one that the study names now: how well it "
        + "agrees with people is not known here."
    }
    let unlike = entry.scores.count { score in
      score.quality.contains { $0.flag == FittedRanges.flag }
    }
    return
      "Calibrated by the profile \"\(name)\": "
      + (profile.verdict ?? "the profile does not say how well its settings agree with people.")
      + (unlike == 0
        ? ""
        : " \(StudyWords.count(unlike, "animal")) in recordings unlike those that it was fitted on; see "
          + "their quality notes.")
  }

  /// The settings in full: a table for each entry, with its recordings where there are several.
  var markup: String {
    guard !entries.isEmpty else { return "<p>Nothing is scored yet.</p>\n" }
    let first = rows(entries[0])
    return entries.map { entry in
      let rows = rows(entry)
      var text = ""
      if !entry.name.isEmpty {
        text =
          "<h3>Settings \(entry.name): \(StudyWords.count(entry.recordings.count, "recording"))</h3>\n"
          + "<p class=\"muted\">\(HTML.escaped(entry.recordings.map(\.recording.path).joined(separator: ", ")))</p>\n"
      }
      let cells = zip(rows, first + rows.dropFirst(first.count)).map { row, other in
        let differs = row != other && entry.name != "A"
        return row.map { differs ? "<b>\(HTML.escaped($0))</b>" : HTML.escaped($0) }
      }
      return text + HTML.table(["setting", "value"], markup: cells, texts: 2)
    }.joined()
      + (entries.count > 1 ? "<p class=\"muted\">Bold: other than in settings A.</p>\n" : "")
  }

  private func rows(_ entry: Entry) -> [[String]] {
    var settings = entry.settings
    settings.arenaTrialStarts = [:]  // in the sentence about all
    return ScoreWords.settings(settings).map { row in
      row[0] == "trial start" ? [row[0], Self.starts(entry)] : row
    }
  }

  /// Where the trials of an entry start.
  static func starts(_ entry: Entry) -> String {
    var kinds: [String] = []
    let starts = entry.recordings.flatMap { recording in
      let settings = recording.recording.settings
      guard !settings.arenaTrialStarts.isEmpty else { return [settings.trialStart] }
      return (recording.recording.arenas ?? []).map { settings.trialStart(of: $0.name) }
    }
    let given = starts.compactMap(\.time)
    if let range = StudyWords.range(given, places: 3) {
      kinds.append(
        "\(range) s into the recording"
          + (Set(given).count > 1 ? ", as the manifest says for each" : ""))
    }
    if given.count < starts.count {
      kinds.append("found for each animal, where it is put into its arena")
    }
    return kinds.joined(separator: "; ")
  }
}
