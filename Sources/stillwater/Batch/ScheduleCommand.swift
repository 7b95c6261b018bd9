import ArgumentParser
import AtomicFiles
import Batch
import Configuration
import Glibc

/// `stillwater schedule`: a study's nightly run as systemd units and as a cron line.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Writes a systemd service and timer for a nightly batch, and prints a cron line.",
    discussion: """
      The run has the lowest priority for processor and disk, appends to logs/nightly.log in the \
      study, and ends with the exit code of 'batch': the service then counts as failed, and cron mails. \
      A study that is being worked on already is left alone (75). Each run leaves a summary in the \
      study's folder of reports; notify in study.toml gets it on standard input.

      Nothing is installed: the commands for that are printed.

      Examples:
        stillwater schedule --study rats-2026
        stillwater schedule --study rats-2026 --at 21:30 --output-dir ~/.config/systemd/user

      \(ExitStatus.help)
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @Option(
    help: ArgumentHelp("When it runs each night, local time.", valueName: "hh:mm"),
    transform: TimeOfDay.init)
  var at: TimeOfDay = .default

  @Option(
    help: ArgumentHelp(
      "The folder for the units; made if it is missing. Default: schedule in the study's folder.",
      valueName: "dir"), completion: .directory)
  var outputDir: String?

  @Option(
    help: ArgumentHelp(
      "The name of the units. Default: stillwater- and the study's name.", valueName: "name"))
  var unit: String?

  func validate() throws {
    if let unit {
      let isFine = unit.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789-_.:".unicodeScalars.contains(scalar))
      }
      guard isFine, !unit.isEmpty, unit.utf8.count <= 200 else {
        throw ValidationError(
          "--unit: '\(unit)' is not allowed; it must be letters, digits, dashes, dots, colons and "
            + "underscores")
      }
    }
  }

  func run() throws {
    let study = try studyOptions.study()
    let folder = StudyFolder(AbsolutePath.of(studyOptions.path))
    guard
      let schedule = NightlySchedule(
        study: study.file.name, unit: unit, program: try Self.program(), folder: folder.path,
        hour: at.hour, minute: at.minute)
    else {
      throw CommandFailure(
        status: .inputUnusable,
        message:
          "\(folder.path): systemd and cron cannot name a folder with a line end in its path; "
          + "rename it")
    }
    let place = AbsolutePath.of(outputDir ?? folder.resolve("schedule"))
    let service = AbsolutePath.join(place, schedule.unit + ".service")
    let timer = AbsolutePath.join(place, schedule.unit + ".timer")
    do throws(FileWriteError) {
      try AtomicFile.makeFolder(place)
      // systemd makes the log, but not its folder.
      try AtomicFile.makeFolder(folder.logs, beside: folder.studyFile)
      for (path, text) in [(service, schedule.service), (timer, schedule.timer)] {
        var file = try AtomicFile(path: path)
        try file.write(text)
        try file.commit()
      }
    } catch {
      throw CommandFailure(status: .cannotWrite, message: "\(error)")
    }
    Console.line("wrote \(service) and \(timer); to have systemd run them:")
    Console.line("  systemctl --user link '\(service)' && systemctl --user enable --now '\(timer)'")
    Console.line("  loginctl enable-linger   # nights without anybody logged in")
    Console.line("or this line for 'crontab -e':")
    try Console.result(schedule.cron + "\n")
  }

  /// The program's own file.
  private static func program() throws(CommandFailure) -> String {
    guard let path = realpath("/proc/self/exe", nil) else {
      throw CommandFailure(
        status: .internalError, message: "the program's own path is not to be found")
    }
    defer { free(path) }
    return String(cString: path)
  }
}

/// A time of the day: `HH:MM`.
struct TimeOfDay {
  var hour: Int
  var minute: Int

  static let `default` = TimeOfDay(hour: 22, minute: 0)

  init(hour: Int, minute: Int) {
    self.hour = hour
    self.minute = minute
  }

  init(_ text: String) throws {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.map { $0.count <= 2 && $0.allSatisfy(\.isNumber) ? Int($0) : nil }
    guard numbers.count == 2, let hour = numbers[0], let minute = numbers[1],
      (0..<24).contains(hour), (0..<60).contains(minute)
    else { throw ValidationError("it takes HH:MM, such as 21:30") }
    self.init(hour: hour, minute: minute)
  }
}
