import Batch
import Foundation
import Glibc

/// The command that is told how a night went, for mail or chat.
struct Notification {
  /// A shell command; `nil` for none.
  var command: String?

  /// How long it may take, seconds.
  private static let patience = 60.0

  /// Runs the command with the summary on its standard input and the exit status in
  /// STILLWATER_STATUS. That it fails is told and changes nothing else.
  func send(_ text: String, _ status: ExitStatus) {
    guard let command else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["STILLWATER_STATUS": "\(status.rawValue)"]) { $1 }
    let input = Pipe()
    process.standardInput = input
    // Standard output may belong to a program that reads JSON.
    process.standardOutput = FileHandle.standardError
    do {
      try process.run()
    } catch {
      Console.warning("the notify command cannot be started: \(error)")
      return
    }
    // A command that reads nothing must not hold us up: what does not fit into the pipe is left out.
    let descriptor = input.fileHandleForWriting.fileDescriptor
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    Console.write(text, to: descriptor)
    try? input.fileHandleForWriting.close()
    let deadline = SuspendingClock.now + .seconds(Self.patience)
    while process.isRunning, SuspendingClock.now < deadline { usleep(20_000) }
    if process.isRunning {
      process.terminate()
      Console.warning(
        "the notify command was stopped after \(Int(clamped: Self.patience)) s; have it return at once"
      )
    } else if process.terminationStatus != 0 {
      Console.warning("the notify command ended with status \(process.terminationStatus)")
    }
  }
}
