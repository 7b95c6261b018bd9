import ImmobilityCore

/// One row of a manifest: an animal in a recording.
public struct ManifestRow: Sendable, Equatable {
  /// Its line in the file, from 1.
  public var line: Int
  /// The recording as written: its path, or the end of it from a folder or the name on.
  public var recording: String
  /// The arena; `nil` where the cell is empty: the only arena there is, or all of them where the row excludes
  /// them without naming an animal. `all` where the row names no animal and is about all of them.
  public var arena: String?
  /// The animal.
  public var animalID: String?
  /// The group, such as `vehicle`.
  public var group: String?
  /// The dose, as written.
  public var dose: String?
  /// The session, such as `pretest` or `test`.
  public var session: String?
  /// Where the trial starts in the recording; `nil` where the study's settings say so.
  public var trialStart: TrialStart?
  /// Whether the animal is left out of the study's results. It stays in exports, marked.
  public var isExcluded: Bool
  /// Why it is excluded, or any other remark.
  public var reason: String?
  /// `[covariate of the manifest]`: the further columns, as written.
  public var covariates: [String]

  /// Whether the row says that it is about all arenas of its recording: the arena is written `all`.
  var saysAll: Bool { arena?.lowercased() == "all" }

  /// Whether the row excludes its recording as a whole.
  var excludesAll: Bool { isExcluded && arena == nil && animalID == nil }

  /// Whether the row is about an arena of a recording that has so many.
  func isAbout(_ name: String, of count: Int) -> Bool {
    arena == name || saysAll || arena == nil && (count == 1 || excludesAll)
  }

  /// Makes a row; see the properties.
  public init(
    line: Int, recording: String, arena: String? = nil, animalID: String? = nil,
    group: String? = nil, dose: String? = nil, session: String? = nil,
    trialStart: TrialStart? = nil, isExcluded: Bool = false, reason: String? = nil,
    covariates: [String] = []
  ) {
    self.line = line
    self.recording = recording
    self.arena = arena
    self.animalID = animalID
    self.group = group
    self.dose = dose
    self.session = session
    self.trialStart = trialStart
    self.isExcluded = isExcluded
    self.reason = reason
    self.covariates = covariates
  }
}
