import ArgumentParser
import AtomicFiles
import Calibration
import Configuration
import ImmobilityCore
import Reports

/// The options of `calibrate` that say where its results go.
struct CalibrationOutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The profile that is written (TOML).", valueName: "profile.toml"),
    completion: .file(extensions: ["toml"]))
  var output: String

  @Option(
    help: ArgumentHelp(
      "The profile's name. Default: its file's name without extension.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "A folder for calibration.html (charts and tables, for a browser) and calibration.json; made if it "
        + "is missing.", valueName: "dir"), completion: .directory)
  var reportDir: String?

  func validate() throws {
    if let name, name.allSatisfy(\.isWhitespace) {
      throw ValidationError("--name: a profile's name cannot be empty")
    }
  }

  /// The profile's name.
  var profileName: String {
    if let name { return name }
    let file = output.split(separator: "/").last.map(String.init) ?? output
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  private var reports: [(path: String, printer: any CalibrationPrinter)] {
    guard let reportDir else { return [] }
    let folder = reportDir.hasSuffix("/") ? reportDir : reportDir + "/"
    return [
      (folder + "calibration.html", CalibrationHTML(library: ChartLibrary.chart.library())),
      (folder + "calibration.json", CalibrationJSON()),
    ]
  }

  /// Tries every file that will be written before the work begins.
  func prepare(inputs: [String]) throws(CommandFailure) {
    do throws(FileWriteError) {
      if let reportDir { try AtomicFile.makeFolder(reportDir) }
      for path in [output] + reports.map(\.path) {
        for input in inputs where AtomicFile.isSameFile(path, input) {
          throw FileWriteError(path: path, message: "is one of the inputs; choose another name")
        }
        _ = try AtomicFile(path: path)
      }
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
  }

  /// Writes the profile, and the reports where they were asked for.
  func write(_ report: CalibrationReport, test: TestProtocol?) throws(CommandFailure) {
    do {
      var files = [(output, ProfileEvidence(report).text(name: profileName, test: test))]
      for (path, printer) in reports { files.append((path, try printer.text(of: report))) }
      for (path, text) in files {
        var file = try AtomicFile(path: path)
        try file.write(text)
        try file.commit()
      }
    } catch let error as FileWriteError {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    } catch {
      throw CommandFailure(status: .internalError, message: "the report cannot be made: \(error)")
    }
  }
}
