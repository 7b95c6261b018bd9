import ArgumentParser
import Glibc
import Reports

/// The program: chooses a subcommand and turns errors into messages and exit codes.
@main
struct Stillwater: ParsableCommand {
  /// The program, as its reports name it.
  static let software = Software(name: "stillwater", version: "0.1.0")

  static let configuration = CommandConfiguration(
    commandName: "stillwater",
    abstract: "Scores immobility in recordings of swim, suspension and freezing tests.",
    discussion: """
      Examples:
        stillwater score --protocol fst-mouse --arenas cylinders.toml day1/*.mp4
        stillwater arenas day1/mouse01.mp4
        stillwater probe day1/mouse07.avi
        stillwater agree anna.csv ben.csv results/score.json
        stillwater calibrate --manual anna.csv --output room2.toml day1/*.mp4
        stillwater compare exports/animals.csv --stratum stress=none
        stillwater report --study rats-2026

      \(ExitStatus.help)
      """,
    version: software.version,
    subcommands: [
      ScoreCommand.self, ArenasCommand.self, ProbeCommand.self, AgreeCommand.self,
      CalibrateCommand.self, CompareCommand.self, InitCommand.self, ManifestCommand.self,
      BatchCommand.self,
      RescoreCommand.self, StatusCommand.self, ReportCommand.self, ExportCommand.self,
      CollectCommand.self, CleanTracesCommand.self, ScheduleCommand.self, VersionCommand.self,
      WorkerCommand.self,
    ])

  static func main() {
    Console.holdStandardDescriptors()
    // A reader that leaves early, such as `head`, is no failure: writes report it, nothing dies.
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further is a full disk: writes report it.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      if !failure.message.isEmpty { Console.error(failure.message) }
      Glibc.exit(failure.status.rawValue)
    } catch {
      leave(with: error)
    }
  }

  /// Ends the program with what the argument parser has to say: help on standard output, anything
  /// else on standard error.
  private static func leave(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = Self.printable(message(of: error))
    if code.isSuccess {
      Console.write(message + "\n", to: STDOUT_FILENO)
    } else if !message.isEmpty {
      Console.write(message + "\n", to: STDERR_FILENO)
    }
    Glibc.exit(code.rawValue)
  }

  private static func message(of error: any Error) -> String {
    let message = fullMessage(for: error)
    return message.hasPrefix("Error: ") ? "stillwater: error: " + message.dropFirst(7) : message
  }

  /// What an argument holds must not reach the terminal as it is.
  private static func printable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TextTable.printable(String($0)) }.joined(separator: "\n")
  }
}
