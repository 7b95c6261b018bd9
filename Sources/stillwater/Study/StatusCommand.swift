import ArgumentParser
import Configuration
import Reports
import StudyStore

/// `stillwater status`: how far a study has come.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tells what of a study is done, pending, failed and excluded, and its last runs.",
    discussion: """
      Reads the study's files and its store, looks for recordings in the study's folders, and changes \
      nothing.

      Examples:
        stillwater status --study rats-2026
        stillwater status --study rats-2026 --json | jq .failed

      \(ExitStatus.help)
      """)

  @OptionGroup
  var studyOptions: StudyOptions

  @Flag(help: "JSON (schema stillwater.status/1) in place of the table.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many of the last runs are told, 0-100000.", valueName: "n"))
  var runs = 5

  func validate() throws {
    guard (0...100_000).contains(runs) else {
      throw ValidationError("--runs: \(runs) is not allowed; it must be from 0 to 100000")
    }
  }

  func run() throws {
    let status = try status(work: try StudyCommand.pending(of: studyOptions))
    if json {
      try Console.result(status.json.document())
    } else {
      try Console.result(
        status.table(style: TerminalStyle(colours: Console.coloursOnStandardOutput)))
    }
  }

  /// The status; see `StudyContents.status`.
  private func status(work: [StudyStatus.Pending]) throws -> StudyStatus {
    let study = try studyOptions.study()
    let store = try studyOptions.storeToRead()
    do throws(StudyStoreError) {
      return try StudyContents(study: study, store: store).status(runs: runs, work: work)
    } catch {
      throw CommandFailure(error)
    }
  }
}
