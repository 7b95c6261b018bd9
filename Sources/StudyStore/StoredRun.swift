/// One call of a command that changes the study, as it began and, if it did, ended.
public struct StoredRun: Sendable, Hashable {
  /// How a run ended.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// All that was to be done was done.
    case done
    /// Some recordings failed, the others are complete.
    case someFailed = "some_failed"
    /// All recordings that were tried failed.
    case allFailed = "all_failed"
    /// A signal ended it, or a limit of recordings was reached.
    case interrupted
    /// It could not go on, such as for want of space.
    case failed
  }

  /// What a run did, in numbers of recordings unless the name says otherwise.
  public struct Counts: Sendable, Hashable {
    /// Recordings found.
    public var found: Int
    /// Decoded and scored.
    public var decoded: Int
    /// Scored again from their traces.
    public var rescored: Int
    /// Already done.
    public var skipped: Int
    /// Failed in this run.
    public var failed: Int
    /// Growing, hidden or partial: left for the next run.
    public var waiting: Int
    /// Excluded by the manifest.
    public var excluded: Int
    /// Left undone, by a signal or a limit.
    public var remaining: Int
    /// Frames decoded, in all recordings.
    public var frames: Int

    /// Makes counts; each is 0 unless it is given.
    public init(
      found: Int = 0, decoded: Int = 0, rescored: Int = 0, skipped: Int = 0, failed: Int = 0,
      waiting: Int = 0, excluded: Int = 0, remaining: Int = 0, frames: Int = 0
    ) {
      self.found = found
      self.decoded = decoded
      self.rescored = rescored
      self.skipped = skipped
      self.failed = failed
      self.waiting = waiting
      self.excluded = excluded
      self.remaining = remaining
      self.frames = frames
    }
  }

  /// Its number in the store, from 1, in the order of the beginnings; 0 before `beginRun` gave one.
  public var id: Int64
  /// The subcommand, such as `batch`.
  public var command: String
  /// The program's version.
  public var softwareVersion: String
  /// The machine.
  public var host: String
  /// The process.
  public var processID: Int32
  /// When it began.
  public var startedAt: Moment
  /// When it ended; `nil` while it goes on, and for ever if it was killed.
  public var endedAt: Moment?
  /// How it ended; `nil` as long as `endedAt` is.
  public var outcome: Outcome?
  /// What it did.
  public var counts: Counts

  /// Makes a run that begins.
  public init(
    id: Int64 = 0, command: String, softwareVersion: String, host: String, processID: Int32,
    startedAt: Moment, endedAt: Moment? = nil, outcome: Outcome? = nil, counts: Counts = Counts()
  ) {
    self.id = id
    self.command = command
    self.softwareVersion = softwareVersion
    self.host = host
    self.processID = processID
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.counts = counts
  }
}
