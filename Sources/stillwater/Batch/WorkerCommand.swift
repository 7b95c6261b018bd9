import ArgumentParser
import Batch
import Glibc

/// `stillwater worker`: reads one recording for a run that started it. Not for people.
struct WorkerCommand: ParsableCommand {
  static let name = "worker"
  /// How this program starts workers: as the very program that runs, also where it was replaced meanwhile.
  static let command = (executable: "/proc/self/exe", arguments: [name])
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Reads one recording for a batch that started it.",
    shouldDisplay: false)

  @Argument(help: "The process that started it, and whose end is this one's.")
  var parent: Int32

  func run() throws {
    guard Worker.bindToParent(parent) else {
      throw CommandFailure(status: .internalError, message: "the batch is gone already")
    }
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, used in
        count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        used = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += part
    }
    let fault = getenv(WorkerFault.variable).map { String(cString: $0) }
    guard
      let worker = Worker(
        job: bytes, fault: fault, errors: STDERR_FILENO,
        tell: { line in _ = Console.write(line + "\n", to: STDOUT_FILENO) })
    else {
      throw CommandFailure(
        status: .usage,
        message: "worker: standard input holds no job; 'stillwater batch' starts workers itself")
    }
    worker.run()
  }
}
