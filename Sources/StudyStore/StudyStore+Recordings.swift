import GRDB

extension StudyStore {
  /// Every file that was scored or failed, as it was then, sorted by path.
  public func recordings() throws(StudyStoreError) -> [StoredRecording] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT path, size, modified_ns, sha256 FROM recording ORDER BY path"
      ).map(Self.recording)
    }
  }

  /// The file of one recording; `nil` where the store does not know it.
  public func recording(path: String) throws(StudyStoreError) -> StoredRecording? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: "SELECT path, size, modified_ns, sha256 FROM recording WHERE path = ?",
        arguments: [path]
      ).map(Self.recording)
    }
  }

  /// The recordings with one content, sorted by path: more than one where files are copies.
  public func recordings(sha256: String) throws(StudyStoreError) -> [StoredRecording] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT path, size, modified_ns, sha256 FROM recording WHERE sha256 = ? ORDER BY path",
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

  /// The recording in a row that begins with path, size, modified_ns and sha256.
  static func recording(_ row: Row) -> StoredRecording {
    StoredRecording(path: row[0], size: row[1], modifiedNanoseconds: row[2], sha256: row[3])
  }

  /// Inserts a recording or brings it up to date, and returns its number.
  static func put(_ recording: StoredRecording, into database: Database) throws -> Int64 {
    try database.cachedStatement(
      sql: """
        INSERT INTO recording (path, size, modified_ns, sha256) VALUES (?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE
        SET size = excluded.size, modified_ns = excluded.modified_ns, sha256 = excluded.sha256
        """
    ).execute(arguments: [
      recording.path, recording.size, recording.modifiedNanoseconds, recording.sha256,
    ])
    let id = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM recording WHERE path = ?"),
      arguments: [recording.path])
    guard let id else { throw DatabaseError(message: "a recording vanished while it was saved") }
    return id
  }
}
