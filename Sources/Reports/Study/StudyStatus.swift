/// How far a study has come.
public struct StudyStatus: Sendable, Equatable {
  /// A run, in words.
  public struct Run: Sendable, Equatable {
    /// Its number.
    public var id: Int
    /// The subcommand.
    public var command: String
    /// The program's version.
    public var softwareVersion: String
    /// The machine.
    public var host: String
    /// The process.
    public var processID: Int
    /// When it began, ISO 8601 in UTC.
    public var startedAt: String
    /// When it ended; `nil` while it goes on, and for ever if it was killed.
    public var endedAt: String?
    /// How long it took, seconds; `nil` as long as `endedAt` is.
    public var seconds: Double?
    /// How it ended; `nil` as long as `endedAt` is.
    public var outcome: String?
    /// What it did: recordings, by the names of JSON.
    public var counts: [(name: String, count: Int)]

    /// Makes a run of its parts.
    public init(
      id: Int, command: String, softwareVersion: String, host: String, processID: Int,
      startedAt: String, endedAt: String?, seconds: Double?, outcome: String?,
      counts: [(name: String, count: Int)]
    ) {
      self.id = id
      self.command = command
      self.softwareVersion = softwareVersion
      self.host = host
      self.processID = processID
      self.startedAt = startedAt
      self.endedAt = endedAt
      self.seconds = seconds
      self.outcome = outcome
      self.counts = counts
    }

    /// Whether all parts are the same.
    public static func == (left: Run, right: Run) -> Bool {
      left.id == right.id && left.command == right.command
        && left.softwareVersion == right.softwareVersion && left.host == right.host
        && left.processID == right.processID && left.startedAt == right.startedAt
        && left.endedAt == right.endedAt && left.seconds == right.seconds
        && left.outcome == right.outcome && left.counts.map(\.name) == right.counts.map(\.name)
        && left.counts.map(\.count) == right.counts.map(\.count)
    }
  }

  /// A recording that failed.
  public struct Failure: Sendable, Equatable {
    /// The recording.
    public var recording: String
    /// Why, in one word.
    public var reason: String
    /// Why, and what to do.
    public var message: String
    /// How often it was tried.
    public var attempts: Int
    /// When it was last tried, ISO 8601 in UTC.
    public var lastAt: String

    /// Makes a failure of its parts.
    public init(
      recording: String, reason: String, message: String, attempts: Int, lastAt: String
    ) {
      self.recording = recording
      self.reason = reason
      self.message = message
      self.attempts = attempts
      self.lastAt = lastAt
    }
  }

  /// An animal, or all of a recording, that is excluded.
  public struct Exclusion: Sendable, Equatable {
    /// The recording as the manifest has it.
    public var recording: String
    /// The arena; `nil` for all.
    public var arena: String?
    /// The animal, where it is known.
    public var animalID: String?
    /// Why; `nil` where the manifest does not say.
    public var reason: String?

    /// Makes an exclusion of its parts.
    public init(recording: String, arena: String?, animalID: String?, reason: String?) {
      self.recording = recording
      self.arena = arena
      self.animalID = animalID
      self.reason = reason
    }
  }

  /// A recording that is still to be done, and why.
  public struct Pending: Sendable, Hashable {
    /// The recording.
    public var recording: String
    /// Why, such as `new`, `settings changed` or `still growing`.
    public var why: String

    /// Makes an entry.
    public init(recording: String, why: String) {
      self.recording = recording
      self.why = why
    }
  }

  /// The study's name.
  public var name: String
  /// The study's folder.
  public var folder: String
  /// The program.
  public var software: Software
  /// The last runs, the newest first.
  public var runs: [Run]
  /// Recordings with a score.
  public var done: Int
  /// Animals with a score.
  public var animals: Int
  /// What is still to be done.
  public var pending: [Pending]
  /// Whether `pending` comes from a look at the recordings' folders; else from the manifest alone.
  public var pendingIsComplete: Bool
  /// What failed.
  public var failures: [Failure]
  /// What is excluded.
  public var exclusions: [Exclusion]
  /// What is wrong with the manifest.
  public var problems: [String]

  /// Makes a status of its parts.
  public init(
    name: String, folder: String, software: Software, runs: [Run], done: Int, animals: Int,
    pending: [Pending], pendingIsComplete: Bool, failures: [Failure], exclusions: [Exclusion],
    problems: [String]
  ) {
    self.name = name
    self.folder = folder
    self.software = software
    self.runs = runs
    self.done = done
    self.animals = animals
    self.pending = pending
    self.pendingIsComplete = pendingIsComplete
    self.failures = failures
    self.exclusions = exclusions
    self.problems = problems
  }
}
