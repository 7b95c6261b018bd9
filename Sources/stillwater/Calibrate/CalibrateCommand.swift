import ArgumentParser
import AtomicFiles
import Calibration
import Configuration
import Glibc
import ImmobilityCore
import ManualScores
import MotionAnalysis
import Reports

/// `stillwater calibrate`: manual scores and recordings to a profile.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fits thresholds to manual scores and tells how good they are.",
    discussion: """
      Reads recordings (or traces of them: no decoding) and manual scores of the same animals, looks for \
      the settings that agree best, and judges them on animals they were not fitted to. Writes a profile \
      for 'stillwater score --profile'. Recordings and scores match as in 'stillwater agree': recordings \
      by file name, animals by arena or animal name. Formats of scores: see 'stillwater agree --help'.

      Searched: measure, motion threshold, pixel threshold, lag (of changed), smoothing, exit ratio, \
      shortest immobile bout; a second threshold where climbing or struggling was scored. Scores with \
      times are fitted by kappa, after each rater's reaction delay is taken out; totals alone by their \
      concordance (CCC). No profile is made of too few animals, of raters who contradict each other, or \
      of scores that the fit cannot foretell better than chance.

      Examples:
        stillwater calibrate --manual anna.csv --protocol fst-mouse --arenas cylinders.toml day1/*.mp4 -o room2.toml
        stillwater calibrate --manual anna.boris --manual ben=ben.csv traces/*.npz -o room2.toml --report-dir room2
        stillwater calibrate --manual totals.csv --protocol fst-rat-test rats/*.npz -o rats.toml
        stillwater score --profile room2.toml --arenas cylinders.toml day2/*.mp4

      Exit codes:
        0   done
        3   done, without some recordings that could not be read
        64  usage: an option is wrong or contradicts another
        65  a file is not usable, or the data cannot support a fit: no profile is written
        66  input not found
        70  internal error
        73  cannot write output
      """)

  /// The forms in which `calibrate` prints its results.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json

    /// What prints this form on standard output.
    var printer: any CalibrationPrinter {
      switch self {
      case .table: CalibrationTable(colours: Console.coloursOnStandardOutput)
      case .json: CalibrationJSON()
      }
    }
  }

  @Argument(
    help: ArgumentHelp(
      "The recordings: video files, trace files that 'score --save-trace' wrote, or another tracker's "
        + "activity (CSV with time_s and activity_percent).",
      valueName: "video-or-trace"), completion: .file())
  var recordings: [String]

  @OptionGroup(title: "Manual scores")
  var scoreOptions: CalibrationScoreOptions

  @OptionGroup(title: "Reading scores")
  var manualOptions: ManualOptions

  @OptionGroup(title: "Arenas")
  var arenaOptions: ArenaOptions

  @OptionGroup(title: "Search")
  var searchOptions: CalibrationSearchOptions

  @OptionGroup(title: "Output")
  var outputOptions: CalibrationOutputOptions

  @OptionGroup(title: "Running")
  var runOptions: RunOptions

  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people) or json (everything).",
      valueName: "format"))
  var format: Format = .table

  @Flag(help: "No progress and no remarks on standard error; errors remain.")
  var quiet = false

  func run() throws {
    let start = try searchOptions.settings()
    let arenas = try arenaOptions.arenas()
    let scores = try scoreOptions.read(manualOptions.importOptions)
    try outputOptions.prepare(
      inputs: recordings + scoreOptions.paths + arenaOptions.files)
    if !quiet { ArenaOptions.remarks(on: arenas).forEach(Console.line) }

    Interruption.listen()
    let collected = read(start, arenas: arenas)
    let read = collected.outcomes.compactMap { outcome in
      if case .success(let recording) = outcome.result { recording } else { nil }
    }
    guard !read.isEmpty, !Interruption.isRequested else {
      throw CommandFailure(status: collected.status)
    }
    let options = CalibrationOptions(
      settings: searchOptions.adopted(start, from: read.map(\.recording.trace)),
      space: searchOptions.space, highlyMobileLabels: scoreOptions.highlyMobileLabels,
      seed: searchOptions.seed, leastAnimals: searchOptions.leastAnimals)
    let calibrator = Calibrator(
      options: options, work: ConcurrentWork(threads: runOptions.threads))
    let result: (fit: CalibrationFit, warnings: [ScoreWarning])
    do throws(CalibrationRefusal) {
      result = try calibrator.fit(read, scorings: Scoring.separate(scores.map(\.source)))
    } catch {
      warn(scores.flatMap(\.warnings) + error.warnings)
      throw CommandFailure(status: .inputUnusable, message: "no profile was made: \(error)")
    }
    let warnings = scores.flatMap(\.warnings) + result.warnings
    warn(warnings)
    let report = CalibrationReport(
      software: Stillwater.software, profile: outputOptions.profileName, start: options.settings,
      fit: result.fit, inputs: scores.map(\.input) + read.map(Self.input), warnings: warnings)
    try outputOptions.write(report, test: searchOptions.testProtocol)
    do {
      try Console.result(format.printer.text(of: report))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(status: .internalError, message: "the report cannot be made: \(error)")
    }
    if collected.status != .done { throw CommandFailure(status: collected.status) }
  }

  private func warn(_ warnings: [ScoreWarning]) {
    guard !quiet else { return }
    for warning in warnings { Console.warning("\(warning)") }
  }

  private func read(
    _ settings: ScoringSettings, arenas: [Arena]
  ) -> RecordingOutcomes<CalibrationRecording> {
    let progress = ProgressDisplay(recordings: recordings.count, quiet: quiet)
    let scorer = RecordingScorer(arenas: arenas, settings: settings, threads: runOptions.threads)
    let source = RecordingSource(
      scorer: scorer, givenArenas: arenaOptions.areGiven ? arenas : nil)
    return RecordingOutcomes.collect(
      recordings, progress: progress, frames: \.recording.info.framesDecoded
    ) { path throws(AnalysisError) -> CalibrationRecording in
      let traced = try source.read(path, observer: progress)
      return CalibrationRecording(path: path, name: traced.info.path, recording: traced)
    }
  }

  private static func input(_ recording: CalibrationRecording) -> CalibrationReport.Input {
    CalibrationReport.Input(
      kind: .recording, path: recording.path, sha256: recording.recording.info.sha256,
      format: recording.recording.info.codec, modified: FileTime.modified(recording.path))
  }
}

/// When a file was last changed.
enum FileTime {
  /// UTC in ISO 8601, whole seconds; empty when the file system does not say.
  static func modified(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    var (time, parts) = (status.st_mtim.tv_sec, tm())
    guard gmtime_r(&time, &parts) != nil else { return "" }
    var buffer = [CChar](repeating: 0, count: 32)
    guard strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
