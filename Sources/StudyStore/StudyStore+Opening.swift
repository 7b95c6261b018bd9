import GRDB
import Glibc

extension StudyStore {
  /// Opens the file as asked for, with foreign keys, WAL and a patience for other processes.
  static func open(_ path: String, _ access: Access) throws(StudyStoreError) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.readonly = access == .readOnly
    configuration.label = "study store"
    if access != .readOnly { configuration.journalMode = .wal }
    do {
      if access != .create { try requireFile(path) }
      let queue = try openQueue(path, configuration)
      if access != .readOnly {
        // GRDB asks for less in WAL mode, which may lose the last transactions when the power fails.
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      }
      return queue
    } catch let error as StudyStoreError {
      throw error
    } catch {
      throw StudyStoreError(error, path: path)
    }
  }

  private static func openQueue(
    _ path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      // SQLite touches the file only when something is read.
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError
      where configuration.readonly
      && (error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY)
    {
      // A folder that cannot be written cannot hold the files that readers of WAL need; without a
      // log beside it the file is complete and nobody there can change it.
      guard size(path + "-wal") ?? 0 == 0 else { throw error }
      return try DatabaseQueue(
        path: "file:" + escaped(path) + "?immutable=1", configuration: configuration)
    }
  }

  /// A path as part of an SQLite URI.
  private static func escaped(_ path: String) -> String {
    var text = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": text += "%25"
      case "?": text += "%3f"
      case "#": text += "%23"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The size of a file, bytes; `nil` where there is none.
  private static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_size : nil
  }

  private static func requireFile(_ path: String) throws {
    guard size(path) != nil else {
      throw StudyStoreError(
        kind: .notFound, path: path,
        message:
          "there is no store here; name the study's folder, or make one with 'stillwater init'")
    }
  }
}

extension StudyStore {
  /// Does something in one transaction that is flushed before this returns.
  func write<Value>(_ body: (Database) throws -> Value) throws(StudyStoreError) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw StudyStoreError(error, path: path)
    }
  }

  /// Reads one consistent state.
  func read<Value>(_ body: (Database) throws -> Value) throws(StudyStoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StudyStoreError(error, path: path)
    }
  }
}

extension StudyStoreError {
  /// What SQLite or the store's own reading reported about the store at `path`.
  init(_ error: any Error, path: String) {
    if let error = error as? StudyStoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(
        kind: .unusable, path: path, message: "the store cannot be read: \(error)")
      return
    }
    let words = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        kind: .busy, path: path,
        message:
          "another program kept the store locked for \(Int(StudyStore.patience)) s (\(words)); "
          + "wait for it to end and try again")
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
      self.init(
        kind: .cannotWrite, path: path,
        message: "the store cannot be opened or written (\(words)); free space or give permissions "
          + "there; what was stored before is kept")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self.init(
        kind: .unusable, path: path,
        message:
          "is no store or is damaged (\(words)); restore it from a backup, or move it away and "
          + "run the batch again: traces are used where they are still there")
    default:
      self.init(kind: .unusable, path: path, message: "the store cannot be used: \(words)")
    }
  }
}
