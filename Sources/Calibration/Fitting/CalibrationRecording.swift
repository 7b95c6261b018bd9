import ImmobilityCore

/// A recording to calibrate on, as its trace tells about it.
public struct CalibrationRecording: Sendable {
  /// The file, as the user gave it: the recording, or a trace of it.
  public var path: String
  /// The recording's name that manual scores are matched with.
  public var name: String
  /// What was measured.
  public var recording: TracedRecording
  /// Where its trials start; `nil` where the settings say so for all recordings.
  public var trialStarts: TrialStarts?
  /// Arena's place -> why its animal takes no part.
  public var excluded: [Int: String]

  /// Makes a recording of its parts.
  public init(
    path: String, name: String, recording: TracedRecording, trialStarts: TrialStarts? = nil,
    excluded: [Int: String] = [:]
  ) {
    self.path = path
    self.name = name
    self.recording = recording
    self.trialStarts = trialStarts
    self.excluded = excluded
  }

  /// The settings with this recording's own trial start, in sample time.
  func own(_ settings: ScoringSettings) -> ScoringSettings {
    var settings = settings
    if let trialStarts { settings.trialStarts = trialStarts }
    return settings.inSampleTime(pictureStart: recording.info.pictureStart)
  }
}

/// How a calibration is made.
public struct CalibrationOptions: Sendable {
  /// The settings that the search starts from: the protocol's, with the trial and window.
  public var settings: ScoringSettings
  /// What is tried.
  public var space: SearchSpace
  /// Behaviours that count as highly mobile, lower case.
  public var highlyMobileLabels: [String]
  /// Seed of the bootstrap.
  public var seed: UInt64
  /// Bootstrap draws.
  public var replicates: Int
  /// The fewest animals that are fitted; `nil` for the default of the objective.
  public var leastAnimals: Int?

  /// The behaviours that count as highly mobile without `highlyMobileLabels`.
  public static let defaultHighlyMobileLabels = [
    "climbing", "climb", "struggling", "struggle", "highly mobile", "highly_mobile",
  ]

  /// Makes options of their parts.
  public init(
    settings: ScoringSettings, space: SearchSpace, highlyMobileLabels: [String]? = nil,
    seed: UInt64 = 1, replicates: Int = 2000, leastAnimals: Int? = nil
  ) {
    self.settings = settings
    self.space = space
    self.highlyMobileLabels =
      (highlyMobileLabels ?? Self.defaultHighlyMobileLabels).map { $0.lowercased() }
    self.seed = seed
    self.replicates = replicates
    self.leastAnimals = leastAnimals
  }
}

/// Why no profile can be made of scores and recordings, and what would help.
public struct CalibrationRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// The reason's name, for programs.
  public var reason: String
  /// What the data cannot support.
  public var message: String
  /// What to score, or to do, next.
  public var next: String
  /// What had to be decided while matching, before the refusal.
  public var warnings: [ScoreWarning] = []

  /// `message; next`.
  public var description: String { "\(message); \(next)" }
}

extension CalibrationRefusal {
  /// The refusal of scores that are about none of the recordings.
  public static func nothingMatches(
    _ scorings: [Scoring], recordings: [String]
  ) -> CalibrationRefusal {
    func names(_ all: [String]) -> String {
      var seen: [String] = []
      for name in all where !seen.contains(name) { seen.append(name) }
      return seen.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        + (seen.count > 3 ? ", ..." : "")
    }
    return CalibrationRefusal(
      reason: "nothing_matches",
      message: "no arena of a recording has a manual score: scores are about "
        + names(scorings.flatMap { $0.scores.map { Alignment.name($0) } })
        + ", recordings are " + names(recordings),
      next:
        "recordings match by file name without folder and extension, animals by arena or animal "
        + "name; name them alike, or give --recording")
  }
}
