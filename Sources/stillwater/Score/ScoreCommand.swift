import ArgumentParser
import AtomicFiles
import Batch
import ImmobilityCore
import MotionAnalysis
import Reports

/// `stillwater score`: recordings to scores.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores recordings and prints a table, JSON or CSV.",
    discussion: """
      Every time and duration comes from the recording's own time stamps. Results do not depend \
      on the number of threads.

      Examples:
        stillwater score --protocol fst-mouse --arenas cylinders.toml *.mp4
        stillwater score --protocol tst-mouse --trial-start 12.5 tst.avi
        stillwater score --arena 'left=rect:40,20,180,400' swim.mp4
        stillwater score --arena 'm1=ellipse:420,220,90,200' swim.mp4
        stillwater score --protocol freezing --format json box.mp4 > box.json
        stillwater score --protocol fst-rat-test --output-dir results *.mp4
        stillwater score --save-trace swim.npz swim.mp4
        stillwater score --motion-threshold 5 swim.npz
        stillwater score --frame-rate 25 camera.h264

      \(ExitStatus.help)
      """)

  @Argument(
    help: ArgumentHelp(
      "The recordings: video files, trace files that --save-trace wrote, or another tracker's activity "
        + "(CSV with time_s and activity_percent, for --measure changed).", valueName: "video"),
    completion: .file())
  var videos: [String]

  @OptionGroup(title: "Arenas")
  var arenaOptions: ArenaOptions

  @OptionGroup(title: "Scoring")
  var settingsOptions: SettingsOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Frames per second, 1-500, for recordings whose own times are wrong, such as raw H.264 that states an "
        + "absurd rate: every frame counts, and the file's times are not used.", valueName: "n"))
  var frameRate: Double?

  @OptionGroup(title: "Output")
  var outputOptions: OutputOptions

  @OptionGroup(title: "Running")
  var runOptions: RunOptions

  @OptionGroup(title: "Running")
  var sandboxOption: SandboxOption

  @Flag(help: "No progress and no remarks on standard error; errors remain.")
  var quiet = false

  func validate() throws {
    if let frameRate, !(1...500).contains(frameRate) {
      throw ValidationError("--frame-rate: \(frameRate) is not allowed; it must be from 1 to 500")
    }
    for (option, value) in [
      ("trace", outputOptions.trace), ("save-trace", outputOptions.saveTrace),
    ]
    where value != nil && videos.count > 1 {
      throw ValidationError(
        "--\(option) takes one recording, and \(videos.count) were given; "
          + "run 'stillwater score --\(option)' for each recording alone")
    }
  }

  func run() throws {
    let (settings, remarks, evidence) = try settingsOptions.settings()
    let arenas = try arenaOptions.arenas()
    try outputOptions.prepare(
      recordings: videos,
      configuration: arenaOptions.files + [settingsOptions.profile].compactMap(\.self))
    if !quiet {
      (remarks + ArenaOptions.remarks(on: arenas, recordings: videos.count)).forEach(Console.line)
    }

    Interruption.listen()
    let progress = ProgressDisplay(recordings: videos.count, quiet: quiet)
    let scorer = RecordingScorer(
      arenas: arenas, settings: settings, threads: runOptions.threads, frameRate: frameRate)
    let workers = sandboxOption.workers(threads: runOptions.threads)
    let source = RecordingSource(
      workers: workers, scorer: scorer, givenArenas: arenaOptions.areGiven ? arenas : nil,
      isOnlyScored: outputOptions.trace == nil && outputOptions.saveTrace == nil)
    let views = RecordingViews(
      recordings: videos.count, arenas: arenas.count, workers: workers)
    var traceFailed = false
    let collected = RecordingOutcomes.collect(
      videos, progress: progress, frames: \.score.video?.framesDecoded
    ) {
      path throws(AnalysisError) -> (score: RecordingScore, view: RecordingView?) in
      let file = FoundRecording.now(at: path)
      let traced = try source.read(path, observer: progress)
      do throws(FileWriteError) {
        // Also when it cannot be scored: with other settings it may.
        try outputOptions.saveTrace(of: traced)
      } catch {
        Console.error("\(error)")
        traceFailed = true
      }
      let score = try scorer.score(traced, path: path)
      if !quiet { score.remarksOnProfile.forEach(Console.warning) }
      do throws(FileWriteError) {
        try outputOptions.writeTrace(of: score)
      } catch {
        Console.error("\(error)")
        traceFailed = true
      }
      let view =
        outputOptions.outputDir == nil ? nil : views.view(of: score, path: path, file: file)
      return (score.withoutSamples, view)
    }

    let recordings = collected.outcomes.map { outcome in
      switch outcome.result {
      case .success(let (score, _)): score
      case .failure(let error):
        RecordingScore(path: outcome.path, video: nil, settings: settings, error: error.message)
      }
    }
    if Interruption.isRequested, recordings.allSatisfy({ $0.error != nil }) {
      // Reports of an earlier call are worth more than one that says nothing.
      throw CommandFailure(status: collected.status)
    }
    try outputOptions.write(
      ScoreReport(
        software: Stillwater.software, arenas: arenas, recordings: recordings,
        views: collected.outcomes.map { try? $0.result.get().view }, profileEvidence: evidence))
    if traceFailed { throw CommandFailure(status: .cannotWrite) }
    if collected.status != .done { throw CommandFailure(status: collected.status) }
  }
}

extension RecordingScore {
  /// Where the recording is unlike those that its profile was fitted on.
  fileprivate var remarksOnProfile: [String] {
    animals.flatMap { animal in
      animal.quality.filter { $0.flag == FittedRanges.flag }.map {
        "\(path): arena '\(animal.arena)': \($0.detail)"
      }
    }
  }

  /// The score without what it holds for each sample, so that memory does not grow with the number
  /// of recordings of a call.
  fileprivate var withoutSamples: RecordingScore {
    var score = self
    score.trace = nil
    for index in score.animals.indices {
      score.animals[index].states = []
      score.animals[index].flags = []
      score.animals[index].motion = []
    }
    return score
  }
}
