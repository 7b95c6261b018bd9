import Glibc
import Reports

/// The only place that writes to the terminal: results to standard output, all else to standard
/// error.
enum Console {
  /// Fills standard input, output and error where they are closed, so that no file that is opened
  /// later takes their place. Writing to what was closed still fails.
  static func holdStandardDescriptors() {
    var descriptor = open("/dev/null", O_RDONLY)
    while descriptor >= 0, descriptor <= STDERR_FILENO {
      descriptor = open("/dev/null", O_RDONLY)
    }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Whether standard error is a terminal.
  static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether text on standard output may be coloured: on a terminal and without NO_COLOR.
  static var coloursOnStandardOutput: Bool {
    guard isatty(STDOUT_FILENO) == 1 else { return false }
    guard let noColour = getenv("NO_COLOR") else { return true }
    return noColour.pointee == 0
  }

  /// Writes a result to standard output. A reader that left early is no failure.
  static func result(_ text: String) throws(CommandFailure) {
    let code = write(text, to: STDOUT_FILENO)
    guard code == 0 || code == EPIPE else {
      throw CommandFailure(
        status: .cannotWrite,
        message: "standard output: cannot be written (\(String(cString: strerror(code))))")
    }
  }

  /// Writes a line `stillwater: error: ...` to standard error.
  static func error(_ message: String) { line("error: " + message) }

  /// Writes a line `stillwater: warning: ...` to standard error.
  static func warning(_ message: String) { line("warning: " + message) }

  /// Writes a line `stillwater: ...` to standard error, whatever a file's name holds.
  static func line(_ message: String) {
    write("stillwater: \(TextTable.printable(message))\n", to: STDERR_FILENO)
  }

  /// Writes all of a text; 0, or the `errno` that stopped it.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0, errno != EINTR { return errno }
        written += max(count, 0)
      }
      return 0
    }
  }
}
