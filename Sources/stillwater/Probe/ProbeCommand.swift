import ArgumentParser
import MotionAnalysis
import Reports

/// `stillwater probe`: what a recording really holds.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Decodes recordings and tells what they really hold.",
    discussion: """
      Frame counts, durations and intervals are counted on the decoded frames; what the file \
      announces stands beside them.

      Examples:
        stillwater probe mouse01.mp4
        stillwater probe --format json day1/*.avi > day1.json

      \(ExitStatus.help)
      """)

  /// The forms in which `probe` prints its results.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  @Argument(
    help: ArgumentHelp("The recordings: video files.", valueName: "video"), completion: .file())
  var videos: [String]

  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people) or json.", valueName: "format"))
  var format: Format = .table

  @OptionGroup
  var runOptions: RunOptions

  @OptionGroup
  var sandboxOption: SandboxOption

  func run() throws {
    Interruption.listen()
    let progress = ProgressDisplay(recordings: videos.count, quiet: true)
    let workers = sandboxOption.workers(threads: runOptions.threads)
    let collected = RecordingOutcomes.collect(
      videos, progress: progress, frames: \.info.framesDecoded
    ) {
      path throws(AnalysisError) -> RecordingProbe in
      try workers.probe(path: path, observer: progress)
    }
    let report = ProbeReport(software: Stillwater.software, outcomes: collected.outcomes)
    switch format {
    case .table:
      try Console.result(
        report.table(style: TerminalStyle(colours: Console.coloursOnStandardOutput)))
    case .json: try Console.result(report.json.document())
    }
    if collected.status != .done { throw CommandFailure(status: collected.status) }
  }
}
