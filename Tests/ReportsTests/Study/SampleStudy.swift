import ImmobilityCore
import Reports

/// Hand-made recordings of a study that the tests of its reports share.
enum SampleStudy {
  static let plain = StudyDescription(
    name: "rats \"2026\"", software: Sample.software, covariates: ["sex", "weight, g"])
  static var full: StudyDescription {
    var study = plain
    study.showsProvenance = true
    return study
  }

  static let provenance = StudyProvenance(
    run: 3, scoredAt: "2026-03-01T22:15:09Z", softwareVersion: "9.9.8", contentHash: "0f",
    readingHash: "1e", settingsHash: "2d")

  static let scored = StudyRecording(
    recording: RecordingScore(
      path: "day 1/a,b.mp4", video: Sample.video, settings: Sample.settings,
      arenas: Sample.arenas, pixelThreshold: 12),
    animals: [
      StudyAnimal(
        arena: "the \"left\" one", animalID: "M,1", group: "drug", dose: "15 mg/kg",
        session: "test", covariates: ["f", "21.5"], score: Sample.animal),
      StudyAnimal(
        arena: "right", isExcluded: true, exclusionReason: "fell out", covariates: ["", ""],
        score: Sample.blank),
    ], provenance: provenance)

  static let failed = StudyRecording(
    recording: RecordingScore(
      path: "day 2/c.mp4", video: nil, settings: Sample.settings, arenas: Sample.arenas,
      error: "no video, says libav"),
    animals: [
      StudyAnimal(arena: "right", animalID: "M3", covariates: ["m", "20"])
    ])

  static let excluded = StudyRecording(
    recording: RecordingScore(path: "day 3/d.mp4", video: nil, settings: Sample.settings),
    animals: [
      StudyAnimal(arena: nil, animalID: "M4", isExcluded: true, exclusionReason: "camera fell")
    ])

  static let recordings = [scored, failed, excluded]

  /// The whole text of a printer.
  static func text(_ printer: any StudyPrinter, _ recordings: [StudyRecording] = recordings) throws
    -> String
  {
    var text = printer.head
    for (index, recording) in recordings.enumerated() {
      text += try printer.text(of: recording, isFirst: index == 0)
    }
    return text + printer.tail
  }
}
