import ArgumentParser
import Batch
import Foundation
import Glibc
import ImmobilityCore
import SpreadsheetText

/// `stillwater batch`: the recordings of a study to scores in its store.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Finds a study's recordings and scores what is new or changed.",
    discussion: """
      Searches folders with all folders in them, passes over what is done, scores from traces what \
      only needs other thresholds, and reads the rest on all cores, each recording in a process of its \
      own. A recording that cannot be read is a failure of its own, kept with its reason and tried \
      again when it changes; where the reason may pass (no permission, a failing disk, no memory, no time) \
      it is tried again in the next runs too. Hidden, partial and growing files wait for the next run. It can be \
      interrupted and killed at any moment; the next run goes on where it stopped.

      With --shard the store is not touched: each task leaves its results in the study's folder of \
      results, and 'stillwater collect' brings them into the store.

      Examples:
        stillwater batch --study rats-2026
        stillwater batch --study rats-2026 --dry-run
        stillwater batch --study rats-2026 --retry-failed /data/rats/day3
        stillwater batch --study rats-2026 --since 7d --json
        stillwater batch --study rats-2026 --shard 3/20

      \(ExitStatus.help)
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders or files to be searched. Default: the folders of study.toml, else the study's own.",
      valueName: "folder"), completion: .directory)
  var folders: [String] = []

  @OptionGroup
  var studyOptions: StudyOptions

  @OptionGroup
  var options: BatchOptions

  @OptionGroup
  var sandboxOption: SandboxOption

  @Flag(help: "Lists what would be done with each recording, and does nothing.")
  var dryRun = false

  @Flag(help: "Tries again what failed before.")
  var retryFailed = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Reads at most so many recordings in this run.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      """
      Only recordings that changed since then: 12h or 7d before now, or a date such as 2026-03-01 \
      (local time).
      """, valueName: "time"), transform: SinceArgument.init)
  var since: SinceArgument?

  @Option(
    help: ArgumentHelp(
      "Reads only part I of N of the recordings, and leaves the store alone.", valueName: "i/n"),
    transform: ShardArgument.shard)
  var shard: Shard?

  @Option(
    help: ArgumentHelp(
      """
      With --shard: the recordings to be read by all shards together, as 'batch --dry-run --json' \
      printed them.
      """, valueName: "file.jsonl"), completion: .file())
  var workList: String?

  func validate() throws {
    if let limit, limit < 0 {
      throw ValidationError("--limit: \(limit) is not allowed; it must be 0 or more")
    }
    if workList != nil && shard == nil {
      throw ValidationError("--work-list goes with --shard; add --shard 1/1 for all of it")
    }
    if shard != nil && dryRun {
      throw ValidationError("--dry-run goes without --shard; leave out one of them")
    }
  }

  func run() throws {
    for folder in folders where access(folder, F_OK) != 0 {
      throw CommandFailure(
        status: .inputNotFound,
        message: "\(folder): there is no such file or folder; check its name")
    }
    let command = try StudyCommand(
      "batch", study: studyOptions, options: options, sandbox: sandboxOption.sandbox)
    var request = BatchRequest()
    request.places = folders
    request.retriesFailed = retryFailed
    request.limit = limit
    request.since = since?.nanoseconds(now: StudyCommand.now.milliseconds)
    if dryRun {
      let plan: BatchPlan
      do throws(BatchError) {
        plan = try BatchPlan(of: command.context, request, now: StudyCommand.now)
      } catch {
        throw CommandFailure(error)
      }
      try command.display.list(plan)
      if since == nil, folders.isEmpty, plan.list.items.isEmpty, plan.waiting.isEmpty {
        throw command.nothingFound
      }
      return
    }
    if let shard {
      let names = try workList.map(WorkListFile.names)
      try command.run(keepsSummary: false) { session throws(BatchError) in
        try session.batch(request, shard: shard, of: names)
      }
      return
    }
    try command.run(requiresRecordings: since == nil && folders.isEmpty) {
      session throws(BatchError) in
      try session.batch(request)
    }
  }
}

/// The recordings to be read, from the JSON lines of `batch --dry-run --json`.
enum WorkListFile {
  private struct Line: Decodable {
    var type: String
    var recording: String?
    var action: String?

    enum CodingKeys: String, CodingKey {
      case type = "message_type"
      case recording
      case action
    }
  }

  /// The names, in the file's order.
  static func names(path: String) throws(CommandFailure) -> [String] {
    let data: [UInt8]
    do throws(InputFileError) {
      data = try RegularFile.bytes(path: path, expected: "a work list", mostBytes: 1 << 30)
    } catch {
      throw CommandFailure(error)
    }
    var names: [String] = []
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    for (index, line) in lines.enumerated() {
      guard let read = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
        throw CommandFailure(
          status: .inputUnusable,
          message:
            "\(path): line \(index + 1): is not one of the JSON lines that 'stillwater batch "
            + "--dry-run --json' prints")
      }
      if read.type == "recording", read.action == "decode", let name = read.recording {
        names.append(name)
      }
    }
    return names
  }
}
