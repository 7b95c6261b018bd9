import MotionAnalysis

/// The exit codes of every subcommand.
enum ExitStatus: Int32 {
  /// Everything was done.
  case done = 0
  /// Some recordings failed; the others are complete.
  case someFailed = 3
  /// The command line is wrong.
  case usage = 64
  /// No recording could be used, or a configuration file is wrong.
  case inputUnusable = 65
  /// No recording, or no configuration file, was found.
  case inputNotFound = 66
  /// A fault of the program.
  case internalError = 70
  /// Results could not be written.
  case cannotWrite = 73
  /// Another run of the study is going on.
  case studyLocked = 75

  /// The part of every help text about exit codes.
  static let help = """
    Exit codes:
      0   all done
      3   some recordings failed, the rest are complete
      64  usage: an option is wrong or contradicts another
      65  input is not usable: nothing was scored
      66  input not found
      70  internal error
      73  cannot write output
      75  the study is locked by another run
    """

  /// The status of a call from the failures among its recordings.
  static func of(failures: [AnalysisError.Kind], recordings: Int) -> ExitStatus {
    if failures.isEmpty { return .done }
    if failures.count < recordings { return .someFailed }
    if failures.contains(.internalError) { return .internalError }
    return failures.allSatisfy { $0 == .inputNotFound } ? .inputNotFound : .inputUnusable
  }
}

/// Ends a subcommand with a message, which may be empty, and an exit code.
struct CommandFailure: Error {
  var status: ExitStatus
  var message = ""
}
