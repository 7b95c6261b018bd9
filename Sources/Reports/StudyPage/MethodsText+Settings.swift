import Calibration
import GroupComparison
import ImmobilityCore
import Statistics

extension MethodsText {
  /// What was done with the recordings of one set of settings.
  func measured(_ entry: SettingsInForce.Entry) -> String {
    let settings = entry.settings
    var sentences: [String] = []
    let place =
      entry.name.isEmpty
      ? "" : "Settings \(entry.name) (\(StudyWords.count(entry.recordings.count, "recording"))): "
    sentences.append(
      place
        + (settings.protocolName.map { "The protocol was \($0)" } ?? "No protocol was named")
        + (settings.profileName.map { ", with the profile \"\($0)\"." } ?? "."))
    sentences.append(frames(settings))
    if settings.measure == .changed { sentences.append(threshold(entry)) }
    sentences.append(energy(settings))
    sentences.append(classes(settings))
    sentences.append(window(entry))
    sentences.append(calibration(entry))
    return sentences.joined(separator: " ")
  }

  private func frames(_ settings: ScoringSettings) -> String {
    let s = { (value: Double) in DecimalText.text((value * 10_000).rounded() / 10_000) + " s" }
    let rate =
      settings.analysisRate.map { "At most \(DecimalText.text($0)) frames per second" }
      ?? "All frames"
    let kinds = settings.cleaning.names
    return
      "\(rate) were "
      + (settings.measure.isOfCells
        ? "read within each animal's arena, which was divided into cells of 1/"
          + "\(DecimalText.text(CellMotion.cellsPerSide)) of its side"
        : "compared, within each animal's arena, with the one nearest to \(s(settings.lag)) before it")
      + (kinds.isEmpty
        ? "; no artefacts were kept out." : "; kept out were \(StudyWords.list(kinds)).")
  }

  private func threshold(_ entry: SettingsInForce.Entry) -> String {
    let used = entry.recordings.compactMap(\.recording.pixelThreshold).map(Double.init)
    switch entry.settings.pixelThreshold {
    case .fixed(let level):
      return "A pixel counted as changed above a difference of \(level) of 255 grey levels."
    case .fromNoise:
      return
        "The difference above which a pixel counted as changed came from each recording's own noise"
        + (StudyWords.range(used).map { " and was \($0) of 255 grey levels." } ?? ".")
    }
  }

  private func energy(_ settings: ScoringSettings) -> String {
    let smoothing =
      "; it was smoothed by a centred mean over \(DecimalText.text(settings.smoothing)) s."
    switch settings.measure {
    case .strokes:
      return
        "Motion was strokes: the standard deviation of each cell's mean brightness around a parabola in time"
        + cells(part: CellMotion.strokesPart) + ", and this in percent of the animal's vigour: the "
        + "median of its means over \(DecimalText.text(Vigour.length)) s in which the animal moved (from "
        + "\(DecimalText.text(100 * Vigour.movingPart)) % of their \(DecimalText.text(100 * Vigour.quantile)) % "
        + "quantile on), at least \(DecimalText.text(Vigour.least)) %" + smoothing
    case .movement:
      return "Motion was movement: the standard deviation of each cell's mean brightness"
        + cells(part: CellMotion.movementPart) + smoothing
    case .changed:
      return "Motion was the changed part of the arena's pixels, in percent" + smoothing
    case .meanAbsDiff:
      return "Motion was the mean absolute difference of the arena's pixels, in percent of 255"
        + smoothing
    }
  }

  /// How the variation of cells becomes a measure that leaves less than `part` of the contrast out.
  private func cells(part: Double) -> String {
    " within \(DecimalText.text(CellMotion.window)) s (\(CellMotion.leastFrames) frames or more), as far as it exceeded the larger of "
      + "\(DecimalText.text(CellMotion.noiseMultiple)) times the cells' noise and "
      + "\(DecimalText.text(100 * part)) % of the animal's contrast, summed over the cells, in percent of the "
      + "animal's contrast times the number of cells that it covers"
  }

  private func classes(_ settings: ScoringSettings) -> String {
    let s = { (value: Double) in DecimalText.text(value) + " s" }
    var text =
      "Animals were immobile below a motion threshold of \(DecimalText.text(settings.motionThreshold)) %"
    if settings.exitRatio != 1 {
      text +=
        " until motion exceeded \(DecimalText.text(settings.exitRatio)) times that"
    }
    text +=
      "; immobile bouts shorter than \(s(settings.minImmobile)) were dropped, then interruptions shorter "
      + "than \(s(settings.minMobile)) absorbed."
    if settings.smoothing > 0 {
      text +=
        " Mobile stretches were first drawn in at both ends, by at most half of the mean's width, to where motion "
        + "itself reached the threshold and half of its median there."
    }
    if let high = settings.highlyMobileThreshold {
      text += " At \(DecimalText.text(high)) % or more they were highly mobile."
    }
    return text
      + " Time without evidence for more than \(s(settings.bridge)) was left unscored."
  }

  private func window(_ entry: SettingsInForce.Entry) -> String {
    var counts: [(words: String, count: Int)] = []
    for score in entry.scores {
      let words = ScoreWords.window(score.window)
      if let place = counts.firstIndex(where: { $0.words == words }) {
        counts[place].count += 1
      } else {
        counts.append((words, 1))
      }
    }
    counts.sort { ($1.count, $0.words) < ($0.count, $1.words) }
    let windows: String
    switch counts.count {
    case 1: windows = "the analysis window was \(counts[0].words) from trial start"
    case 2...4:
      windows =
        "the analysis windows were "
        + StudyWords.list(counts.map { "\($0.words) (n = \($0.count))" }) + " from trial start"
    default:
      let lengths = entry.scores.map { $0.window.end - $0.window.start }
      windows =
        "\(counts.count) different analysis windows of \(StudyWords.range(lengths) ?? "0") s were used"
    }
    return "Trials started \(SettingsInForce.starts(entry)); \(windows)."
  }

  private func calibration(_ entry: SettingsInForce.Entry) -> String {
    let settings = entry.settings
    guard settings.isCalibrated, let name = settings.profileName else {
      return "The thresholds were not calibrated against manual scores."
    }
    guard let profile = entry.profile else {
      return
        "The thresholds were calibrated against manual scores (profile \"\(name)\"); the evidence of that "
        + "profile is not in this study."
    }
    var figures: [String] = []
    func add(_ name: String, _ estimate: Estimate?, _ decimals: Int, _ unit: String = "") {
      guard let estimate, let value = estimate.value else { return }
      figures.append(
        "\(name) \(DecimalText.fixed(value, decimals: decimals))\(unit)"
          + (estimate.interval.map {
            " (95 % CI \(ComparisonWords.interval($0, decimals: decimals)))"
          } ?? ""))
    }
    add("Cohen's kappa", profile.kappa, 2)
    add("Lin's concordance of the totals", profile.concordance, 2)
    add("bias", profile.bias, 1, " s")
    if let limits = profile.limits {
      figures.append("limits of agreement \(ComparisonWords.interval(limits, decimals: 1)) s")
    }
    let animals =
      profile.animals.map { " of \(StudyWords.count($0, "animal"))" }
      ?? " (the profile does not say of how many animals)"
    let raters = profile.raters.map { " by \(StudyWords.count($0, "rater"))" } ?? ""
    return
      "The thresholds were calibrated against manual scores\(animals)\(raters) (profile \"\(name)\"); "
      + (figures.isEmpty
        ? "the profile holds no figures of its agreement with them."
        : "agreement with them, in animals that the thresholds were not fitted to: \(figures.joined(separator: ", ")).")
  }
}
