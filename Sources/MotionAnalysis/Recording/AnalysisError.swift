/// Why a recording could not be analysed.
public struct AnalysisError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of failure, for exit codes.
  public enum Kind: Sendable, Equatable {
    /// There is no such file.
    case inputNotFound
    /// The file cannot be read, decoded or scored.
    case inputUnusable
    /// There was not enough memory to read it: nothing is known about it.
    case outOfMemory
    /// The machine did not let it be read: no permission, a failing disk or network. It may do so later.
    case unreadable
    /// The observer asked to stop.
    case cancelled
    /// A fault of the program itself.
    case internalError
  }

  /// The kind of failure.
  public var kind: Kind
  /// The file, as the user gave it.
  public var path: String
  /// What was wrong and what to do, with libav's own last message where there is one.
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
