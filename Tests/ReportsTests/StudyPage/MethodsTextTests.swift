import Calibration
import ImmobilityCore
import Statistics
import Testing

@testable import Reports

@Suite struct MethodsTextTests {
  private func text(_ report: StudyReport) -> String {
    MethodsText(
      report: report, rows: StudyRows(report).rows, settings: SettingsInForce(report)
    ).paragraphs.joined(separator: "\n")
  }

  private let threshold = DecimalText.text(ScoringSettings().motionThreshold)

  @Test func statesWhatTheDataHold() {
    let text = text(SampleStudyReport.report())
    for part in [
      "with stillwater (version 9.9.8) in 2 video recordings", "2 animals in 1 recording gave data",
      "read within each animal's arena, which was divided into cells of 1/30 of its side",
      "around a parabola in time within 0.3 s (5 frames or more)", "2.5 times the cells' noise",
      "and 5 % of the animal's contrast",
      "the median of its means over 1 s in which the animal moved",
      "a centred mean over 0.4 s",
      "below a motion threshold of \(threshold) %", "shorter than 1 s were dropped",
      "interruptions shorter than 0.5 s", "the analysis window was 1-5 s from trial start",
      "not calibrated against manual scores", "1 animal was excluded; reasons: fell <out>: 1.",
      "1 recording could not be scored (time limit: 1).",
      "In 1 animal recording not a second could be scored.", "1 recording is not scored",
    ] {
      #expect(text.contains(part), "\(part) in:\n\(text)")
    }
    #expect(!text.contains("Hedges") && !text.contains("of 255"))
  }

  @Test func otherMeasuresAreDescribedAsTheyAre() {
    var recordings = SampleStudyReport.recordings
    for index in 0..<2 {
      recordings[index].recording.settings.measure = .changed
      recordings[index].recording.settings.pixelThreshold = .fixed(20)
      recordings[index].recording.settings.highlyMobileThreshold = 30
      recordings[index].recording.settings.exitRatio = 1.5
    }
    let text = text(SampleStudyReport.report(recordings: recordings))
    for part in [
      "above a difference of 20 of 255", "the changed part of the arena's pixels",
      "the one nearest to 0.0667 s before it", "until motion exceeded 1.5 times that",
      "At 30 % or more they were highly mobile",
    ] {
      #expect(text.contains(part), "\(part) in:\n\(text)")
    }
    #expect(!text.contains("parabola") && !text.contains("cells"))
    for index in 0..<2 { recordings[index].recording.settings.pixelThreshold = .fromNoise }
    #expect(
      self.text(SampleStudyReport.report(recordings: recordings))
        .contains("and was 12-18 of 255 grey levels"))
    for index in 0..<2 { recordings[index].recording.settings.measure = .movement }
    let movement = self.text(SampleStudyReport.report(recordings: recordings))
    #expect(movement.contains("and 7 % of the animal's contrast"))
    #expect(
      !movement.contains("parabola") && !movement.contains("vigour")
        && !movement.contains("of 255"))
  }

  @Test func severalSettingsAndVersionsAreNotSummarisedAsOne() {
    var recordings = SampleStudyReport.recordings
    recordings[1].recording.settings.motionThreshold = 6
    recordings[1].provenance?.softwareVersion = "9.9.10"
    let text = text(SampleStudyReport.report(recordings: recordings))
    #expect(text.contains("(versions 9.9.8 and 9.9.10)"))
    #expect(text.contains("Settings A (1 recording): The protocol was fst-mouse."))
    #expect(text.contains("Settings B (1 recording): The protocol was fst-mouse."))
    #expect(text.contains("threshold of \(threshold) %") && text.contains("threshold of 6 %"))
  }

  @Test func calibrationComesFromTheEvidenceOrIsNotClaimed() {
    var recordings = SampleStudyReport.recordings
    for index in 0..<2 {
      recordings[index].recording.settings.profileName = "room 2"
      recordings[index].recording.settings.isCalibrated = true
    }
    var profile = StudyProfile(
      settings: recordings[0].recording.settings, verdict: nil, animals: 12, raters: 2,
      kappa: Estimate(0.876, interval: 0.8...0.91), bias: Estimate(-1.25), limits: -9...6.5)
    let known = text(SampleStudyReport.report(recordings: recordings, profile: profile))
    #expect(
      known.contains(
        "calibrated against manual scores of 12 animals by 2 raters (profile \"room 2\"); agreement with them, in "
          + "animals that the thresholds were not fitted to: Cohen's kappa 0.88 (95 % CI 0.80 to 0.91), bias -1.3 s, "
          + "limits of agreement -9.0 to 6.5 s."), "\(known)")
    profile = StudyProfile(settings: profile.settings, verdict: nil)
    let silent = text(SampleStudyReport.report(recordings: recordings, profile: profile))
    #expect(
      silent.contains("does not say of how many animals") && silent.contains("holds no figures"))
    let gone = text(SampleStudyReport.report(recordings: recordings))
    #expect(gone.contains("the evidence of that profile is not in this study"))
  }

  @Test func withoutScoresThereIsNothingToState() {
    let report = SampleStudyReport.report(recordings: Array(SampleStudyReport.recordings.suffix(2)))
    #expect(text(report).isEmpty)
  }
}
