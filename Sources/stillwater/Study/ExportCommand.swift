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
      score.json (schema stillwater.score/1 with the study's fields) and boris_events.csv (START and \
      STOP rows). Excluded animals are in them, marked and with their reason; a recording that is \
      excluded as a whole has no numbers. Everything is sorted by recording and arena and holds no \
      clock, so that equal results are equal files.

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

    var fileName: String {
      switch self {
      case .animals: "animals.csv"
      case .bouts: "bouts.csv"
      case .bins: "bins.csv"
      case .json: "score.json"
      case .boris: "boris_events.csv"
      }
    }

    func printer(_ study: StudyDescription) -> any StudyPrinter {
      switch self {
      case .animals: StudyAnimalsCSV(study)
      case .bouts: StudyBoutsCSV(study)
      case .bins: StudyBinsCSV(study)
      case .json: StudyJSON(study)
      case .boris: StudyBorisEvents()
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
      "Writes this one alone to standard output: animals, bouts, bins, json or boris.",
      valueName: "table"))
  var printed: Table?

  @Flag(
    help: """
      Adds which run scored each recording, when, with which version and from which content and \
      settings (hashes); not to the BORIS events.
      """)
  var provenance = false

  func validate() throws {
    if printed != nil && outputDir != nil {
      throw ValidationError("--print writes no files; leave out --output-dir")
    }
    if printed == .boris && provenance {
      throw ValidationError("the BORIS events have no place for --provenance; leave it out")
    }
  }

  func run() throws {
    let study = try studyOptions.study()
    let description = StudyDescription(
      name: study.file.name, software: Stillwater.software,
      covariates: study.manifest?.covariates ?? [], showsProvenance: provenance)
    do {
      let contents = try StudyContents(study: study, store: try studyOptions.storeToRead())
      if let problem = contents.plans.problems.first {
        for problem in contents.plans.problems { Console.error("\(problem)") }
        throw CommandFailure(
          status: .inputUnusable, message: "\(problem.path): correct the manifest and export again")
      }
      if let printed {
        try write(contents, [printed], description) { _ in StandardOutput() }
      } else {
        let folder = outputDir ?? studyOptions.folder.exports
        try AtomicFile.makeFolder(folder)
        try write(contents, Table.allCases, description) { table in
          try FileOutput(path: "\(folder)/\(table.fileName)")
        }
        Console.line("wrote \(Table.allCases.map(\.fileName).joined(separator: ", ")) to \(folder)")
      }
    } catch let error as StudyStoreError {
      throw CommandFailure(error)
    } catch let error as FileWriteError {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  /// Writes tables side by side in one pass over the store.
  private func write(
    _ contents: StudyContents, _ tables: [Table], _ study: StudyDescription,
    to open: (Table) throws -> any ExportOutput
  ) throws {
    let outputs = try tables.map { (printer: $0.printer(study), output: try open($0)) }
    for (printer, output) in outputs { try output.write(printer.head) }
    var isFirst = true
    try contents.forEachRecording { recording in
      for (printer, output) in outputs {
        try output.write(printer.text(of: recording, isFirst: isFirst))
      }
      isFirst = false
    }
    for (printer, output) in outputs { try output.write(printer.tail) }
    for (_, output) in outputs { try output.finish() }
  }
}

/// Where an export goes.
private protocol ExportOutput: AnyObject {
  func write(_ text: String) throws
  func finish() throws
}

private final class FileOutput: ExportOutput {
  private var file: AtomicFile

  init(path: String) throws { file = try AtomicFile(path: path) }

  func write(_ text: String) throws { try file.write(text) }
  func finish() throws { try file.commit() }
}

private final class StandardOutput: ExportOutput {
  func write(_ text: String) throws { try Console.result(text) }
  func finish() {}
}
