import ArgumentParser
import Configuration
import Reports
import StudyStore

/// `stillwater status`: how far a study has come.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tells what of a study is done, pending, failed and excluded, and its last runs.",
    discussion: """
      Reads the study's files and its store, looks for recordings in the study's folders, and changes \
      nothing.

      Examples:
        stillwater status --study rats-2026
        stillwater status --study rats-2026 --json | jq .failed

      \(ExitStatus.help)
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @Flag(help: "JSON (schema stillwater.status/1) in place of the table.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of the last runs are told, 0-100000.", valueName: "n"))
  var runs = 5

  func validate() throws {
    guard (0...100_000).contains(runs) else {
      throw ValidationError("--runs: \(runs) is not allowed; it must be from 0 to 100000")
    }
  }

  func run() throws {
    let status = try status(work: try StudyCommand.pending(of: studyOptions))
    if json {
      try Console.result(status.json.document())
    } else {
      try Console.result(
        status.table(style: TerminalStyle(colours: Console.coloursOnStandardOutput)))
    }
  }

  /// The status.
  ///
  /// - Parameter work: what a look at the recordings' folders found still to be done. Recordings that
  ///   the manifest names and that are nowhere are pending too.
  func status(work: [StudyStatus.Pending]) throws -> StudyStatus {
    let study = try studyOptions.study()
    let store = try studyOptions.storeToRead()
    do throws(StudyStoreError) {
      return try status(of: study, store: store, work: work)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func status(
    of study: Study, store: StudyStore?, work: [StudyStatus.Pending]
  ) throws(StudyStoreError) -> StudyStatus {
    let contents = try StudyContents(study: study, store: store)
    let counts = try store?.counts()
    // Those that were found are among the work under their whole names.
    var seen = Set(work.flatMap { Self.endings(of: $0.recording) })
    let named = contents.plans.unmatched
      .filter { !$0.isExcluded && seen.insert($0.recording).inserted }
      .map { StudyStatus.Pending(recording: $0.recording, why: "not found yet") }
    return StudyStatus(
      name: study.file.name, folder: study.folder.path, software: Stillwater.software,
      runs: try store?.runs(limit: runs).map(Self.run) ?? [],
      done: counts?.scored ?? 0, animals: counts?.animals ?? 0, pending: work + named,
      pendingIsComplete: true,
      failures: contents.failures.map {
        StudyStatus.Failure(
          recording: $0.recording.path, reason: $0.reason.rawValue, message: $0.message,
          attempts: $0.attempts, lastAt: $0.lastAt.text)
      },
      exclusions: contents.exclusions.map {
        StudyStatus.Exclusion(
          recording: $0.recording, arena: $0.arena, animalID: $0.animalID, reason: $0.reason)
      },
      problems: contents.plans.problems.map(\.description))
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
