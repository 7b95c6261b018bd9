import ImmobilityCore
import MotionAnalysis
import StudyStore

/// How a recording is read and scored: its arenas with their animals, settings and trial starts, and
/// the hashes that tell whether that has been done.
///
/// Animals are not always put in at one time. A trace is of one trial (its noise and the animals' own
/// size are those of what was read), so a recording is read once for each start.
public struct ScoringPlan: Sendable {
  /// One way of reading the recording, and the arenas that are scored from it.
  public struct Part: Sendable {
    /// How it is read: with all arenas, since what lies outside of them is told from them.
    public var reading: Reading
    /// The hash of the reading.
    public var readingHash: String
    /// The settings, with the trial's start.
    public var settings: ScoringSettings
    /// The arenas' places.
    public var arenas: [Int]
  }

  /// The arenas, with their animals.
  public let arenas: [Arena]
  /// The ways of reading it, at least one.
  public let parts: [Part]
  /// The hash of all readings.
  public let readingHash: String
  /// The hash of everything else that the score depends on.
  public let settingsHash: String

  /// Makes a plan.
  ///
  /// - Parameters:
  ///   - arenas: the arenas with their animals, at least one.
  ///   - settings: the settings; their trial start is that of the arenas without one of their own.
  ///   - starts: `[arena]`: where its trial starts, seconds; `nil` as the settings say.
  ///   - profileHash: SHA-256 of the profile's file; `nil` without one.
  /// - Throws: `AnalysisError` when there is no memory for hashing.
  public init(
    arenas: [Arena], settings: ScoringSettings, starts: [Double?] = [], profileHash: String? = nil
  ) throws(AnalysisError) {
    self.arenas = arenas
    var groups: [(start: TrialStart, arenas: [Int])] = []
    for index in arenas.indices {
      let own = index < starts.count ? starts[index] : nil
      let start = own.map(TrialStart.at) ?? settings.trialStart
      if let known = groups.firstIndex(where: { $0.start == start }) {
        groups[known].arenas.append(index)
      } else {
        groups.append((start, [index]))
      }
    }
    var parts: [Part] = []
    for group in groups {
      var settings = settings
      settings.trialStart = group.start
      let reading = Reading(arenas: arenas, settings: settings)
      parts.append(
        Part(
          reading: reading, readingHash: try reading.hash(), settings: settings,
          arenas: group.arenas))
    }
    self.parts = parts
    readingHash =
      parts.count == 1
      ? parts[0].readingHash
      : try ContentHash.text("readings\n" + parts.map { $0.readingHash + "\n" }.joined())
    var lines = CanonicalText()
    lines.add("settings", "1")
    lines.add("scoring", "\(ScoringVersion.current)")
    lines.add("profile", profileHash ?? "none")
    for part in parts {
      lines.add("arenas", part.arenas.map(String.init).joined(separator: ","))
      lines.add("values", SettingsText(part.settings, arenas: arenas).text)
    }
    for arena in arenas { lines.add("animal", CanonicalText.quoted(arena.animalID)) }
    settingsHash = try ContentHash.text(lines.text)
  }

  /// Whether every trace that the plan needs of a content is in a folder.
  func isTraced(_ contentHash: String, in folder: TraceFolder) -> Bool {
    parts.allSatisfy { folder.has(contentHash: contentHash, readingHash: $0.readingHash) }
  }

  /// The key of a score made by this plan from a content.
  func key(_ contentHash: String) -> ScoreKey {
    ScoreKey(contentHash: contentHash, readingHash: readingHash, settingsHash: settingsHash)
  }
}
