import Calibration
import ImmobilityCore
import Testing

@testable import Reports

@Suite struct SettingsInForceTests {
  private func several() -> StudyReport {
    var recordings = SampleStudyReport.recordings
    recordings.append(
      SampleStudyReport.recording("e1.mp4", [SampleStudyReport.animal("M20", "drug")]) {
        ($0.motionThreshold, $0.profileName, $0.isCalibrated) = (6.5, "room 2", true)
      })
    return SampleStudyReport.report(recordings: recordings)
  }

  @Test func oneSetHasNoName() {
    let settings = SettingsInForce(SampleStudyReport.report())
    #expect(settings.entries.map(\.name) == [""])
    #expect(settings.entries.map(\.recordings.count) == [2])
    #expect(settings.markup.contains("motion threshold") && !settings.markup.contains("Settings A"))
  }

  @Test func severalAreToldApart() {
    let settings = SettingsInForce(several())
    #expect(settings.entries.map(\.name) == ["A", "B"])
    #expect(settings.entries.map(\.recordings.count) == [2, 1])
    let text = settings.markup
    #expect(text.contains("Settings A: 2 recordings") && text.contains("Settings B: 1 recording<"))
    let threshold = DecimalText.text(ScoringSettings().motionThreshold)
    #expect(text.contains("<b>6.5 %</b>") && text.contains("<td>\(threshold) %</td>"))
    #expect(text.contains("d1.mp4, d2.mp4"))
    #expect(settings.calibration.count == 2)
    #expect(settings.calibration[0].hasPrefix("Settings A (2 recordings): Not calibrated"))
  }

  @Test func trialStartsAloneAreNoOtherSettings() throws {
    var recordings = SampleStudyReport.recordings
    recordings[1].recording.settings.trialStart = .at(12)
    let settings = SettingsInForce(SampleStudyReport.report(recordings: recordings))
    #expect(settings.entries.count == 1)
    #expect(settings.markup.contains("2.5-12 s into the recording, as the manifest says for each"))
    recordings[1].recording.settings.trialStart = .found
    let mixed = SettingsInForce(SampleStudyReport.report(recordings: recordings))
    #expect(mixed.markup.contains("2.5 s into the recording; found for each animal"))
    recordings[1].recording.settings.trialStart = .at(2.5)
    let arena = try #require(recordings[0].recording.arenas?.last?.name)
    recordings[0].recording.settings.arenaTrialStarts = [arena: .at(31)]
    let own = SettingsInForce(SampleStudyReport.report(recordings: recordings))
    #expect(own.entries.count == 1)
    #expect(own.markup.contains("2.5-31 s into the recording, as the manifest says for each"))
  }

  @Test func evidenceHoldsOnlyForItsOwnScores() {
    var fitted = Sample.settings
    (fitted.profileName, fitted.isCalibrated, fitted.motionThreshold) = ("room 2", true, 6.5)
    fitted.pixelThreshold = .fromNoise
    var report = several()
    report.profile = StudyProfile(settings: fitted, verdict: "It differs by 3 s.")
    let sentences = SettingsInForce(report).calibration
    #expect(sentences[1].contains("Calibrated by the profile \"room 2\": It differs by 3 s."))
    #expect(!sentences[0].contains("3 s"))
    // The same name with another threshold is another profile.
    report.profile?.settings.motionThreshold = 7
    #expect(SettingsInForce(report).calibration[1].contains("not the one that the study names now"))
  }
}
