import GRDB

/// A study's store: which recordings were scored by which run, their scores, and what failed.
///
/// One SQLite file in WAL mode, written by one process at a time and read by any number. Every saved
/// recording is one transaction that is flushed to the disk before the call returns: a kill or a power
/// cut loses none of those before and leaves nothing half-written. The store holds no clock: times are
/// given by the caller, and nothing read from it depends on when or in which order it was filled,
/// except runs and provenance themselves.
public final class StudyStore: Sendable {
  /// What a store is opened for.
  public enum Access: Sendable {
    /// Reading and writing; the file is made where there is none.
    case create
    /// Reading and writing of a store that exists.
    case readWrite
    /// Reading of a store that exists, which stays as it is.
    case readOnly
  }

  /// The store's file.
  public let path: String
  let queue: DatabaseQueue

  /// How long to wait for another process that writes, seconds.
  static let patience = 15.0

  /// Opens a store.
  ///
  /// - Throws: when there is none (unless it is to be made), when the file is no store or damaged,
  ///   when a newer version of the program made it, or when it cannot be read or written.
  public init(path: String, access: Access) throws(StudyStoreError) {
    self.path = path
    queue = try Self.open(path, access)
    try Self.requireKnown(queue, path: path, complete: access == .readOnly)
    if access != .readOnly { try Self.migrate(queue, path: path) }
  }
}
