import ArgumentParser

/// The options that change how fast a call runs, never its results.
struct RunOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Decoding threads, 0-256; 0 is one for each core. Results do not depend on it.",
      valueName: "n"))
  var threads = 0

  func validate() throws {
    guard (0...256).contains(threads) else {
      throw ValidationError("--threads: \(threads) is not allowed; it must be from 0 to 256")
    }
  }
}
