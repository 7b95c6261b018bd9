import ImmobilityCore

/// A study as its reports name it.
public struct StudyDescription: Sendable, Equatable {
  /// The study's name.
  public var name: String
  /// The program that writes the report.
  public var software: Software
  /// The names of the manifest's further columns, in its order.
  public var covariates: [String]
  /// Whether to write which run scored a recording, when and from what.
  public var showsProvenance: Bool
  /// Whether texts that spreadsheets take for formulas are written as they are.
  public var isRaw: Bool

  /// Makes a description.
  public init(
    name: String, software: Software, covariates: [String], showsProvenance: Bool = false,
    isRaw: Bool = false
  ) {
    self.isRaw = isRaw
    self.name = name
    self.software = software
    self.covariates = covariates
    self.showsProvenance = showsProvenance
  }
}

/// An animal of a study in one recording: what the manifest says about it, and its score.
public struct StudyAnimal: Sendable, Equatable {
  /// The arena; `nil` for all arenas of an excluded recording.
  public var arena: String?
  /// The animal.
  public var animalID: String?
  /// The group.
  public var group: String?
  /// The dose, as written.
  public var dose: String?
  /// The session.
  public var session: String?
  /// Whether it is left out of the study's results.
  public var isExcluded: Bool
  /// Why, where it is; empty otherwise.
  public var exclusionReason: String?
  /// `[covariate of the study]`: as written; empty where the manifest has no row.
  public var covariates: [String]
  /// The score; `nil` where the recording has none.
  public var score: AnimalScore?

  /// Makes an animal; see the properties.
  public init(
    arena: String?, animalID: String? = nil, group: String? = nil, dose: String? = nil,
    session: String? = nil, isExcluded: Bool = false, exclusionReason: String? = nil,
    covariates: [String] = [], score: AnimalScore? = nil
  ) {
    self.arena = arena
    self.animalID = animalID
    self.group = group
    self.dose = dose
    self.session = session
    self.isExcluded = isExcluded
    self.exclusionReason = exclusionReason
    self.covariates = covariates
    self.score = score
  }
}

/// Which run scored a recording, when and from what.
public struct StudyProvenance: Sendable, Equatable {
  /// The run's number.
  public var run: Int
  /// When it was scored, ISO 8601 in UTC.
  public var scoredAt: String
  /// The version of the program that scored it.
  public var softwareVersion: String
  /// SHA-256 of the recording.
  public var contentHash: String
  /// Hash of what its trace depends on.
  public var readingHash: String
  /// Hash of what its score depends on beside the trace.
  public var settingsHash: String

  /// Makes a provenance of its parts.
  public init(
    run: Int, scoredAt: String, softwareVersion: String, contentHash: String,
    readingHash: String, settingsHash: String
  ) {
    self.run = run
    self.scoredAt = scoredAt
    self.softwareVersion = softwareVersion
    self.contentHash = contentHash
    self.readingHash = readingHash
    self.settingsHash = settingsHash
  }
}

/// A recording of a study with its animals.
public struct StudyRecording: Sendable, Equatable {
  /// The recording: scored, failed (`error`), or neither where all its animals are excluded. Its
  /// own list of animals is not read.
  public var recording: RecordingScore
  /// Its animals, in the order in which they are reported.
  public var animals: [StudyAnimal]
  /// Where the score comes from; `nil` where there is none.
  public var provenance: StudyProvenance?

  /// Makes a recording with its animals.
  public init(
    recording: RecordingScore, animals: [StudyAnimal], provenance: StudyProvenance? = nil
  ) {
    self.recording = recording
    self.animals = animals
    self.provenance = provenance
  }
}

/// Turns a study into text, one recording after the other, so that memory does not grow with their
/// number.
public protocol StudyPrinter: Sendable {
  /// What stands before the first recording.
  var head: String { get }
  /// What stands for a recording; `isFirst` for the first of all.
  ///
  /// - Throws: when the text cannot be made; never because of a value in the recording.
  func text(of recording: StudyRecording, isFirst: Bool) throws -> String
  /// What stands after the last recording.
  var tail: String { get }
}
