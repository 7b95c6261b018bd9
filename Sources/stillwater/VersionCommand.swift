import ArgumentParser
import Batch
import VideoDecoding

/// `stillwater version`: which program this is, and what it finds here.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Tells the version; with --verbose, the libraries and the cage.",
    discussion: """
      Examples:
        stillwater version
        stillwater version --verbose

      \(ExitStatus.help)
      """)

  @Flag(help: "Adds the versions of libav and what of the cage around decoders this kernel has.")
  var verbose = false

  func run() throws {
    var lines = ["\(Stillwater.software.name) \(Stillwater.software.version)"]
    if verbose {
      let cage = Cage.ofKernel
      func words(_ isThere: Bool) -> String { isThere ? "yes" : "no" }
      lines += [
        "decoder: \(VideoReader.libraryVersions)",
        "cage: no_new_privs: \(words(cage.hasNoNewPrivileges))",
        "cage: Landlock: \(cage.landlock.map { "yes, version \($0)" } ?? "no")",
        "cage: seccomp: \(words(cage.hasFilter))",
        cage.missing.isEmpty
          ? "cage: whole; decoders read their recording and nothing else"
          : "cage: not whole, without \(cage.missing.joined(separator: " and ")); read recordings from strangers on a "
            + "newer kernel, or with --sandbox required not at all",
      ]
    }
    try Console.result(lines.joined(separator: "\n") + "\n")
  }
}
