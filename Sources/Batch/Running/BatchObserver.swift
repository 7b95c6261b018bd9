import StudyStore

/// Hears how a run comes along; called on the run's own thread.
public protocol BatchObserver: AnyObject {
  /// The work list stands.
  func planned(_ overview: BatchOverview)
  /// Something is done with a recording.
  func finished(_ event: RecordingEvent)
  /// How far the run is; about ten times a second.
  func progress(_ progress: BatchProgress)
}

/// What a run is going to do, in numbers of recordings.
public struct BatchOverview: Sendable, Equatable {
  /// Found, and known to the study where nothing is searched for.
  public var found = 0
  /// To be read.
  public var toDecode = 0
  /// To be scored from their traces.
  public var toRescore = 0
  /// Done already.
  public var done = 0
  /// Failed before, and nothing has changed.
  public var failedBefore = 0
  /// Left out by the manifest.
  public var excluded = 0
  /// With contradictions in the manifest.
  public var contradictory = 0
  /// Hidden, partial or growing.
  public var waiting = 0
  /// Beyond the limit of this run.
  public var beyondLimit = 0

  /// Nothing.
  public init() {}
}

/// What has become of one recording.
public struct RecordingEvent: Sendable, Equatable {
  /// What has become of it.
  public enum Outcome: Sendable, Equatable {
    /// Read and scored.
    case decoded
    /// Scored from a trace that was there.
    case rescored
    /// Its content is as it was; only its file's time has changed.
    case unchanged
    /// It failed; the reason in words.
    case failed(StoredFailure.Reason, String)
    /// It is left for the next run; the reason in words.
    case waiting(String)
  }

  /// Its name in the study.
  public var name: String
  /// What has become of it.
  public var outcome: Outcome
  /// A recording with the same content that was scored first.
  public var duplicateOf: String?
  /// Frames decoded.
  public var frames = 0
  /// Wall time of its worker, seconds.
  public var time = 0.0
  /// Largest resident memory of its worker, bytes.
  public var peakMemory = 0
}

/// How far a run is.
public struct BatchProgress: Sendable, Equatable {
  /// Recordings read, or failed.
  public var finished = 0
  /// Recordings to be read in all.
  public var total = 0
  /// Frames decoded so far, in all recordings.
  public var frames = 0
  /// The part of all bytes that is done, 0-1.
  public var part = 0.0
  /// Since the first worker was started, seconds.
  public var elapsed = 0.0
}
