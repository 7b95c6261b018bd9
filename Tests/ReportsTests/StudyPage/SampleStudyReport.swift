import Calibration
import GroupComparison
import ImmobilityCore

@testable import Reports

/// A small study for the tests of its page: two groups, an excluded animal, one without data, a failed
/// and a waiting recording.
enum SampleStudyReport {
  static func score(_ arena: String, immobile: Double, unscored: Double = 0) -> AnimalScore {
    var score = Sample.animal
    (score.arena, score.animalID) = (arena, nil)
    (score.immobile, score.unscored) = (immobile, unscored)
    score.mobile = 4 - immobile - unscored
    if unscored == 4 { score = Sample.blank }
    score.arena = arena
    return score
  }

  static func recording(
    _ path: String, _ animals: [StudyAnimal], change: (inout ScoringSettings) -> Void = { _ in }
  ) -> StudyRecording {
    var settings = Sample.settings
    settings.trialStart = .at(2.5)
    settings.pixelThreshold = .fromNoise
    change(&settings)
    return StudyRecording(
      recording: RecordingScore(
        path: path, video: Sample.video, settings: settings,
        arenas: animals.map { Arena(name: $0.arena ?? "?", shape: .wholePicture) },
        pixelThreshold: path.contains("2") ? 18 : 12), animals: animals,
      provenance: SampleStudy.provenance)
  }

  static func animal(
    _ name: String, _ group: String, dose: String = "0", immobile: Double = 2,
    unscored: Double = 0, excluded: String? = nil
  ) -> StudyAnimal {
    StudyAnimal(
      arena: "arena of \(name)", animalID: name, group: group, dose: dose, session: "test",
      isExcluded: excluded != nil, exclusionReason: excluded, covariates: ["f"],
      score: score("arena of \(name)", immobile: immobile, unscored: unscored))
  }

  static let recordings = [
    recording(
      "d1.mp4", [animal("M10", "drug", dose: "10"), animal("M2", "vehicle", immobile: 3)]),
    recording(
      "d2.mp4",
      [
        animal("M3", "vehicle", immobile: 1, excluded: "fell <out>"),
        animal("M4", "vehicle", unscored: 4),
      ]),
    StudyRecording(
      recording: RecordingScore(
        path: "d3.mp4", video: nil, settings: Sample.settings, error: "no video & no sound"),
      animals: [StudyAnimal(arena: "a", animalID: "M5", group: "drug", dose: "10")]),
    StudyRecording(
      recording: RecordingScore(path: "later.mp4", video: nil, settings: Sample.settings),
      animals: [StudyAnimal(arena: nil, animalID: "M6", group: "drug", dose: "2")]),
  ]

  static let run = StudyStatus.Run(
    id: 7, command: "batch", softwareVersion: "9.9.8", host: "lab1", processID: 6,
    startedAt: "2026-03-01T22:00:00Z", endedAt: "2026-03-01T22:01:00Z", seconds: 60,
    outcome: "some_failed", counts: [("decoded", 2), ("failed", 1)])

  static func report(
    recordings: [StudyRecording] = recordings, runs: [StudyStatus.Run] = [run],
    comparison: StudyReport.GroupsCompared = .notMade(reason: "No <groups>."),
    profile: StudyProfile? = nil, points: Int = 100
  ) -> StudyReport {
    let status = StudyStatus(
      name: "rats <2026>", folder: "/data/rats", software: Sample.software, runs: runs, done: 2,
      animals: 4, pending: [.init(recording: "later.mp4", why: "not found yet")],
      pendingIsComplete: true,
      failures: [
        .init(
          recording: "d3.mp4", reason: "time_limit", message: "no video & no sound", attempts: 3,
          lastAt: "2026-03-01T22:00:30Z")
      ],
      exclusions: [
        .init(recording: "d2.mp4", arena: "arena of M3", animalID: "M3", reason: "fell <out>")
      ], problems: [])
    return StudyReport(
      status: status, covariates: ["sex"], recordings: recordings,
      views: recordings.map { recording in
        recording.provenance == nil
          ? nil
          : RecordingView(
            frame: .missing(reason: "The recording was not at hand"),
            motionMissing: "The trace is gone.")
      }, comparison: comparison, profile: profile)
  }
}
