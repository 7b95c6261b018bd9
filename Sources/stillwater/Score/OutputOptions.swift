import ArgumentParser
import AtomicFiles
import ImmobilityCore
import Reports
import TraceFiles

/// The forms in which `score` prints its results.
enum ScoreFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
  case csv

  /// What prints this form on standard output.
  var printer: any ScorePrinter {
    switch self {
    case .table: TableReport(colours: Console.coloursOnStandardOutput)
    case .json: JSONReport()
    case .csv: AnimalsCSV()
    }
  }
}

/// The options that say where the results go.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What standard output receives: table (for people), json (everything), csv (the animals).",
      valueName: "format"))
  var format: ScoreFormat = .table

  @Option(
    help: ArgumentHelp(
      "A folder for report.html, score.json, animals.csv, bouts.csv, bins.csv and data-dictionary.csv, "
        + "which says what their columns mean; made if it is missing.",
      valueName: "dir"), completion: .directory)
  var outputDir: String?

  @Flag(
    help: """
      For spreadsheets with a decimal comma: semicolons between the fields and commas in the numbers of \
      the CSV files of the output folder and of --format csv.
      """)
  var decimalComma = false

  @Flag(
    help: """
      Leaves texts as they are that spreadsheets take for formulas (they begin with = + - @); without it they get \
      an apostrophe in front, in the CSV files of the output folder and in --format csv.
      """)
  var rawText = false

  @Option(
    help: ArgumentHelp(
      "A CSV file for every sample's motion measures; one recording only.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var trace: String?

  @Option(
    help: ArgumentHelp(
      """
      A trace file: all that was measured, which score takes in place of the recording and scores \
      with other thresholds at once. numpy reads it. One recording only.
      """, valueName: "file.npz"), completion: .file(extensions: ["npz"]))
  var saveTrace: String?

  /// The files of the output folder, with what prints each.
  private var reports: [(name: String, printer: any ScorePrinter)] {
    [
      ("score.json", JSONReport()), ("animals.csv", AnimalsCSV(isRaw: rawText)),
      ("bouts.csv", BoutsCSV(isRaw: rawText)), ("bins.csv", BinsCSV(isRaw: rawText)),
      (DataDictionary.fileName, ScoreDictionaryCSV()),
      ("report.html", ScoreHTML(library: ChartLibrary.dygraphs.library())),
    ]
  }

  /// The form of a file for spreadsheets with a decimal comma; `nil` for what is no CSV.
  private static func table(_ name: String) -> DecimalCommaCSV? {
    let columns = DataDictionary.scores.columns(of: name)
    return columns.isEmpty ? nil : DecimalCommaCSV(columns)
  }

  func validate() throws {
    if decimalComma && outputDir == nil && format != .csv {
      throw ValidationError(
        "--decimal-comma is about CSV; add --output-dir or --format csv, or leave it out")
    }
  }

  /// Makes the folder and tries every file that will be written, so that nobody waits for a score
  /// that cannot be kept.
  ///
  /// - Parameters:
  ///   - recordings: the recordings, none of which may be written over.
  ///   - configuration: the other files that are read, which may not be written over either.
  func prepare(recordings: [String], configuration: [String]) throws(CommandFailure) {
    do throws(FileWriteError) {
      var outputs: [String] = []
      if let outputDir {
        try AtomicFile.makeFolder(outputDir)
        AtomicFile.removeAbandoned(in: outputDir)
        let folder = outputDir.hasSuffix("/") ? outputDir : outputDir + "/"
        outputs = reports.map { folder + $0.name }
      }
      for path in [trace, saveTrace].compactMap(\.self) {
        if let other = outputs.first(where: { AtomicFile.isSameFile($0, path) }) {
          throw FileWriteError(
            path: path, message: "would be written over by \(other); choose another name")
        }
        outputs.append(path)
      }
      for path in outputs {
        for recording in recordings where AtomicFile.isSameFile(path, recording) {
          throw FileWriteError(
            path: path, message: "is one of the recordings; choose another name")
        }
        for file in configuration where AtomicFile.isSameFile(path, file) {
          throw FileWriteError(
            path: path, message: "is read for its arenas or settings; choose another name")
        }
        _ = try AtomicFile(path: path)
      }
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  /// Writes a trace file, where one was asked for.
  func saveTrace(of recording: TracedRecording) throws(FileWriteError) {
    guard let saveTrace else { return }
    let bytes: [UInt8]
    do {
      bytes = try TraceFile(
        recording: recording, softwareVersion: Stillwater.software.version
      ).bytes()
    } catch {
      throw FileWriteError(path: saveTrace, message: error.message)
    }
    var file = try AtomicFile(path: saveTrace)
    try file.write(bytes)
    try file.commit()
  }

  /// Writes the samples of a recording as CSV, where that was asked for.
  func writeTrace(of recording: RecordingScore) throws(FileWriteError) {
    guard let trace, let csv = TraceCSV(recording) else { return }
    var file = try AtomicFile(path: trace)
    try csv.write { bytes throws(FileWriteError) in try file.write(bytes) }
    try file.commit()
  }

  /// Writes the files of the output folder, all or none, and then standard output.
  func write(_ report: ScoreReport) throws(CommandFailure) {
    var failed = false
    if let outputDir {
      do {
        try write(report, to: FileSet(folder: outputDir))
      } catch {
        Console.error("\(error)")
        failed = true
      }
    }
    do {
      let printer = format == .csv ? AnimalsCSV(isRaw: rawText) : format.printer
      let text = try printer.text(of: report)
      let table = decimalComma && format == .csv ? Self.table("animals.csv") : nil
      try Console.result(table?.text(of: text) ?? text)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(status: .internalError, message: "the report cannot be made: \(error)")
    }
    if failed { throw CommandFailure(status: .cannotWrite) }
  }

  private func write(_ report: ScoreReport, to files: FileSet) throws {
    for (name, printer) in reports {
      let file = try files.open(name)
      let text = try printer.text(of: report)
      if decimalComma, let table = Self.table(name) {
        try file.write(DecimalCommaCSV.head + table.text(of: text))
      } else {
        try file.write(text)
      }
    }
    try files.finish()
  }
}
