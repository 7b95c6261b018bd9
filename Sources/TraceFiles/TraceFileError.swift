/// Why a trace file could not be read or made.
public struct TraceFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of failure.
  public enum Kind: Sendable, Equatable {
    /// There is no such file.
    case notFound
    /// The system cannot read the file.
    case unreadable
    /// The file does not end as a trace does: cut off, lengthened, or something else.
    case notATrace
    /// The file is not as it was written: its checksum differs.
    case damaged
    /// The file was written by a later version of the program, in a form that this one does not know.
    case newerVersion
    /// The file was written by an earlier version of the program, in a form that is no longer read.
    case olderVersion
    /// The file is undamaged but does not hold what a trace holds.
    case malformed
    /// The trace to be written contradicts itself or is too large.
    case inconsistent
  }

  /// The kind of failure.
  public var kind: Kind
  /// The file, as the user gave it; the recording's path when a trace cannot be written.
  public var path: String
  /// What was wrong and what to do.
  public var message: String

  /// Makes an error about a file.
  public init(kind: Kind, path: String, message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}
