import GRDB

extension StudyStore {
  /// The steps that lead from nothing to the present form, each in a transaction of its own.
  ///
  /// A step that was released is never changed, renamed or moved: stores in the labs have run it. A
  /// change of the form is a further step at the end.
  private static let migrations: [(name: String, sql: String)] = [
    ("1 recordings, runs, scores, failures", firstForm),
    ("2 when and which file", secondForm),
  ]

  /// The names of the steps, in order.
  static var migrationNames: [String] { migrations.map(\.name) }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (name, sql) in migrations {
      migrator.registerMigration(name) { try $0.execute(sql: sql) }
    }
    return migrator
  }

  /// Brings a store of an older version, or an empty one, to the present form.
  static func migrate(_ queue: DatabaseQueue, path: String) throws(StudyStoreError) {
    do {
      try migrator.migrate(queue)
    } catch {
      throw StudyStoreError(error, path: path)
    }
  }

  /// Throws unless the file is empty or a store that this version knows; `complete` asks for one
  /// in the present form.
  static func requireKnown(
    _ queue: DatabaseQueue, path: String, complete: Bool
  ) throws(StudyStoreError) {
    let applied: [String]
    let isEmpty: Bool
    do {
      (applied, isEmpty) = try queue.read { database in
        // The list of steps is made before the first step: who is killed in between leaves it empty.
        let tables =
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'")
          ?? 0
        return (try migrator.appliedIdentifiers(database).sorted(), tables == 0)
      }
    } catch {
      throw StudyStoreError(error, path: path)
    }
    let known = migrationNames
    if let unknown = applied.first(where: { !known.contains($0) }) {
      throw StudyStoreError(
        kind: .newerVersion, path: path,
        message:
          "a newer version of this program made the store (it has the step '\(unknown)', which "
          + "this version does not know); use that version or a later one")
    }
    if applied.isEmpty && !isEmpty {
      throw StudyStoreError(
        kind: .unusable, path: path,
        message: "is an SQLite file of another program; name the store of a study")
    }
    if complete && applied.count < known.count {
      throw StudyStoreError(
        kind: .unusable, path: path,
        message: applied.isEmpty
          ? "is empty; run 'stillwater init' or 'stillwater batch' to make the store"
          : "an older version of this program made the store; 'stillwater batch' brings it up to date"
      )
    }
  }

  /// 0: not known, and so unlike any file.
  private static let secondForm = """
    ALTER TABLE recording ADD COLUMN changed_ns INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE recording ADD COLUMN file_number INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE score ADD COLUMN picture_start_s REAL NOT NULL DEFAULT 0;
    """

  /// Times are milliseconds since 1970 UTC (`_ms`) or seconds; `bouts` is a `BoutList`, `bins` the start,
  /// end, immobile and unscored seconds of each bin, `quality` an array of notes, all three JSON.
  private static let firstForm = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      command TEXT NOT NULL,
      software_version TEXT NOT NULL,
      host TEXT NOT NULL,
      process_id INTEGER NOT NULL,
      started_ms INTEGER NOT NULL,
      ended_ms INTEGER,
      outcome TEXT,
      found INTEGER NOT NULL,
      decoded INTEGER NOT NULL,
      rescored INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      failed INTEGER NOT NULL,
      waiting INTEGER NOT NULL,
      excluded INTEGER NOT NULL,
      remaining INTEGER NOT NULL,
      frames INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE recording (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      modified_ns INTEGER NOT NULL,
      sha256 TEXT
    ) STRICT;
    CREATE INDEX recording_sha256 ON recording (sha256);

    CREATE TABLE settings (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE score (
      recording_id INTEGER PRIMARY KEY REFERENCES recording (id) ON DELETE CASCADE,
      run_id INTEGER NOT NULL REFERENCES run (id),
      scored_ms INTEGER NOT NULL,
      software_version TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      reading_hash TEXT NOT NULL,
      settings_hash TEXT NOT NULL,
      settings_id INTEGER NOT NULL REFERENCES settings (id),
      pixel_threshold INTEGER,
      container TEXT NOT NULL,
      codec TEXT NOT NULL,
      pixel_format TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      rotation_degrees INTEGER NOT NULL,
      frames_decoded INTEGER NOT NULL,
      decode_errors INTEGER NOT NULL,
      first_pts_s REAL NOT NULL,
      duration_s REAL NOT NULL,
      nominal_fps REAL,
      variable_frame_rate INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX score_settings_id ON score (settings_id);
    CREATE INDEX score_run_id ON score (run_id);

    CREATE TABLE animal (
      id INTEGER PRIMARY KEY,
      recording_id INTEGER NOT NULL REFERENCES score (recording_id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      arena TEXT NOT NULL,
      animal_id TEXT,
      trial_start_s REAL NOT NULL,
      trial_start_confidence REAL,
      noise_grey_levels REAL,
      contrast_grey_levels REAL,
      animal_cells REAL,
      window_start_s REAL NOT NULL,
      window_end_s REAL NOT NULL,
      immobile_s REAL NOT NULL,
      immobile_plausible_low_s REAL,
      immobile_plausible_high_s REAL,
      mobile_s REAL NOT NULL,
      highly_mobile_s REAL NOT NULL,
      unscored_s REAL NOT NULL,
      immobile_percent REAL,
      latency_s REAL NOT NULL,
      latency_censored INTEGER NOT NULL,
      bout_count INTEGER NOT NULL,
      bout_mean_s REAL,
      bout_median_s REAL,
      bout_longest_s REAL,
      bouts TEXT NOT NULL,
      bins TEXT NOT NULL,
      quality TEXT NOT NULL,
      UNIQUE (recording_id, position)
    ) STRICT;
    CREATE INDEX animal_animal_id ON animal (animal_id) WHERE animal_id IS NOT NULL;

    CREATE TABLE failure (
      recording_id INTEGER PRIMARY KEY REFERENCES recording (id) ON DELETE CASCADE,
      reason TEXT NOT NULL,
      message TEXT NOT NULL,
      settings_hash TEXT,
      attempts INTEGER NOT NULL,
      first_ms INTEGER NOT NULL,
      last_ms INTEGER NOT NULL,
      run_id INTEGER NOT NULL REFERENCES run (id)
    ) STRICT;
    CREATE INDEX failure_run_id ON failure (run_id);
    """
}
