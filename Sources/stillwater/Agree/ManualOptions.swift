import ArgumentParser
import ManualScores

extension ManualFormat: ExpressibleByArgument {}

/// The options that say how files of scores are read.
struct ManualOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of all files but this program's own (default: found from the content of each).",
      valueName: "format"))
  var manualFormat: ManualFormat?

  @Option(
    help: ArgumentHelp(
      "A behaviour that counts as immobile, in any case; repeatable; replaces the default ("
        + ImportOptions.defaultLabels.joined(separator: ", ") + ").", valueName: "behaviour"))
  var immobileLabel: [String] = []

  @Option(
    help: ArgumentHelp(
      "Frames per second, for files that count frames and do not say it.", valueName: "n"))
  var fps: Double?

  @Option(
    help: ArgumentHelp(
      "The length of an interval of time sampling, seconds, for files that do not say it.",
      valueName: "s"))
  var interval: Double?

  @Option(
    help: ArgumentHelp(
      "The recording of files that do not name it (default: the file's own name).",
      valueName: "name"))
  var recording: String?

  func validate() throws {
    for (name, value) in [("--fps", fps), ("--interval", interval)] {
      if let value, !(value > 0 && value <= 100_000) {
        throw ValidationError(
          "\(name): \(value) is not allowed; it must be above 0, at most 100000")
      }
    }
  }

  /// The options as the importers take them.
  var importOptions: ImportOptions {
    ImportOptions(
      format: manualFormat, immobileLabels: immobileLabel.isEmpty ? nil : immobileLabel, fps: fps,
      interval: interval, recording: recording)
  }
}
