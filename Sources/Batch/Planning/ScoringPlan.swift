import ImmobilityCore
import MotionAnalysis
import StudyStore

/// How a recording is read and scored: its arenas with their animals, its settings, and the hashes that
/// tell whether that has been done.
public struct ScoringPlan: Sendable {
  /// The arenas, with their animals.
  public let arenas: [Arena]
  /// The settings.
  public let settings: ScoringSettings
  /// How the recording is read.
  public let reading: Reading
  /// The hash of the reading.
  public let readingHash: String
  /// The hash of everything else that the score depends on.
  public let settingsHash: String

  /// Makes a plan of arenas, at least one, and settings.
  ///
  /// - Parameter profileHash: SHA-256 of the profile's file; `nil` without one.
  /// - Throws: `AnalysisError` when there is no memory for hashing.
  public init(
    arenas: [Arena], settings: ScoringSettings, profileHash: String? = nil
  ) throws(AnalysisError) {
    let reading = Reading(arenas: arenas, settings: settings)
    try self.init(
      arenas: arenas, settings: settings, reading: reading, readingHash: try reading.hash(),
      profileHash: profileHash)
  }

  /// Makes a plan whose reading, that of the arenas and settings, is hashed already.
  init(
    arenas: [Arena], settings: ScoringSettings, reading: Reading, readingHash: String,
    profileHash: String?
  ) throws(AnalysisError) {
    self.arenas = arenas
    self.settings = settings
    self.reading = reading
    self.readingHash = readingHash
    var lines = CanonicalText()
    lines.add("settings", "1")
    lines.add("scoring", "\(ScoringVersion.current)")
    lines.add("profile", profileHash ?? "none")
    lines.add("values", SettingsText(settings, arenas: arenas).text)
    for arena in arenas { lines.add("animal", CanonicalText.quoted(arena.animalID)) }
    settingsHash = try ContentHash.text(lines.text)
  }

  /// The key of a score made by this plan from a content.
  func key(_ contentHash: String) -> ScoreKey {
    ScoreKey(contentHash: contentHash, readingHash: readingHash, settingsHash: settingsHash)
  }
}
