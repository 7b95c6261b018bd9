import ArgumentParser
import AtomicFiles
import Configuration
import GroupComparison
import ImmobilityCore
import Reports

/// `stillwater compare`: groups of animals against their vehicle.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compares groups of animals: effects, interactions and changes with intervals.",
    discussion: """
      Takes animals.csv of 'stillwater export', or of 'stillwater score --output-dir' with a manifest, \
      and prints for every arm n, means +/- SEM and its difference from the vehicle of the same stratum \
      and session. The animal is the unit: several recordings of one animal in one session are averaged. \
      Who is left out, and why, is in every form of the output.

      An arm is group, dose and, where the table has it, regimen; --arm names other columns. --stratum \
      names a column, such as stress or sex, whose levels are kept apart: for each there is the difference \
      within the vehicle, an interaction (how much weaker or stronger an effect is at one level), and the \
      effect across all strata. A column that varies within an arm and is neither is named in a note. \
      --contrast compares any two arms, --pair two sessions of the same animals, --cluster counts the \
      means of cages or litters.

      Intervals (95 %) and p-values are Welch's and agree. p-values of the primary measure (--measure) in \
      the test session are adjusted: comparisons with the vehicle after Dunnett, others after Holm. Beside \
      them are Hedges' g, a permutation p, from six animals a group on a bootstrap-t interval, and for \
      latencies medians and log-rank tests; for three doses or more trends; what sample size the next \
      study needs; --equivalence tests whether a difference is as good as none. No animal is ever removed \
      as an outlier: a shift by ranks is given beside the means. The seed makes them the same on every run.

      Examples:
        stillwater compare exports/animals.csv
        stillwater compare animals.csv --vehicle saline --output groups.html
        stillwater compare animals.csv --stratum stress=none --pair pretest:test
        stillwater compare animals.csv --arm group dose regimen --cluster cage
        stillwater compare animals.csv --bins bins.csv --measure highly_mobile_s --output groups.html
        stillwater compare animals.csv --contrast 'fluoxetine 20 acute:fluoxetine 20 sub-chronic'
        stillwater compare results/animals.csv --manifest manifest.csv --format csv > effects.csv

      Exit codes:
        0   done
        64  usage: an option is wrong or contradicts another
        65  a file is not usable, or there is nothing to compare
        66  input not found
        70  internal error
        73  cannot write output
      """)

  /// The forms in which `compare` prints its results.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case csv
    case dictionary

    /// What prints this form on standard output.
    var printer: any ComparisonPrinter {
      switch self {
      case .table: ComparisonTable(colours: Console.coloursOnStandardOutput)
      case .json: ComparisonJSON()
      case .csv: ComparisonCSV()
      case .dictionary: ComparisonDictionaryCSV()
      }
    }
  }

  @Argument(
    help: ArgumentHelp(
      "Tables of animals: animals.csv of 'export' or of 'score --output-dir'.",
      valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "The study's manifest, with group, dose, session and further columns; it counts over the tables.",
      valueName: "file.csv"), completion: .file(extensions: ["csv"]))
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "bins.csv of 'export' or of 'score --output-dir', for the time course of immobility; may be "
        + "repeated.", valueName: "file.csv"), completion: .file(extensions: ["csv"]))
  var bins: [String] = []

  @OptionGroup(title: "Comparison")
  var options: ComparisonOptions

  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people), json (everything), csv (tidy rows), "
        + "dictionary (what the columns of csv mean).",
      valueName: "format"))
  var format: Format = .table

  @Option(
    help: ArgumentHelp(
      "A page with tables and estimation plots, for a browser.", valueName: "file.html"),
    completion: .file(extensions: ["html"]))
  var output: String?

  @Flag(help: "No remarks on standard error; errors remain.")
  var quiet = false

  func validate() throws {
    if let output, !output.lowercased().hasSuffix(".html") {
      throw ValidationError("--output: '\(output)' must end in .html: the page is written as HTML")
    }
  }

  func run() throws {
    try prepare()
    let input = try read()
    let (observations, warnings) = try input.observations()
    if !quiet { (warnings + files.compactMap(FileSet.remark)).forEach(Console.warning) }
    let comparison: Comparison
    do throws(ComparisonError) {
      comparison = try Comparison(
        observations, design: try options.design(observations, factors: input.factors))
    } catch {
      throw CommandFailure(status: .inputUnusable, message: "\(error)")
    }
    let report = ComparisonReport(
      software: Stillwater.software, inputs: inputs,
      comparison: comparison, warnings: warnings)
    if let output {
      do throws(FileWriteError) {
        var file = try AtomicFile(path: output)
        try file.write(ComparisonHTML(library: ChartLibrary.chart.library()).text(of: report))
        try file.commit()
      } catch {
        throw CommandFailure(status: .cannotWrite, message: "\(error)")
      }
    }
    do {
      try Console.result(format.printer.text(of: report))
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(status: .internalError, message: "the report cannot be made: \(error)")
    }
  }

  /// The files that are read.
  private var inputs: [String] { files + [manifest].compactMap(\.self) + bins }

  /// Tries the page's file before the work begins.
  private func prepare() throws(CommandFailure) {
    guard let output else { return }
    do throws(FileWriteError) {
      for input in inputs where AtomicFile.isSameFile(output, input) {
        throw FileWriteError(path: output, message: "is one of the inputs; choose another name")
      }
      _ = try AtomicFile(path: output)
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  private func read() throws(CommandFailure) -> ComparisonInput {
    do throws(InputFileError) {
      var tables: [AnimalsTable] = []
      for file in files { tables.append(try AnimalsTable.read(path: file)) }
      var read: Manifest?
      if let manifest {
        // A column that is a stratum is a covariate, whatever it is called.
        let names = options.stratum.flatMap { [$0, String($0.prefix { $0 != "=" })] }
        read = try Manifest.read(path: manifest, columns: ManifestColumns(covariates: names))
      }
      var course: [BinsTable] = []
      for file in bins { course.append(try BinsTable(path: file)) }
      return ComparisonInput(tables: tables, manifest: read, bins: course)
    } catch {
      throw CommandFailure(error)
    }
  }
}
