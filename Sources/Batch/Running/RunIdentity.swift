import StudyStore

/// Who runs, and what time it is: given by the program, so that nothing in here reads a clock.
public struct RunIdentity: Sendable {
  /// The subcommand.
  public var command: String
  /// The program's version.
  public var softwareVersion: String
  /// The machine.
  public var host: String
  /// The process.
  public var processID: Int32
  /// What time it is.
  public var now: @Sendable () -> Moment

  /// Makes an identity of its parts.
  public init(
    command: String, softwareVersion: String, host: String, processID: Int32,
    now: @escaping @Sendable () -> Moment
  ) {
    self.command = command
    self.softwareVersion = softwareVersion
    self.host = host
    self.processID = processID
    self.now = now
  }

  /// The holder of a lock, in words.
  public var holder: String {
    "stillwater \(command), process \(processID) on \(host), since \(now().text)"
  }
}
