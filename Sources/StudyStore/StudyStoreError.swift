/// Why a study's store could not be opened, read or written.
public struct StudyStoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of failure, for exit codes and for what to do next.
  public enum Kind: Sendable, Equatable {
    /// There is no such file.
    case notFound
    /// The file is no store, or is damaged.
    case unusable
    /// A newer version of the program made the store.
    case newerVersion
    /// Another process kept the store locked for too long.
    case busy
    /// The store cannot be written: no permission, no space, a failing disk.
    case cannotWrite
  }

  /// The kind of failure.
  public var kind: Kind
  /// The store's file.
  public var path: String
  /// What was wrong and what to do.
  public var message: String

  /// Makes an error about a store.
  public init(kind: Kind, path: String, message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }
}
