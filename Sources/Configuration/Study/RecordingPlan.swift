import ImmobilityCore

/// How one recording of a study is read and scored, and what is known about its animals.
public struct RecordingPlan: Sendable, Equatable {
  /// The recording's path in the study.
  public var recording: String
  /// Its arenas, with the animals of the manifest, or else of the arena file.
  public var arenas: [Arena]
  /// How it is scored, with the trial's start of the manifest.
  public var settings: ScoringSettings
  /// `[arena]`: the manifest's row; `nil` where it has none.
  public var rows: [ManifestRow?]
  /// The lines of all its rows in the manifest, also of those that fit no arena.
  public var lines: [Int] = []

  /// Whether every animal in it is excluded: then it is neither read nor scored.
  public var isExcluded: Bool { !rows.isEmpty && rows.allSatisfy { $0?.isExcluded == true } }
}

/// A study's files laid over the recordings that there are.
public struct StudyPlans: Sendable, Equatable {
  /// One plan for each recording, in the order given.
  public var recordings: [RecordingPlan]
  /// Rows of the manifest whose recording is not there, in its order.
  public var unmatched: [ManifestRow]
  /// Why those have none. Before a run these are problems like the others; while recordings are still
  /// to come they are what is pending.
  public var notFound: [Manifest.Problem]
  /// Everything else in the manifest that cannot be right, in order of lines.
  public var problems: [Manifest.Problem]

  /// All problems in order of lines.
  public var allProblems: [Manifest.Problem] {
    (problems + notFound).sorted { ($0.line, $0.message) < ($1.line, $1.message) }
  }
}
