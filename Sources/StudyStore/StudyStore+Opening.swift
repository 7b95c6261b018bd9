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
      try requireFile(path, mayBeMissing: access == .create)
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
      && [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR].contains(
        error.resultCode)
    {
      // A folder that cannot be written, or a full disk, cannot hold the files that readers of WAL need; without a
      // log beside it the file is complete and nobody there can change it. With one both are read elsewhere.
      guard size(path + "-wal") ?? 0 == 0 else { return try openCopy(path, configuration, error) }
      return try DatabaseQueue(
        path: "file:" + escaped(path) + "?immutable=1", configuration: configuration)
    }
  }

  /// Opens a copy of the store and its log in a folder for temporary files. The copy has no name: it goes with its
  /// reader.
  private static func openCopy(
    _ path: String, _ configuration: Configuration, _ error: DatabaseError
  ) throws -> DatabaseQueue {
    let places = [getenv("TMPDIR").map { String(cString: $0) }, "/tmp", "/var/tmp", "/dev/shm"]
    for place in places.compactMap(\.self) {
      var template = Array((place + "/stillwater-XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      defer {
        for end in ["", "-wal", "-shm"] { unlink(folder + "/store.sqlite" + end) }
        rmdir(folder)
      }
      let log = identity(path + "-wal")
      guard copy(path, to: folder + "/store.sqlite"),
        copy(path + "-wal", to: folder + "/store.sqlite-wal"), identity(path + "-wal") == log
      else { continue }
      let queue = try DatabaseQueue(path: folder + "/store.sqlite", configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    }
    throw error
  }

  /// What changes when somebody writes into a file.
  private static func identity(_ path: String) -> [Int] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    return [status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }

  private static func copy(_ path: String, to place: String) -> Bool {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { return false }
    defer { close(source) }
    let target = Glibc.open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard target >= 0 else { return false }
    defer { close(target) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Glibc.read(source, &buffer, buffer.count)
      if count == 0 { return true }
      guard count > 0 else { return false }
      var written = 0
      while written < count {
        let part = buffer.withUnsafeBytes {
          Glibc.write(target, $0.baseAddress?.advanced(by: written), count - written)
        }
        guard part > 0 else { return false }
        written += part
      }
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

  /// Throws for what is no regular file: SQLite would wait for a pipe without end.
  private static func requireFile(_ path: String, mayBeMissing: Bool) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw StudyStoreError(
          kind: .unusable, path: path,
          message: "is no regular file, so no store; remove it, or restore the store from a backup")
      }
    } else if !mayBeMissing {
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
          "another program kept the store locked for \(Int(clamped: StudyStore.patience)) s (\(words)); "
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
