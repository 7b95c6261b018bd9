import GRDB
import ImmobilityCore

extension StudyStore {
  /// Keeps a recording's score in place of any it had, and forgets its failure: one transaction.
  ///
  /// - Throws: also when the score is none (it has an error or no video) or its run is not known.
  public func save(_ score: StoredScore) throws(StudyStoreError) { try save([score]) }

  /// Keeps many scores in one transaction, which is much faster than one for each where nothing is
  /// lost by doing them again, such as scoring from traces.
  public func save(_ scores: [StoredScore]) throws(StudyStoreError) {
    try write { database in
      for score in scores { try Self.put(score, into: database) }
    }
  }

  /// The score of one recording; `nil` where it has none.
  public func score(path: String) throws(StudyStoreError) -> StoredScore? {
    try scores(where: "path = ?", path).first
  }

  /// The scores of the recordings in which an animal is, as the program knows it from arena files
  /// and the manifest of the time, sorted by path.
  public func scores(animalID: String) throws(StudyStoreError) -> [StoredScore] {
    try scores(
      where: """
        recording.id IN (SELECT recording_id FROM animal WHERE animal_id = ?)
        """, animalID)
  }

  /// All scores, sorted by path. Ten thousand recordings take some hundred megabytes; see
  /// `forEachScore` for less.
  public func scores() throws(StudyStoreError) -> [StoredScore] {
    var scores: [StoredScore] = []
    try forEachScore { scores.append($0) }
    return scores
  }

  /// Calls `body` with every score, sorted by path, in one consistent state of the store. Memory does
  /// not grow with their number.
  ///
  /// - Throws: when the store cannot be read. What `body` throws ends the reading and is thrown on.
  public func forEachScore(_ body: (StoredScore) throws -> Void) throws(StudyStoreError) {
    try read { try ScoreReader($0).forEach(where: "true", nil, body) }
  }

  /// What every score was made from, by the recording's path.
  public func scoreKeys() throws(StudyStoreError) -> [ExactText: ScoreKey] {
    try read { database in
      var keys: [ExactText: ScoreKey] = [:]
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT path, content_hash, reading_hash, settings_hash
          FROM score JOIN recording ON recording.id = recording_id
          """)
      while let row = try rows.next() {
        let cells = Cells(row)
        keys[ExactText(try cells[0])] = ScoreKey(
          contentHash: try cells[1], readingHash: try cells[2], settingsHash: try cells[3])
      }
      return keys
    }
  }

  private func scores(
    where condition: String, _ value: String
  ) throws(StudyStoreError) -> [StoredScore] {
    try read { database in
      var scores: [StoredScore] = []
      try ScoreReader(database).forEach(where: condition, value) { scores.append($0) }
      return scores
    }
  }
}

extension StudyStore {
  /// Removes a recording's score and returns the number of the settings it was made with.
  static func removeScore(of path: String, from database: Database) throws -> Int64? {
    let settings = try Int64.fetchOne(
      database.cachedStatement(
        sql: """
          SELECT settings_id FROM score
          WHERE recording_id = (SELECT id FROM recording WHERE path = ?)
          """), arguments: [path])
    guard settings != nil else { return nil }
    try database.cachedStatement(
      sql: "DELETE FROM score WHERE recording_id = (SELECT id FROM recording WHERE path = ?)"
    ).execute(arguments: [path])
    return settings
  }

  /// Removes a settings' text that no score refers to any more.
  static func removeUnused(settings: Int64?, from database: Database) throws {
    guard let settings else { return }
    try database.cachedStatement(
      sql: """
        DELETE FROM settings
        WHERE id = ? AND NOT EXISTS (SELECT 1 FROM score WHERE settings_id = settings.id)
        """
    ).execute(arguments: [settings])
  }

  private static func put(_ stored: StoredScore, into database: Database) throws {
    let score = stored.score
    guard score.error == nil, let video = score.video else {
      throw DatabaseError(
        message: "'\(stored.recording.path)' has no score to store; store its failure")
    }
    let former = try removeScore(of: stored.recording.path, from: database)
    try removeFailure(of: stored.recording.path, from: database)
    let id = try put(stored.recording, into: database)
    let settings = try settingsID(
      SettingsText(score.settings, arenas: score.arenas ?? []), in: database)
    try database.cachedStatement(sql: ScoreRow.insertion).execute(
      arguments: ScoreRow.arguments(stored, video: video, recording: id, settings: settings))
    let insertion = try database.cachedStatement(sql: AnimalRow.insertion)
    for (position, animal) in score.animals.enumerated() {
      try insertion.execute(
        arguments: try AnimalRow.arguments(animal, recording: id, position: position))
    }
    if former != settings { try removeUnused(settings: former, from: database) }
  }

  /// The number of a settings' text, which is kept once.
  private static func settingsID(_ settings: SettingsText, in database: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM settings WHERE text = ?"),
      arguments: [settings.text])
    if let known { return known }
    try database.cachedStatement(sql: "INSERT INTO settings (text) VALUES (?)")
      .execute(arguments: [settings.text])
    return database.lastInsertedRowID
  }
}
