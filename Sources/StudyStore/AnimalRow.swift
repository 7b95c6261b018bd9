import FoundationEssentials
import GRDB
import ImmobilityCore

/// An animal's score as a row of the table `animal`.
enum AnimalRow {
  static let insertion = """
    INSERT INTO animal (recording_id, position, arena, animal_id, trial_start_s,
      trial_start_confidence, noise_grey_levels, contrast_grey_levels, animal_cells, window_start_s,
      window_end_s, immobile_s, immobile_plausible_low_s, immobile_plausible_high_s, mobile_s,
      highly_mobile_s, unscored_s, immobile_percent, latency_s, latency_censored, bout_count,
      bout_mean_s, bout_median_s, bout_longest_s, bouts, bins, quality)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let query = """
    SELECT arena, animal_id, trial_start_s, trial_start_confidence, noise_grey_levels,
      contrast_grey_levels, animal_cells, window_start_s, window_end_s, immobile_s,
      immobile_plausible_low_s, immobile_plausible_high_s, mobile_s, highly_mobile_s, unscored_s,
      immobile_percent, latency_s, latency_censored, bout_count, bout_mean_s, bout_median_s,
      bout_longest_s, bouts, bins, quality
    FROM animal WHERE recording_id = ? ORDER BY position
    """

  static func arguments(
    _ animal: AnimalScore, recording: Int64, position: Int
  ) throws -> StatementArguments {
    [
      recording, position, animal.arena, animal.animalID, animal.trialStart,
      animal.trialStartConfidence, animal.noise, animal.contrast, animal.area,
      animal.window.start, animal.window.end, animal.immobile,
      animal.plausibleImmobile?.lowerBound, animal.plausibleImmobile?.upperBound, animal.mobile,
      animal.highlyMobile, animal.unscored,
      animal.immobilePercent, animal.latency, animal.latencyCensored, animal.boutCount,
      animal.boutMean, animal.boutMedian, animal.boutLongest,
      NumberList.text(BoutList.numbers(animal.bouts)),
      NumberList.text(animal.bins.flatMap { [$0.start, $0.end, $0.immobile, $0.unscored] }),
      try QualityText.text(animal.quality),
    ]
  }

  static func animal(_ row: Row) throws -> AnimalScore {
    let cells = Cells(row)
    return AnimalScore(
      arena: try cells[0], animalID: try cells.optional(1), trialStart: try cells[2],
      trialStartConfidence: try cells.optional(3), noise: try cells.optional(4),
      contrast: try cells.optional(5), area: try cells.optional(6),
      window: .init(start: try cells[7], end: try cells[8]), immobile: try cells[9],
      plausibleImmobile: try range(try cells.optional(10), try cells.optional(11)),
      mobile: try cells[12], highlyMobile: try cells[13], unscored: try cells[14],
      immobilePercent: try cells.optional(15), latency: try cells[16],
      latencyCensored: try cells[17], boutCount: try cells[18],
      boutMean: try cells.optional(19), boutMedian: try cells.optional(20),
      boutLongest: try cells.optional(21), bins: try bins(try cells[23]),
      bouts: try bouts(try cells[22]), quality: try QualityText.notes(try cells[24]), states: [],
      flags: [], motion: [])
  }

  private static func range(_ low: Double?, _ high: Double?) throws -> ClosedRange<Double>? {
    guard let low, let high else { return nil }
    guard low <= high else {
      throw DatabaseError(message: "the plausible immobile time of an animal is damaged")
    }
    return low...high
  }

  private static func bouts(_ text: String) throws -> [Bout] {
    guard let numbers = NumberList.numbers(text), let bouts = BoutList.bouts(numbers) else {
      throw DatabaseError(message: "the bouts of an animal are damaged")
    }
    return bouts
  }

  private static func bins(_ text: String) throws -> [Bin] {
    guard let numbers = NumberList.numbers(text), numbers.count.isMultiple(of: 4) else {
      throw DatabaseError(message: "the bins of an animal are damaged")
    }
    return stride(from: 0, to: numbers.count, by: 4).map {
      Bin(
        start: numbers[$0], end: numbers[$0 + 1], immobile: numbers[$0 + 2],
        unscored: numbers[$0 + 3])
    }
  }
}

/// Notes of quality as JSON text.
private enum QualityText {
  private struct Note: Codable {
    var flag: String
    var start: Double
    var end: Double
    var detail: String
  }

  static func text(_ notes: [QualityNote]) throws -> String {
    if notes.isEmpty { return "[]" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let form = notes.map { Note(flag: $0.flag, start: $0.start, end: $0.end, detail: $0.detail) }
    return String(decoding: try encoder.encode(form), as: UTF8.self)
  }

  static func notes(_ text: String) throws -> [QualityNote] {
    if text == "[]" { return [] }
    return try JSONDecoder().decode([Note].self, from: Data(text.utf8)).map {
      QualityNote(flag: $0.flag, start: $0.start, end: $0.end, detail: $0.detail)
    }
  }
}
