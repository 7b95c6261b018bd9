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

  /// Whether every animal in it is excluded: then it is neither read nor scored.
  public var isExcluded: Bool { !rows.isEmpty && rows.allSatisfy { $0?.isExcluded == true } }
}
