/// Why a file that people or other programs wrote cannot be used: a configuration, a table, scores.
public struct InputFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of failure, for exit codes.
  public enum Kind: Sendable, Equatable {
    /// There is no such file.
    case notFound
    /// The file cannot be read, or its content is not as it must be.
    case unusable
  }

  /// The kind of failure.
  public var kind: Kind
  /// The file, as the user gave it.
  public var path: String
  /// The line, from 1; `nil` when the whole file is meant.
  public var line: Int?
  /// What was wrong and what to do.
  public var message: String

  /// Makes an error about a file.
  public init(kind: Kind = .unusable, path: String, line: Int? = nil, message: String) {
    self.kind = kind
    self.path = path
    self.line = line
    self.message = message
  }

  /// `path: line 3: message`.
  public var description: String {
    path + ": " + (line.map { "line \($0): " } ?? "") + message
  }
}
