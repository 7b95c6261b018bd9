import GRDB
import ImmobilityCore

/// Reads scores with their animals, one recording after the other.
final class ScoreReader {
  private let database: Database
  private let animals: Statement
  /// The settings met so far, by their number: few texts serve many recordings.
  private var settings: [Int64: (settings: ScoringSettings, arenas: [Arena])] = [:]

  init(_ database: Database) throws {
    self.database = database
    animals = try database.cachedStatement(sql: AnimalRow.query)
  }

  /// Calls `body` with the scores that fulfil a condition with one value, sorted by path.
  func forEach(
    where condition: String, _ value: String?, _ body: (StoredScore) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database, sql: "\(ScoreRow.query) WHERE \(condition) ORDER BY path",
      arguments: value.map { [$0] } ?? [])
    while let row = try rows.next() {
      let (id, number) = try ScoreRow.numbers(row)
      let settings = try settings(number)
      var stored = try ScoreRow.score(row, settings: settings.settings, arenas: settings.arenas)
      let cursor = try Row.fetchCursor(animals, arguments: [id])
      while let animal = try cursor.next() {
        stored.score.animals.append(try AnimalRow.animal(animal))
      }
      stored.score.arenas = named(settings.arenas, by: stored.score.animals)
      try body(stored)
    }
  }

  /// The arenas with the animals that are in them.
  private func named(_ arenas: [Arena], by animals: [AnimalScore]) -> [Arena] {
    var arenas = arenas
    for (index, animal) in animals.enumerated()
    where index < arenas.count && arenas[index].name == animal.arena {
      arenas[index].animalID = animal.animalID
    }
    return arenas
  }

  private func settings(
    _ id: Int64
  ) throws -> (settings: ScoringSettings, arenas: [Arena]) {
    if let known = settings[id] { return known }
    let text = try String.fetchOne(
      database, sql: "SELECT text FROM settings WHERE id = ?", arguments: [id])
    guard let text, let values = SettingsText(stored: text).values() else {
      throw DatabaseError(message: "the settings of a score are damaged")
    }
    settings[id] = values
    return values
  }
}
