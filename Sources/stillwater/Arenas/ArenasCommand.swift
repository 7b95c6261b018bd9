import ArgumentParser
import Configuration
import ImmobilityCore
import MotionAnalysis
import Reports

/// `stillwater arenas`: proposes arenas from where animals move.
struct ArenasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "arenas",
    abstract: "Proposes arenas from where the animals move, for a look and for score --arenas.",
    discussion: """
      A quick pass over the recording finds the regions in which something moves again and again, \
      names them from left to right and writes them to an arena file, with a picture that shows \
      them on a frame. Look at the picture and correct the file: a region holds what an animal \
      visited, not the walls of its cylinder. A file serves all recordings of one camera, and with \
      --relative recordings of any picture size.

      The confidence is the part of six variations of the search that find the same arenas. Below \
      \(DecimalText.text(ArenaFinder.leastConfidence)), and where the motion does not tell the \
      animals apart, nothing is written and the exit code is 65.

      Examples:
        stillwater arenas day1/mouse01.mp4
        stillwater arenas --count 4 --output room2.toml day1/mouse01.mp4
        stillwater arenas --relative --output camera3.toml mouse01.mp4
        stillwater arenas --format json mouse01.mp4 > proposal.json
        stillwater score --protocol fst-mouse --arenas arenas.toml day1/*.mp4

      \(ExitStatus.help)
      """)

  /// The forms in which `arenas` prints its results.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
  }

  @Argument(
    help: ArgumentHelp("The recording: a video file.", valueName: "video"), completion: .file())
  var video: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many animals there are, 1-\(ArenaFinder.mostArenas). Default: found by their motion.",
      valueName: "n"))
  var count: Int?

  @OptionGroup(title: "Output")
  var outputOptions: ArenasOutputOptions

  @Flag(help: "Write parts of the picture's width and height (0-1) instead of pixels.")
  var relative = false

  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people) or json.", valueName: "format"))
  var format: Format = .table

  @OptionGroup(title: "Running")
  var runOptions: RunOptions

  @OptionGroup(title: "Running")
  var sandboxOption: SandboxOption

  @Flag(help: "No progress and no remarks on standard error; errors remain.")
  var quiet = false

  func validate() throws {
    if let count, !(1...ArenaFinder.mostArenas).contains(count) {
      throw ValidationError(
        "--count: \(count) is not allowed; it must be from 1 to \(ArenaFinder.mostArenas)")
    }
  }

  func run() throws {
    try outputOptions.prepare(recording: video)
    Interruption.listen()
    let progress = ProgressDisplay(recordings: 1, quiet: quiet)
    let workers = sandboxOption.workers(threads: runOptions.threads)
    let collected = RecordingOutcomes.collect(
      [video], progress: progress, frames: { _ in nil },
      work: { path throws(AnalysisError) -> ArenaProposal in
        try workers.arenas(path: path, count: count, observer: progress)
      })
    guard let outcome = collected.outcomes.first else { return }
    let report = ArenasReport(
      software: Stillwater.software, path: video, result: outcome.result, isRelative: relative,
      arenaFile: outputOptions.output, pictureFile: outputOptions.picturePath)
    if case .success(let proposal) = outcome.result {
      try outputOptions.write(proposal, arenas: report.arenas)
    }
    switch format {
    case .table:
      try Console.result(
        report.table(style: TerminalStyle(colours: Console.coloursOnStandardOutput)))
    case .json: try Console.result(report.json.document())
    }
    if collected.status != .done { throw CommandFailure(status: collected.status) }
    if !quiet { report.remarks.forEach(Console.line) }
  }
}
