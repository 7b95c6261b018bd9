import Calibration
import GroupComparison
import ImmobilityCore

/// The paragraph about methods, ready to paste: what the study's data hold, and nothing else.
struct MethodsText {
  var report: StudyReport
  var rows: [StudyRow]
  var settings: SettingsInForce

  /// The paragraphs.
  var paragraphs: [String] {
    guard !settings.entries.isEmpty else { return [] }
    return [scored] + settings.entries.map(measured) + [leftOut, compared].filter { !$0.isEmpty }
  }

  private var scored: String {
    let recordings = settings.entries.flatMap(\.recordings)
    let versions = Set(recordings.compactMap(\.provenance?.softwareVersion)).sorted(
      by: NaturalOrder.precedes)
    let counted = rows.filter { $0.standing == .scored }
    let software = report.status.software
    return
      "Immobility was scored automatically with \(software.name) "
      + (versions.count > 1
        ? "(versions \(StudyWords.list(versions)))"
        : "(version \(versions.first ?? software.version))")
      + " in \(StudyWords.count(recordings.count, "video recording")); "
      + "\(StudyWords.count(StudyRows.animals(counted), "animal")) in "
      + "\(StudyWords.count(Set(counted.map(\.recording.path)).count, "recording")) gave data. "
      + "Times come from the recordings' own time stamps."
  }

  // MARK: - What does not count

  private var leftOut: String {
    var sentences: [String] = []
    let excluded = rows.compactMap { row -> (StudyRow, String)? in
      if case .excluded(let reason) = row.standing { (row, reason) } else { nil }
    }
    let known = excluded.filter { $0.0.animal.arena != nil || $0.0.animal.animalID != nil }
    if !known.isEmpty {
      let animals = StudyRows.animals(known.map(\.0))
      let recordings = known.count > animals ? " (\(known.count) animal recordings)" : ""
      sentences.append(
        "\(StudyWords.count(animals, "animal was", "animals were")) excluded\(recordings); reasons: "
          + StudyWords.reasons(known.map(\.1)) + ".")
    }
    let whole = excluded.filter { $0.0.animal.arena == nil && $0.0.animal.animalID == nil }
    if !whole.isEmpty {
      sentences.append(
        "\(StudyWords.count(whole.count, "whole recording was", "whole recordings were")) excluded; "
          + "reasons: \(StudyWords.reasons(whole.map(\.1))).")
    }
    if excluded.isEmpty { sentences.append("No animal was excluded.") }
    let failures = report.status.failures
    if !failures.isEmpty {
      sentences.append(
        "\(StudyWords.count(failures.count, "recording")) could not be scored (\(StudyWords.reasons(failures.map { $0.reason.split(separator: "_").joined(separator: " ") })))."
      )
    }
    let blank = rows.count { $0.standing == .noData("not a second was scored") }
    if blank > 0 {
      sentences.append(
        "In \(StudyWords.count(blank, "animal recording")) not a second could be scored.")
    }
    let unscored = rows.filter { $0.standing == .scored }.compactMap(\.score).filter {
      $0.unscored > 0.05 * ($0.window.end - $0.window.start)
    }.count
    if unscored > 0 {
      sentences.append(
        "More than 5 % of the window was unscored in \(StudyWords.count(unscored, "animal recording"))."
      )
    }
    let waiting = report.status.pending.count
    if waiting > 0 {
      sentences.append(
        "\(StudyWords.count(waiting, "recording is", "recordings are")) not scored, or not as the settings are now; "
          + "this text does not cover \(waiting == 1 ? "it" : "them").")
    }
    return sentences.joined(separator: " ")
  }

  // MARK: - Groups

  private var compared: String {
    guard case .made(let made) = report.comparison else { return "" }
    let design = made.comparison.design
    guard !made.comparison.effects.isEmpty else { return "" }
    var text =
      "The animal was the unit of analysis; recordings of one animal in one session were averaged."
    text +=
      " Groups were compared with \(design.vehicle)"
      + (design.strata.isEmpty ? "" : " within \(StudyWords.list(design.strata))")
      + " as mean differences with 95 % intervals and two-sided p-values by Welch's t, adjusted "
      + (design.adjustment == .dunnett
        ? "by Dunnett's method for unequal variances (Hasler & Hothorn 2008)"
        : "after Holm within each family of tests")
      + ", and Hedges' g."
    if !made.comparison.effects(.interactions).isEmpty {
      text += " Interactions were differences of differences."
    }
    if let pair = design.pair {
      text += " \(pair.second) and \(pair.first) of an animal were paired."
    }
    return text
  }
}
