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
    let cells = Cells(row)
    let outcome: String? = try cells.optional(7)
    let ended: Int64? = try cells.optional(6)
    return StoredRun(
      id: try cells[0], command: try cells[1], softwareVersion: try cells[2], host: try cells[3],
      processID: try cells[4], startedAt: Moment(milliseconds: try cells[5]),
      endedAt: ended.map(Moment.init(milliseconds:)),
      outcome: try outcome.map { name in
        guard let outcome = StoredRun.Outcome(rawValue: name) else {
          throw DatabaseError(message: "the outcome '\(name)' of a run is not known")
        }
        return outcome
      },
      counts: StoredRun.Counts(
        found: try cells[8], decoded: try cells[9], rescored: try cells[10],
        skipped: try cells[11], failed: try cells[12], waiting: try cells[13],
        excluded: try cells[14], remaining: try cells[15], frames: try cells[16]))
  }
}
