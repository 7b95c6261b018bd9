import Batch
import Calibration
import Configuration
import ImmobilityCore
import Reports
import Statistics
import StudyStore

/// What a study's report shows of each recording beside its numbers: a frame of the file, where it is at
/// hand, and the motion of its trace.
struct StudyViews {
  private let folder: StudyFolder
  private let traces: TraceFolder
  private let files: [ExactText: StoredRecording]
  private let views: RecordingViews
  private let pictures: Bool

  /// For the recordings of a report.
  ///
  /// - Parameter files: the recordings' files as they were scored.
  init(
    of recordings: [StudyRecording], study: Study, files: [StoredRecording], pictures: Bool,
    workers: RecordingWorkers
  ) {
    folder = study.folder
    traces = TraceFolder(path: study.folder.traces)
    self.files = Dictionary(files.map { (ExactText($0.path), $0) }) { first, _ in first }
    let scored = recordings.map { recording in recording.animals.count { $0.score != nil } }
    views = RecordingViews(
      recordings: scored.count { $0 > 0 }, animals: scored.reduce(0, +), workers: workers)
    self.pictures = pictures
  }

  /// What is shown of a recording; `nil` where it has no score.
  func view(of recording: StudyRecording) -> RecordingView? {
    guard let from = recording.provenance, recording.animals.contains(where: { $0.score != nil })
    else { return nil }
    let frame = frame(of: recording)
    guard
      var traced = traces.read(contentHash: from.contentHash, readingHash: from.readingHash),
      let arenas = recording.recording.arenas, arenas.count == traced.trace.arenas.count
    else {
      return RecordingView(
        frame: frame,
        motionMissing:
          "There is no motion to show: the trace of this recording is not among the study's traces any more."
      )
    }
    for index in arenas.indices { traced.trace.arenas[index].arena = arenas[index] }
    let score = try? traced.score(recording.recording.settings)
    guard let score, isTheStored(score, of: recording) else {
      return RecordingView(
        frame: frame,
        motionMissing:
          "There is no motion to show: the trace of this recording gives another score now than the one "
          + "stored; 'stillwater rescore' brings both together.")
    }
    return RecordingView(of: score, frame: frame, points: views.points)
  }

  /// Whether a score that was made again is the one that the study holds.
  private func isTheStored(_ score: RecordingScore, of recording: StudyRecording) -> Bool {
    recording.animals.allSatisfy { animal in
      guard let stored = animal.score else { return true }
      return score.animals.contains {
        $0.arena == stored.arena && $0.bouts == stored.bouts && $0.trialStart == stored.trialStart
      }
    }
  }

  private func frame(of recording: StudyRecording) -> RecordingView.Frame {
    guard pictures else {
      return .missing(reason: "The report was made without pictures (--no-pictures)")
    }
    let name = recording.recording.path
    let path = folder.resolve(name)
    guard let file = FoundRecording.now(at: path) else {
      return .missing(reason: "The recording was not at hand when the report was made")
    }
    guard let stored = files[text: name], stored.looksLike(file.stored(name: name)) else {
      return .missing(
        reason:
          "The recording's file has changed since it was scored, or was only touched; the next 'stillwater batch' "
          + "finds out")
    }
    var scored = recording.recording
    scored.animals = recording.animals.compactMap(\.score)
    return views.frame(of: scored, path: path, file: file)
  }
}

extension Study {
  /// The study's profile for its report.
  var described: StudyProfile? {
    guard let profile else { return nil }
    func estimate(_ figure: ProfileAgreement.Figure?) -> Estimate? {
      figure.map { Estimate($0.value, interval: $0.interval) }
    }
    let agreement = profile.agreement
    return StudyProfile(
      settings: settings, verdict: profile.verdict, animals: agreement?.animals,
      raters: agreement?.raters, kappa: estimate(agreement?.kappa),
      concordance: estimate(agreement?.concordance), bias: estimate(agreement?.bias),
      limits: agreement?.limits)
  }
}
