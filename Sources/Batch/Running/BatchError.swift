import StudyStore

/// Why a run cannot begin or go on. What is stored already stays.
public struct BatchError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of failure, for exit codes.
  public enum Kind: Sendable, Equatable {
    /// Another run holds the study.
    case locked
    /// The store, a trace or another result cannot be written.
    case cannotWrite
    /// The store cannot be used.
    case unusable
    /// Something is not there.
    case notFound
    /// A fault of the program or of the system.
    case internalError
  }

  /// The kind of failure.
  public var kind: Kind
  /// What was wrong and what to do.
  public var description: String

  /// Makes an error.
  public init(kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  init(_ error: StudyStoreError) {
    let kind: Kind =
      switch error.kind {
      case .notFound: .notFound
      case .unusable, .newerVersion: .unusable
      case .busy: .locked
      case .cannotWrite: .cannotWrite
      }
    self.init(kind: kind, error.description)
  }
}
