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
      and prints for every group and dose n, mean immobile time +/- SEM, latency and bouts, and its \
      difference from the vehicle of the same stratum and session. The animal is the unit: several \
      recordings of one animal in one session are averaged. A group without usable data shows why.

      --stratum names a column, such as stress, whose levels are kept apart; for each there is an \
      interaction: how much weaker or stronger an effect is at one level than at the other (by default \
      the first in order). --pair compares two sessions of the same animals.

      Intervals are 95 %: of differences by bootstrap (BCa), beside them Welch's; of Hedges' g by the t \
      distribution. p-values are by permutation, adjusted after Holm over the family stated. The seed \
      makes them the same on every run.

      Examples:
        stillwater compare exports/animals.csv
        stillwater compare animals.csv --vehicle saline --output groups.html
        stillwater compare animals.csv --stratum stress=none --pair pretest:test
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
      software: Stillwater.software, inputs: files + [manifest].compactMap(\.self),
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

  /// Tries the page's file before the work begins.
  private func prepare() throws(CommandFailure) {
    guard let output else { return }
    do throws(FileWriteError) {
      for input in files + [manifest].compactMap(\.self)
      where AtomicFile.isSameFile(output, input) {
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
      if let manifest { read = try Manifest.read(path: manifest) }
      return ComparisonInput(tables: tables, manifest: read)
    } catch {
      throw CommandFailure(error)
    }
  }
}
