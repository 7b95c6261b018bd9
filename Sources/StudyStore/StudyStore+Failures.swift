import GRDB

extension StudyStore {
  private static let failureQuery = """
    SELECT \(recordingColumns), reason, message, settings_hash, attempts, first_ms,
      last_ms, run_id
    FROM failure JOIN recording ON recording.id = recording_id
    """

  /// What failed and was not scored since, sorted by path.
  public func failures() throws(StudyStoreError) -> [StoredFailure] {
    try read { database in
      try Row.fetchAll(database, sql: "\(Self.failureQuery) ORDER BY path").map(Self.failure)
    }
  }

  /// The failure of one recording; `nil` where it has none.
  public func failure(path: String) throws(StudyStoreError) -> StoredFailure? {
    try read { database in
      try Self.failure(path: path, in: database)
    }
  }

  /// Keeps that a recording failed, in place of any score it had: what is stored never depends on
  /// what the recording was before.
  ///
  /// - Parameter failure: the attempt, with `attempts` 1. It is added to those before it as long as
  ///   the file and `settingsHash` are the same; `firstAt` is then kept.
  /// - Returns: the failure as it is stored.
  @discardableResult
  public func saveFailure(_ failure: StoredFailure) throws(StudyStoreError) -> StoredFailure {
    try write { database in
      var stored = failure
      if let earlier = try Self.failure(path: failure.recording.path, in: database),
        Self.isSameAttempt(earlier, failure)
      {
        stored.attempts = max(
          stored.attempts, earlier.attempts.addingReportingOverflow(stored.attempts).partialValue)
        stored.firstAt = earlier.firstAt
      }
      let settings = try Self.removeScore(of: failure.recording.path, from: database)
      try Self.removeUnused(settings: settings, from: database)
      let id = try Self.put(failure.recording, into: database)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO failure
            (recording_id, reason, message, settings_hash, attempts, first_ms, last_ms, run_id)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, stored.reason.rawValue, stored.message, stored.settingsHash, stored.attempts,
          stored.firstAt.milliseconds, stored.lastAt.milliseconds, stored.runID,
        ])
      return stored
    }
  }

  /// Removes a recording's failure, so that it is tried again. Nothing happens where there is none.
  public func clearFailure(path: String) throws(StudyStoreError) {
    try write { try Self.removeFailure(of: path, from: $0) }
  }

  static func removeFailure(of path: String, from database: Database) throws {
    try database.cachedStatement(
      sql: """
        DELETE FROM failure WHERE recording_id = (SELECT id FROM recording WHERE path = ?)
        """
    ).execute(arguments: [path])
  }

  /// Whether two failures are of one file in one state, tried with the same settings.
  private static func isSameAttempt(_ earlier: StoredFailure, _ later: StoredFailure) -> Bool {
    guard earlier.settingsHash == later.settingsHash else { return false }
    if let one = earlier.recording.sha256, let other = later.recording.sha256 {
      return one == other
    }
    let (one, other) = (earlier.recording, later.recording)
    return one.size == other.size && one.modifiedNanoseconds == other.modifiedNanoseconds
  }

  private static func failure(path: String, in database: Database) throws -> StoredFailure? {
    try Row.fetchOne(database, sql: "\(failureQuery) WHERE path = ?", arguments: [path])
      .map(failure)
  }

  private static func failure(_ row: Row) throws -> StoredFailure {
    let cells = Cells(row, from: recordingWidth)
    let name: String = try cells[0]
    guard let reason = StoredFailure.Reason(rawValue: name) else {
      throw DatabaseError(message: "the reason '\(name)' of a failure is not known")
    }
    return StoredFailure(
      recording: try recording(row), reason: reason, message: try cells[1],
      settingsHash: try cells.optional(2), attempts: try cells[3],
      firstAt: Moment(milliseconds: try cells[4]), lastAt: Moment(milliseconds: try cells[5]),
      runID: try cells[6])
  }
}
