import GRDB

extension StudyStore {
  private static let columns = """
    id, command, software_version, host, process_id, started_ms, ended_ms, outcome, found, decoded, \
    rescored, skipped, failed, waiting, excluded, remaining, frames
    """

  /// Notes that a run begins and returns its number; `id`, `endedAt` and `outcome` are not read.
  public func beginRun(_ run: StoredRun) throws(StudyStoreError) -> Int64 {
    try write { database in
      let counts = run.counts
      try database.execute(
        sql: """
          INSERT INTO run (command, software_version, host, process_id, started_ms, found, decoded,
            rescored, skipped, failed, waiting, excluded, remaining, frames)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run.command, run.softwareVersion, run.host, run.processID, run.startedAt.milliseconds,
          counts.found, counts.decoded, counts.rescored, counts.skipped, counts.failed,
          counts.waiting, counts.excluded, counts.remaining, counts.frames,
        ])
      return database.lastInsertedRowID
    }
  }

  /// Notes how a run ended and what it did.
  ///
  /// - Throws: also when there is no run with this number.
  public func endRun(
    _ id: Int64, at time: Moment, outcome: StoredRun.Outcome, counts: StoredRun.Counts
  ) throws(StudyStoreError) {
    try write { database in
      try database.execute(
        sql: """
          UPDATE run SET ended_ms = ?, outcome = ?, found = ?, decoded = ?, rescored = ?,
            skipped = ?, failed = ?, waiting = ?, excluded = ?, remaining = ?, frames = ?
          WHERE id = ?
          """,
        arguments: [
          time.milliseconds, outcome.rawValue, counts.found, counts.decoded, counts.rescored,
          counts.skipped, counts.failed, counts.waiting, counts.excluded, counts.remaining,
          counts.frames, id,
        ])
      guard database.changesCount == 1 else {
        throw DatabaseError(message: "there is no run \(id)")
      }
    }
  }

  /// The last runs, the newest first; all of them without a limit.
  public func runs(limit: Int? = nil) throws(StudyStoreError) -> [StoredRun] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT \(Self.columns) FROM run ORDER BY id DESC LIMIT ?",
        arguments: [limit ?? -1]
      ).map(Self.run)
    }
  }

  private static func run(_ row: Row) throws -> StoredRun {
    let outcome: String? = row[7]
    return StoredRun(
      id: row[0], command: row[1], softwareVersion: row[2], host: row[3], processID: row[4],
      startedAt: Moment(milliseconds: row[5]),
      endedAt: (row[6] as Int64?).map(Moment.init(milliseconds:)),
      outcome: try outcome.map { name in
        guard let outcome = StoredRun.Outcome(rawValue: name) else {
          throw DatabaseError(message: "the outcome '\(name)' of a run is not known")
        }
        return outcome
      },
      counts: StoredRun.Counts(
        found: row[8], decoded: row[9], rescored: row[10], skipped: row[11], failed: row[12],
        waiting: row[13], excluded: row[14], remaining: row[15], frames: row[16]))
  }
}
