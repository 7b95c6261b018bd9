import Configuration
import ImmobilityCore
import Reports
import StudyStore

extension StudyContents {
  /// How far the study has come.
  ///
  /// - Parameters:
  ///   - runs: how many of the last runs are told; all of them without a limit.
  ///   - work: what a look at the recordings' folders found still to be done. Recordings that the
  ///     manifest names and that are nowhere are pending too.
  func status(
    runs: Int?, work: [StudyStatus.Pending]
  ) throws(StudyStoreError) -> StudyStatus {
    let counts = try store?.counts()
    // Those that were found are among the work under their whole names.
    var seen = Set(work.flatMap { Self.endings(of: $0.recording) }.map(ExactText.init))
    let named = plans.unmatched
      .filter { !$0.isExcluded && seen.insert(ExactText($0.recording)).inserted }
      .map { StudyStatus.Pending(recording: $0.recording, why: "not found yet") }
    return StudyStatus(
      name: study.file.name, folder: study.folder.path, software: Stillwater.software,
      runs: try store?.runs(limit: runs).map(Self.run) ?? [],
      done: counts?.scored ?? 0, animals: counts?.animals ?? 0, pending: work + named,
      pendingIsComplete: true,
      failures: failures.map {
        StudyStatus.Failure(
          recording: $0.recording.path, reason: $0.reason.rawValue, message: $0.message,
          attempts: $0.attempts, lastAt: $0.lastAt.text)
      },
      exclusions: exclusions.map {
        StudyStatus.Exclusion(
          recording: $0.recording, arena: $0.arena, animalID: $0.animalID, reason: $0.reason)
      },
      problems: plans.problems.map(\.description))
  }

  /// The ways in which a manifest may name a recording: its path, and what follows each `/` of it.
  private static func endings(of name: String) -> [String] {
    [name]
      + name.indices.filter { name[$0] == "/" }.map { String(name[name.index(after: $0)...]) }
  }

  private static func run(_ run: StoredRun) -> StudyStatus.Run {
    let counts = run.counts
    return StudyStatus.Run(
      id: Int(run.id), command: run.command, softwareVersion: run.softwareVersion, host: run.host,
      processID: Int(run.processID), startedAt: run.startedAt.text, endedAt: run.endedAt?.text,
      seconds: run.endedAt.map { $0.seconds(since: run.startedAt) },
      outcome: run.outcome?.rawValue,
      counts: [
        ("found", counts.found), ("decoded", counts.decoded), ("rescored", counts.rescored),
        ("skipped", counts.skipped), ("failed", counts.failed), ("waiting", counts.waiting),
        ("excluded", counts.excluded), ("remaining", counts.remaining), ("frames", counts.frames),
      ])
  }
}
