import ArgumentParser
import AtomicFiles
import Batch
import Calibration
import Configuration
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
      for 'stillwater score --profile'. Recordings match by file name (write folders where several have \
      one name), animals by arena or animal name. Formats of scores: see 'stillwater agree --help'.

      A study's folder stands for the traces of its current scores, with the animals, exclusions, \
      protocol, window and each recording's trial start as the study has them. Put the profile's name \
      into study.toml and 'stillwater rescore' applies it.

      Searched: measure, motion threshold, pixel threshold, lag (of changed), smoothing, exit ratio, \
      shortest immobile bout; a second threshold where climbing or struggling was scored. Scores with \
      times are fitted by kappa, after each rater's reaction delay is taken out; totals alone by their \
      concordance (CCC). No profile is made of too few animals, of raters who contradict each other, or \
      of scores that the fit cannot foretell better than chance.

      Examples:
        stillwater calibrate --manual anna.csv --protocol fst-mouse --arenas cylinders.toml day1/*.mp4 -o room2.toml
        stillwater calibrate --manual anna.boris --manual ben=ben.csv traces/*.npz -o room2.toml --report-dir room2
        stillwater calibrate --manual totals.csv --protocol fst-rat-test rats/*.npz -o rats.toml
        stillwater calibrate --manual anna.csv rats-2026 -o rats-2026/room2.toml
        stillwater score --profile room2.toml --arenas cylinders.toml day2/*.mp4

      Exit codes:
        0   done
        3   done, without some recordings that could not be read, or that a study has not scored
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
      "The recordings: video files, trace files that 'score --save-trace' wrote, another tracker's "
        + "activity (CSV with time_s and activity_percent), or a study's folder.",
      valueName: "video-trace-or-study"), completion: .file())
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

  @OptionGroup(title: "Running")
  var sandboxOption: SandboxOption

  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people) or json (everything).",
      valueName: "format"))
  var format: Format = .table

  @Flag(help: "No progress and no remarks on standard error; errors remain.")
  var quiet = false

  func run() throws {
    let inputs = try CalibrationInputs(recordings)
    let start = try searchOptions.settings(of: inputs)
    let arenas = try arenaOptions.arenas()
    let scores = try scoreOptions.read(manualOptions.importOptions())
    try outputOptions.prepare(
      inputs: inputs.paths + scoreOptions.paths + arenaOptions.files)
    if !quiet {
      (ArenaOptions.remarks(on: arenas, recordings: inputs.files.count)
        + inputs.studies.flatMap(\.remarks)).forEach(Console.line)
    }

    Interruption.listen()
    var collected = read(inputs.files, start, arenas: arenas)
    let files = RecordingNames.apart(collected.successes)
    let names = try names(scores, files, inputs)
    let ofStudies = try read(inputs.studies, names)
    collected.outcomes += ofStudies.outcomes
    let read = files + ofStudies.successes
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
      result = try calibrator.fit(read, scorings: names.scorings)
    } catch {
      warn(scores.flatMap(\.warnings) + names.warnings + error.warnings)
      throw CommandFailure(error)
    }
    let warnings = scores.flatMap(\.warnings) + names.warnings + result.warnings
    warn(warnings)
    let report = CalibrationReport(
      software: Stillwater.software, profile: outputOptions.profileName, start: options.settings,
      fit: result.fit, inputs: scores.map(\.input) + read.map(Self.input), warnings: warnings)
    try outputOptions.write(report, test: searchOptions.testProtocol ?? inputs.testProtocol)
    if !quiet { for study in inputs.studies { tell(study, result.fit.settings) } }
    do {
      try Console.result(format.printer.text(of: report))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(status: .internalError, message: "the report cannot be made: \(error)")
    }
    let isPartial = names.absent.contains { inputs.missing.contains($0) }
    let status = collected.status == .done && isPartial ? .someFailed : collected.status
    if status != .done { throw CommandFailure(status: status) }
  }

  /// The scores with the recordings that they are about, of the files read and of the studies.
  private func names(
    _ scores: [CalibrationScoreOptions.Scores], _ files: [CalibrationRecording],
    _ inputs: CalibrationInputs
  ) throws(CommandFailure) -> RecordingNames {
    let scorings = Scoring.separate(scores.map(\.source))
    let present =
      files.map(\.name) + inputs.studies.flatMap { study in study.traces.entries.map(study.name) }
    let names: RecordingNames
    do throws(CalibrationRefusal) {
      names = try RecordingNames(scorings, present: present, others: inputs.others)
      if files.isEmpty, names.matched.isEmpty, !inputs.studies.isEmpty {
        warn(scores.flatMap(\.warnings) + names.warnings)
        throw .nothingMatches(scorings, recordings: present)
      }
    } catch {
      throw CommandFailure(error)
    }
    return names
  }

  /// Tells how the profile is put to use in a study, and what stands in its way.
  private func tell(_ study: CalibrationStudy, _ fitted: ScoringSettings) {
    if let contradiction = study.contradiction(of: fitted) { Console.warning(contradiction) }
    let rereadings = study.rereadings(with: fitted)
    if rereadings > 0 {
      Console.warning(
        "\(study.folder.path): with this profile \(rereadings) recordings have to be read again "
          + "('stillwater batch')")
    }
    Console.line(
      "to use it in the study: profile = \"\(study.name(of: outputOptions.output))\" in "
        + "\(study.folder.studyFile), then 'stillwater rescore --study \(study.folder.path)'")
  }

  private func warn(_ warnings: [ScoreWarning]) {
    guard !quiet else { return }
    for warning in warnings { Console.warning("\(warning)") }
  }

  /// Reads from studies the traces of the recordings that scores are about.
  private func read(
    _ studies: [CalibrationStudy], _ names: RecordingNames
  ) throws(CommandFailure) -> RecordingOutcomes<CalibrationRecording> {
    var wanted: [ExactText: (CalibrationStudy, StudyTraces.Entry)] = [:]
    var paths: [String] = []
    for study in studies {
      for entry in study.traces.entries where names.matched.contains(study.name(of: entry)) {
        let path = study.name(of: entry)
        paths.append(path)
        wanted[text: path] = (study, entry)
      }
    }
    let progress = ProgressDisplay(recordings: paths.count, quiet: quiet)
    return RecordingOutcomes.collect(
      paths, progress: progress, frames: \.recording.info.framesDecoded
    ) { path throws(AnalysisError) -> CalibrationRecording in
      guard let (study, entry) = wanted[text: path] else {
        throw AnalysisError(kind: .internalError, path: path, message: "is not asked for")
      }
      return try study.read(entry)
    }
  }

  private func read(
    _ files: [String], _ settings: ScoringSettings, arenas: [Arena]
  ) -> RecordingOutcomes<CalibrationRecording> {
    let progress = ProgressDisplay(recordings: files.count, quiet: quiet)
    let scorer = RecordingScorer(arenas: arenas, settings: settings, threads: runOptions.threads)
    let source = RecordingSource(
      workers: sandboxOption.workers(threads: runOptions.threads), scorer: scorer,
      givenArenas: arenaOptions.areGiven ? arenas : nil)
    return RecordingOutcomes.collect(
      files, progress: progress, frames: \.recording.info.framesDecoded
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

extension RecordingOutcomes {
  /// The recordings that were read.
  fileprivate var successes: [Value] {
    outcomes.compactMap { outcome in
      if case .success(let recording) = outcome.result { recording } else { nil }
    }
  }
}

extension CommandFailure {
  /// A calibration that its data cannot support.
  fileprivate init(_ error: CalibrationRefusal) {
    self.init(status: .inputUnusable, message: "no profile was made: \(error)")
  }
}
