import ArgumentParser
import Batch

/// `stillwater clean-traces`: removes the traces that a study does not need any more.
struct CleanTracesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean-traces",
    abstract: "Removes a study's traces of earlier arenas, lags and recordings.",
    discussion: """
      Traces stay when arenas or lags change, so that changing them back decodes nothing. This removes \
      those that belong to no score and that the study as it is now has no use for. What may belong to a \
      recording that is not scored (failed, contradictory, or still to be read) is kept, and so is every \
      file in the folder that is not named as traces are. No score changes; it can be interrupted at any \
      moment.

      Examples:
        stillwater clean-traces --study rats-2026 --dry-run
        stillwater clean-traces --study rats-2026

      \(ExitStatus.help)
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @Flag(help: "Lists what would be removed, and removes nothing.")
  var dryRun = false

  func run() throws {
    var options = BatchOptions()
    (options.jobs, options.json, options.quiet) = (1, false, true)
    let session = try StudyCommand("clean-traces", study: studyOptions, options: options).session
    let cleaning: TraceCleaning
    var failures: [String] = []
    do throws(BatchError) {
      if dryRun {
        cleaning = try session.traceCleaning()
      } else {
        (cleaning, failures) = try session.cleanTraces()
      }
    } catch {
      throw CommandFailure(error)
    }
    for failure in failures { Console.error(failure) }
    var lines: [String] = []
    if dryRun { lines += cleaning.removable.map { "\($0.name)  \($0.size) bytes" } }
    let removed = failures.isEmpty ? Self.words(cleaning.removable) : "not all"
    lines.append(
      "\(dryRun ? "would remove" : "removed") \(removed), kept \(Self.words(cleaning.kept))")
    if cleaning.keptInDoubt > 0 {
      lines.append(
        "\(cleaning.keptInDoubt) of those kept belong to no score, but may be of recordings that are not "
          + "scored; see 'stillwater status'")
    }
    try Console.result(lines.joined(separator: "\n") + "\n")
    if !failures.isEmpty { throw CommandFailure(status: .cannotWrite) }
  }

  private static func words(_ entries: [TraceFolder.Entry]) -> String {
    let bytes = entries.reduce(0) { $0 + $1.size }
    return "\(entries.count == 1 ? "1 trace" : "\(entries.count) traces") (\(bytes) bytes)"
  }
}
