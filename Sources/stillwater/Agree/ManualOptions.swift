import ArgumentParser
import ImmobilityCore
import ManualScores

extension ManualFormat: ExpressibleByArgument {}
extension RowMeaning: ExpressibleByArgument {}

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
      "What the rows of a table of times and states are: samples (regular moments) or changes (a state "
        + "holds until the next row). Default: found from the rows, and asked for where they leave it open.",
      valueName: "kind"))
  var rows: RowMeaning?

  @Option(
    help: ArgumentHelp(
      "JWatcher: keys that end each other, such as s,f,c; 'all' for every key; repeatable, once for each "
        + "group. Default: what the .faf, .cd.res or .tr.res beside each .dat says.",
      valueName: "keys"))
  var exclusive: [String] = []

  @Option(
    help: ArgumentHelp(
      "JWatcher: the .faf, .cd.res or .tr.res that says which keys end each other, for all .dat files.",
      valueName: "file"),
    completion: .file())
  var keyRules: String?

  @Option(
    help: ArgumentHelp(
      "BORIS: how long a media file is, seconds, where an observation runs through several and does not "
        + "say; repeatable.", valueName: "file=s"))
  var mediaLength: [String] = []

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
    if let wrong = mediaLength.first(where: { Self.length($0) == nil }) {
      throw ValidationError(
        "--media-length: '\(wrong)' is not FILE=SECONDS, such as part1.mp4=1800")
    }
    if !exclusive.isEmpty, keyRules != nil {
      throw ValidationError("--exclusive and --key-rules say the same; give one of them")
    }
  }

  private static func length(_ argument: String) -> (name: String, seconds: Double)? {
    guard let equals = argument.lastIndex(of: "="), equals != argument.startIndex,
      let seconds = Double(argument[argument.index(after: equals)...]), seconds > 0, seconds <= 1e6
    else { return nil }
    return (String(argument[..<equals]), seconds)
  }

  /// The options as the importers take them.
  ///
  /// - Throws: when the file of --key-rules cannot be read.
  func importOptions() throws(CommandFailure) -> ImportOptions {
    var rules: JWatcherRules?
    if !exclusive.isEmpty {
      rules = JWatcherRules(
        groups: exclusive.map { $0.split { $0 == "," || $0.isWhitespace }.map(String.init) })
    } else if let keyRules {
      do {
        rules = try JWatcherRules(path: keyRules)
      } catch {
        throw CommandFailure(
          status: error.kind == .notFound ? .inputNotFound : .inputUnusable, message: "\(error)")
      }
    }
    return ImportOptions(
      format: manualFormat, immobileLabels: immobileLabel.isEmpty ? nil : immobileLabel, fps: fps,
      interval: interval, rows: rows, keyRules: rules,
      mediaLengths: Dictionary(mediaLength.compactMap(Self.length)) { _, last in last },
      recording: recording)
  }
}
