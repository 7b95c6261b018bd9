import ArgumentParser
import Calibration
import Configuration
import Glibc
import ImmobilityCore
import ManualScores
import Reports
import VideoDecoding

/// The options of `calibrate` that name manual scores.
struct CalibrationScoreOptions: ParsableArguments {
  @Option(
    name: .customLong("manual"), parsing: .singleValue,
    help: ArgumentHelp(
      "A file of manual scores; NAME=FILE names its rater. May be repeated.",
      valueName: "[name=]file"), completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "A behaviour that counts as highly mobile, in any case; repeatable; replaces the default ("
        + CalibrationOptions.defaultHighlyMobileLabels.joined(separator: ", ") + ").",
      valueName: "behaviour"))
  var highlyMobileLabel: [String] = []

  func validate() throws {
    guard !files.isEmpty else {
      throw ValidationError("--manual: give at least one file of manual scores")
    }
  }

  /// The labels; `nil` for the default.
  var highlyMobileLabels: [String]? { highlyMobileLabel.isEmpty ? nil : highlyMobileLabel }

  /// The files' paths.
  var paths: [String] { files.map { AgreeCommand.parts(of: $0).path } }

  /// A file of scores that was read.
  struct Scores {
    var source: Scoring.Source
    var input: CalibrationReport.Input
    var warnings: [ScoreWarning]
  }

  /// Reads the files.
  func read(_ options: ImportOptions) throws(CommandFailure) -> [Scores] {
    var all: [Scores] = []
    for argument in files {
      let (rater, path) = AgreeCommand.parts(of: argument)
      do {
        let file = try ManualScoreFile.read(path: path, options: options)
        all.append(
          Scores(
            source: Scoring.Source(scorer: rater, path: path, scores: file.scores),
            input: CalibrationReport.Input(
              kind: .manual, path: path, sha256: try VideoReader.sha256(path: path),
              format: file.format.rawValue, modified: FileTime.modified(path)),
            warnings: file.warnings))
      } catch let error as InputFileError {
        throw CommandFailure(
          status: error.kind == .notFound ? .inputNotFound : .inputUnusable, message: "\(error)")
      } catch {
        throw CommandFailure(status: .inputUnusable, message: "\(path): \(error)")
      }
    }
    return all
  }
}

/// The options of `calibrate` that say where to start and what to try.
struct CalibrationSearchOptions: ParsableArguments {
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "The test, with its trial length, window and the settings to start from. Default: a study's own, "
        + "else none.",
      valueName: "name"))
  var testProtocol: TestProtocol?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Where the trial starts in the recordings, seconds; auto: where each animal is put into its "
        + "arena. Repeatable with an arena's name before it (left=12.5). Default: 0.",
      valueName: "[arena=]s|auto"), transform: SettingArgument.trialStart)
  var trialStart: [TrialStartArgument] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The analysis window, seconds from trial start. Default: the study's or protocol's, else the whole "
        + "trial.",
      valueName: "start:end"), transform: NumberArgument.window)
  var window: ScoringSettings.Window?

  @Option(
    help: ArgumentHelp(
      "A measure of motion to try; may be repeated. Default: strokes, movement and changed.",
      valueName: "measure"))
  var measure: [MotionMeasure] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The lag, seconds, over which changed pixels are counted. Default: the protocol's; of traces their own.",
      valueName: "s"), transform: NumberArgument.number)
  var lag: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The fewest animals that are fitted, 2 or more. Default: 3 with times, 5 with totals alone.",
      valueName: "n"))
  var leastAnimals: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The seed of the resampled animals that tell how far the threshold may vary.", valueName: "n")
  )
  var seed: UInt64 = 1

  func validate() throws {
    try trialStart.requireOneEach()
    if let leastAnimals, leastAnimals < 2 {
      throw ValidationError(
        "--least-animals: \(leastAnimals) is not allowed; it must be 2 or more, because each animal is "
          + "scored with a fit to the others")
    }
  }

  /// What is tried.
  var space: SearchSpace {
    measure.isEmpty ? SearchSpace() : SearchSpace(measures: measure)
  }

  /// The settings to start from: those of the studies, which bring their own protocol and trials, else
  /// the protocol's.
  func settings(of inputs: CalibrationInputs) throws(CommandFailure) -> ScoringSettings {
    if let study = inputs.studies.first {
      let given = [
        ("--protocol", testProtocol != nil), ("--trial-start", !trialStart.isEmpty),
        ("--lag", lag != nil),
      ].filter(\.1).map(\.0)
      guard given.isEmpty else {
        throw CommandFailure(
          status: .usage,
          message:
            "\(given.joined(separator: ", ")): the study \(study.folder.path) says that itself; "
            + "leave it out here")
      }
    }
    var settings = inputs.settings ?? testProtocol?.settings ?? ScoringSettings()
    trialStart.apply(to: &settings)
    if let window { settings.window = window }
    if let lag { settings.lag = lag }
    do throws(SettingsError) {
      try settings.validate()
    } catch {
      throw CommandFailure(status: .usage, message: "\(error)")
    }
    return settings
  }

  /// The settings with what the traces were read with, where no option says otherwise.
  func adopted(_ settings: ScoringSettings, from traces: [Trace]) -> ScoringSettings {
    guard let first = traces.first else { return settings }
    var settings = settings
    settings.lag = lag ?? first.lag.asked
    settings.analysisRate = first.analysisRate
    settings.cleaning = settings.cleaning.subtracting(.whileReading).union(first.cleaning)
    return settings
  }
}
