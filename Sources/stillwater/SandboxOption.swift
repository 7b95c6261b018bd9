import ArgumentParser
import Batch
import Foundation

extension Sandbox: ExpressibleByArgument {}

/// How the processes that decode recordings are caged.
struct SandboxOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      How the processes that decode recordings are kept from other files, the network and other programs: best, as \
      far as the kernel can ('stillwater version --verbose' tells); required, wholly or not at all; off.
      """, valueName: "how"))
  var sandbox: Sandbox = .best

  /// What reads single recordings.
  func workers(threads: Int) -> RecordingWorkers {
    RecordingWorkers(
      command: WorkerCommand.command, sandbox: sandbox, threads: threads,
      softwareVersion: Stillwater.software.version)
  }
}
