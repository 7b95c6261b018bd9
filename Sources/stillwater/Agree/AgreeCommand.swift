import ArgumentParser
import Calibration
import Glibc
import ImmobilityCore
import ManualScores
import Reports

/// `stillwater agree`: how well scorers agree.
struct AgreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: "Compares scorers: people with each other, or people with a program.",
    discussion: """
      Reads files of scores, matches their recordings and animals, and prints how well every pair of \
      scorers agrees: on totals (r, concordance, ICC, bias, limits of agreement), in time (kappa, \
      sensitivity, specificity, precision, F1, MCC) and on bouts. In a pair the first scorer is the \
      reference. A file with several raters is several scorers; write NAME=FILE to name a file's \
      scorer yourself. Recordings match by file name without folder and media extension (folders count where one \
      scorer has several files of one name).

      Formats, found from the content:
        bouts, totals, intervals  CSV of your own (see below); totals also of DBscorer
        columns, eztrack          one row for each frame, second or change of state, 0/1 or a state; also \
      DeepEthogram labels and ANY-maze
        events                    one row for each start and stop (The Observer XT)
        flags                     a list of 0 and 1 (DBscorer's Manual.txt: --interval 1)
        ethovision                EthoVision raw data, CSV or text, with a mobility state
        boris-events, boris-aggregated, boris-project (.boris, .boris.gz)
        solomon, bento            Solomon Coder CSV, BENTO .annot
        jwatcher, jwatcher-trace, jwatcher-totals   JWatcher .dat, .tr.res, .cd.res
        score-json, bouts-csv     score.json and bouts.csv of 'stillwater score'
      Files may be packed with gzip. A study's folder is a scorer too: its store's scores, without excluded \
      animals.

      JWatcher: a key ends only the keys that it switches off. Stillwater reads which from the .faf, .cd.res \
      or .tr.res beside the .dat (same name, or that of its focal master file), from --key-rules, or from \
      --exclusive. BORIS: bouts of an observation through several media files go to the files they lie in.

      Columns of your own CSV (comma, semicolon or tab):
        whose    recording, animal, arena, rater
        bouts    start_s, stop_s or duration_s (seconds or h:mm:ss), behaviour
                 or start_frame, stop_frame, fps, behaviour
        totals   immobile_s or immobile_percent (any immobile label)
        samples  bin_start_s or bin, bin_s, behaviour
        window   window_start_s, window_end_s; or recording_duration_s

      Examples:
        stillwater agree four_raters.csv
        stillwater agree anna.boris results/score.json
        stillwater agree anna.boris rats-2026
        stillwater agree anna=day1.tsv anna=day2.tsv ben=ben.csv --window 120:360
        stillwater agree a=1.dat b=2.dat --recording box --immobile-label f --exclusive s,f,c
        stillwater agree totals.csv score.json --format json > agreement.json

      Exit codes:
        0   done
        64  usage: an option is wrong or contradicts another
        65  a file is not usable, or no animal has two scorers
        66  input not found
        70  internal error
        73  cannot write output
      """)

  /// The forms in which `agree` prints its results.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case csv

    /// What prints this form on standard output.
    var printer: any AgreementPrinter {
      switch self {
      case .table: AgreementTable(colours: Console.coloursOnStandardOutput)
      case .json: AgreementJSON()
      case .csv: AgreementCSV()
      }
    }
  }

  @Argument(
    help: ArgumentHelp(
      "Files of scores, or a study's folder; NAME=FILE names the scorer of a file.",
      valueName: "[name=]file"),
    completion: .file())
  var files: [String]

  @OptionGroup(title: "Reading scores")
  var manualOptions: ManualOptions

  @Option(
    help: ArgumentHelp(
      "What is compared at most, seconds of the recordings (default: all that was observed).",
      valueName: "start:end"))
  var window: WindowArgument?

  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people), json (everything), csv (the pairs).",
      valueName: "format"))
  var format: Format = .table

  @Flag(help: "No remarks on standard error; errors remain.")
  var quiet = false

  func run() throws {
    let options = try manualOptions.importOptions()
    var read: [ManualScoreFile] = []
    var sources: [Scoring.Source] = []
    var studies: Set<String> = []
    for argument in files {
      let (scorer, path) = Self.parts(of: argument)
      do {
        if CalibrationStudy.isStudy(path) {
          let study = try StudyScoring(path: path)
          if !quiet { study.remarks.forEach(Console.line) }
          sources.append(
            Scoring.Source(
              scorer: scorer ?? study.name, path: path, scores: study.file.scores))
          read.append(study.file)
          studies.insert(path)
          continue
        }
        if !quiet, let remark = FileSet.remark(on: path) { Console.warning(remark) }
        let file = try ManualScoreFile.read(path: path, options: options)
        sources.append(Scoring.Source(scorer: scorer, path: path, scores: file.scores))
        read.append(file)
      } catch let error as InputFileError {
        throw CommandFailure(
          status: error.kind == .notFound ? .inputNotFound : .inputUnusable, message: "\(error)")
      }
    }
    let agreement = Agreement(Scoring.separate(sources), window: window?.span)
    let warnings = (read.flatMap(\.warnings) + agreement.warnings).map { warning in
      // A store has no lines.
      ScoreWarning(
        path: warning.path, line: studies.contains(warning.path) ? nil : warning.line,
        message: warning.message)
    }
    if !quiet { for warning in warnings { Console.warning("\(warning)") } }
    guard !agreement.pairs.isEmpty else {
      throw CommandFailure(
        status: .inputUnusable,
        message: agreement.scorers.count < 2
          ? "all scores are by one scorer (\(agreement.scorers.joined())); name a second file, or "
            + "scorers as NAME=FILE"
          : "no animal has scores by two scorers that can be compared; recordings match by file name, "
            + "animals by id or arena")
    }
    let report = AgreementReport(
      software: Stillwater.software,
      files: read.map { (path: $0.path, format: $0.format.rawValue) },
      immobileLabels: options.immobileLabels, window: window?.span, agreement: agreement,
      warnings: warnings)
    do {
      try Console.result(format.printer.text(of: report))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(status: .internalError, message: "the report cannot be made: \(error)")
    }
  }

  /// The scorer and the file of `NAME=FILE`; a file that is there under the whole text counts first.
  static func parts(of argument: String) -> (scorer: String?, path: String) {
    guard access(argument, F_OK) != 0, let equals = argument.firstIndex(of: "="),
      equals != argument.startIndex, argument.index(after: equals) < argument.endIndex
    else { return (nil, argument) }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }
}

/// A stretch of the recordings as START:END in seconds.
struct WindowArgument: ExpressibleByArgument {
  var span: TimeSpan

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
      .map { Double($0) }
    guard parts.count == 2, let start = parts[0], let end = parts[1], start >= 0, end > start,
      end <= 1e6
    else { return nil }
    span = TimeSpan(start: start, end: end)
  }
}
