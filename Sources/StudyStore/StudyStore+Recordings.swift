import GRDB

extension StudyStore {
  /// Every file that was scored or failed, as it was then, sorted by path.
  public func recordings() throws(StudyStoreError) -> [StoredRecording] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT \(Self.recordingColumns) FROM recording ORDER BY path"
      ).map(Self.recording)
    }
  }

  /// The file of one recording; `nil` where the store does not know it.
  public func recording(path: String) throws(StudyStoreError) -> StoredRecording? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT \(Self.recordingColumns) FROM recording WHERE path = ?",
        arguments: [path]
      ).map(Self.recording)
    }
  }

  /// The recordings with one content, sorted by path: more than one where files are copies.
  public func recordings(sha256: String) throws(StudyStoreError) -> [StoredRecording] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT \(Self.recordingColumns) FROM recording WHERE sha256 = ? ORDER BY path",
        arguments: [sha256]
      ).map(Self.recording)
    }
  }

  /// Notes what a file looks like now, such as a new time with the old content; scores stay.
  public func save(_ recording: StoredRecording) throws(StudyStoreError) {
    try write { _ = try Self.put(recording, into: $0) }
  }

  /// Removes a recording with its score and failure. Nothing happens where there is none.
  public func forget(path: String) throws(StudyStoreError) {
    try write { database in
      let settings = try Self.removeScore(of: path, from: database)
      try database.execute(sql: "DELETE FROM recording WHERE path = ?", arguments: [path])
      try Self.removeUnused(settings: settings, from: database)
    }
  }

  /// How much the store holds. Time grows with the number of recordings, not with their scores' size.
  public func counts() throws(StudyStoreError) -> StoreCounts {
    try read { database in
      let count = { (table: String) in
        try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
      }
      return StoreCounts(
        scored: try count("score"), animals: try count("animal"), failed: try count("failure"),
        runs: try count("run"))
    }
  }

  /// What rows of recordings begin with.
  static let recordingColumns = "path, size, modified_ns, changed_ns, file_number, sha256"
  /// How many those are.
  static let recordingWidth = 6

  /// The recording in a row that begins with `recordingColumns`.
  static func recording(_ row: Row) throws -> StoredRecording {
    let cells = Cells(row)
    return StoredRecording(
      path: try cells[0], size: try cells[1], modifiedNanoseconds: try cells[2],
      changedNanoseconds: try cells[3], fileNumber: try cells[4], sha256: try cells.optional(5))
  }

  /// Inserts a recording or brings it up to date, and returns its number.
  static func put(_ recording: StoredRecording, into database: Database) throws -> Int64 {
    try database.cachedStatement(
      sql: """
        INSERT INTO recording (path, size, modified_ns, changed_ns, file_number, sha256)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE
        SET size = excluded.size, modified_ns = excluded.modified_ns,
          changed_ns = excluded.changed_ns, file_number = excluded.file_number,
          sha256 = excluded.sha256
        """
    ).execute(arguments: [
      recording.path, recording.size, recording.modifiedNanoseconds,
      recording.changedNanoseconds, recording.fileNumber, recording.sha256,
    ])
    let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM recording WHERE path = ?"),
      arguments: [recording.path])
    guard let id else { throw DatabaseError(message: "a recording vanished while it was saved") }
    return id
  }
}
