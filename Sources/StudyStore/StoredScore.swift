import ImmobilityCore

/// What decides whether a recording has to be decoded or scored again.
public struct ScoreKey: Sendable, Hashable {
  /// SHA-256 of the recording's bytes.
  public var contentHash: String
  /// Hash of all that its trace depends on.
  public var readingHash: String
  /// Hash of all that its score depends on beside the trace.
  public var settingsHash: String

  /// Makes a key of its hashes, each as hexadecimal digits.
  public init(contentHash: String, readingHash: String, settingsHash: String) {
    self.contentHash = contentHash
    self.readingHash = readingHash
    self.settingsHash = settingsHash
  }
}

/// Who made a score, and when.
public struct Provenance: Sendable, Hashable {
  /// The run, a number that `beginRun` gave.
  public var runID: Int64
  /// When it was scored.
  public var scoredAt: Moment
  /// The version of the program that scored it.
  public var softwareVersion: String

  /// Makes a provenance of its parts.
  public init(runID: Int64, scoredAt: Moment, softwareVersion: String) {
    self.runID = runID
    self.scoredAt = scoredAt
    self.softwareVersion = softwareVersion
  }
}

/// A recording's score with its key and provenance.
public struct StoredScore: Sendable, Equatable {
  /// The file that was scored; its path names the recording.
  public var recording: StoredRecording
  /// The score. The store keeps all of it but the trace and what is held for each sample (`states`,
  /// `flags` and `motion` are empty when it is read), and its paths are the recording's.
  public var score: RecordingScore
  /// What the score was made from.
  public var key: ScoreKey
  /// Who made it, and when.
  public var provenance: Provenance

  /// Makes a score to be stored.
  public init(
    recording: StoredRecording, score: RecordingScore, key: ScoreKey, provenance: Provenance
  ) {
    self.recording = recording
    self.score = score
    self.key = key
    self.provenance = provenance
  }
}
