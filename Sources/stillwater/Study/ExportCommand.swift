import ArgumentParser
import AtomicFiles
import Reports
import StudyStore

/// `stillwater export`: everything that a study found, as files.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a study's results as CSV, JSON and BORIS events.",
    discussion: """
      Writes animals.csv, bouts.csv and bins.csv (one row for each, with the manifest's columns), \
      score.json (schema stillwater.score/1 with the study's fields), boris_events.csv (START and \
      STOP rows), prism_immobile_s.csv, prism_latency_s.csv and prism_bout_count.csv (a column for each \
      group, as GraphPad Prism's column tables take them), and data-dictionary.csv, which says what \
      each column of these means. Excluded animals are in them, marked and with their reason; a recording that is \
      excluded as a whole has no numbers. Everything is sorted by recording and arena and holds no \
      clock, so that equal results are equal files. All files appear together, and SHA256SUMS with their hashes \
      last: 'compare' and 'agree' say where a file is another.

      A text that a spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe in front, \
      also in names of recordings; 'compare' and 'agree' take it off, --raw-text leaves it out.

      Examples:
        stillwater export --study rats-2026
        stillwater export --study rats-2026 --output-dir for-statistics --provenance
        stillwater export --study rats-2026 --print animals > animals.csv

      \(ExitStatus.help)
      """)

  /// What can be exported.
  enum Table: String, ExpressibleByArgument, CaseIterable {
    case animals
    case bouts
    case bins
    case json
    case boris
    case prismImmobile = "prism-immobile"
    case prismLatency = "prism-latency"
    case prismBouts = "prism-bouts"
    case dictionary

    var fileName: String {
      switch self {
      case .animals: "animals.csv"
      case .bouts: "bouts.csv"
      case .bins: "bins.csv"
      case .json: "score.json"
      case .boris: "boris_events.csv"
      case .prismImmobile: PrismTables.fileName(.immobile)
      case .prismLatency: PrismTables.fileName(.latency)
      case .prismBouts: PrismTables.fileName(.bouts)
      case .dictionary: DataDictionary.fileName
      }
    }

    /// Whether its form may depend on the spreadsheet that it is for.
    var isForSpreadsheets: Bool { self != .json && self != .boris }

    /// What prints it recording by recording; `nil` for what is known after the last one.
    func printer(_ study: StudyDescription) -> (any StudyPrinter)? {
      switch self {
      case .animals: StudyAnimalsCSV(study)
      case .bouts: StudyBoutsCSV(study)
      case .bins: StudyBinsCSV(study)
      case .json: StudyJSON(study)
      case .boris: StudyBorisEvents()
      case .prismImmobile, .prismLatency, .prismBouts, .dictionary: nil
      }
    }

    /// Its text once all recordings are known; `nil` for what was printed by then.
    func text(_ study: StudyDescription, _ prism: PrismTables) -> String? {
      switch self {
      case .animals, .bouts, .bins, .json, .boris: nil
      case .prismImmobile: prism.text(.immobile)
      case .prismLatency: prism.text(.latency)
      case .prismBouts: prism.text(.bouts)
      case .dictionary: DataDictionary.study(study, prism: prism).text
      }
    }
  }

  @OptionGroup
  var studyOptions: StudyOptions

  @Option(
    help: ArgumentHelp(
      "The folder for the files; made if it is missing. Default: exports in the study's folder.",
      valueName: "dir"), completion: .directory)
  var outputDir: String?

  @Option(
    name: .customLong("print"),
    help: ArgumentHelp(
      "Writes this one alone to standard output: "
        + Table.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "table"))
  var printed: Table?

  @Flag(
    help: """
      Adds which run scored each recording, when, with which version and from which content and \
      settings (hashes); not to the BORIS events.
      """)
  var provenance = false

  @Flag(
    help: """
      For spreadsheets with a decimal comma: semicolons between the fields and commas in the numbers of \
      the CSV files; not in the BORIS events, which BORIS reads.
      """)
  var decimalComma = false

  @Flag(
    help: """
      Leaves texts as they are that spreadsheets take for formulas (they begin with = + - @); without it they get \
      an apostrophe in front.
      """)
  var rawText = false

  func validate() throws {
    if printed != nil && outputDir != nil {
      throw ValidationError("--print writes no files; leave out --output-dir")
    }
    if let printed, !printed.isForSpreadsheets, decimalComma {
      throw ValidationError("--decimal-comma has no meaning for \(printed.rawValue); leave it out")
    }
    if printed == .boris && provenance {
      throw ValidationError("the BORIS events have no place for --provenance; leave it out")
    }
  }

  func run() throws {
    let study = try studyOptions.study()
    let description = StudyDescription(
      name: study.file.name, software: Stillwater.software,
      covariates: study.manifest?.covariates ?? [], showsProvenance: provenance, isRaw: rawText)
    do {
      let contents = try StudyContents(study: study, store: try studyOptions.storeToRead())
      if let problem = contents.plans.problems.first {
        for problem in contents.plans.problems { Console.error("\(problem)") }
        throw CommandFailure(
          status: .inputUnusable, message: "\(problem.path): correct the manifest and export again")
      }
      if let printed {
        try write(contents, [printed], description) { table in
          guard decimalComma else { return StandardOutput() }
          return DecimalCommaOutput(StandardOutput(), form(table, description))
        }
      } else {
        let folder = outputDir ?? studyOptions.folder.exports
        let files = try FileSet(
          folder: folder, landmark: outputDir == nil ? studyOptions.folder.studyFile : nil)
        try write(contents, Table.allCases, description) { table in
          let file = FileOutput(try files.open(table.fileName))
          guard decimalComma, table.isForSpreadsheets else { return file }
          try file.write(DecimalCommaCSV.head)
          return DecimalCommaOutput(file, form(table, description))
        }
        try files.finish()
        Console.line("wrote \(Table.allCases.map(\.fileName).joined(separator: ", ")) to \(folder)")
      }
    } catch let error as StudyStoreError {
      throw CommandFailure(error)
    } catch let error as FileWriteError {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  /// The form of a table for spreadsheets with a decimal comma; the columns for Prism are all numbers.
  private func form(_ table: Table, _ study: StudyDescription) -> DecimalCommaCSV {
    DecimalCommaCSV(
      DataDictionary.study(study, prism: PrismTables()).columns(of: table.fileName))
  }

  /// Writes tables side by side in one pass over the store.
  private func write(
    _ contents: StudyContents, _ tables: [Table], _ study: StudyDescription,
    to open: (Table) throws -> any ExportOutput
  ) throws {
    let outputs = try tables.map {
      (table: $0, printer: $0.printer(study), output: try open($0))
    }
    for (_, printer, output) in outputs { try output.write(printer?.head ?? "") }
    var prism = PrismTables()
    var isFirst = true
    try contents.forEachRecording { recording in
      for (_, printer, output) in outputs {
        try output.write(printer?.text(of: recording, isFirst: isFirst) ?? "")
      }
      prism.add(recording)
      isFirst = false
    }
    for (table, printer, output) in outputs {
      try output.write(printer?.tail ?? table.text(study, prism) ?? "")
    }
  }
}

/// Where an export goes.
private protocol ExportOutput: AnyObject {
  func write(_ text: String) throws
}

private final class FileOutput: ExportOutput {
  private let file: FileSet.File

  init(_ file: FileSet.File) { self.file = file }

  func write(_ text: String) throws { try file.write(text) }
}

/// Whole rows of CSV in the form that spreadsheets with a decimal comma open.
private final class DecimalCommaOutput: ExportOutput {
  private let output: any ExportOutput
  private let form: DecimalCommaCSV

  init(_ output: any ExportOutput, _ form: DecimalCommaCSV) {
    self.output = output
    self.form = form
  }

  func write(_ text: String) throws { try output.write(form.text(of: text)) }
}

private final class StandardOutput: ExportOutput {
  func write(_ text: String) throws { try Console.result(text) }
}
