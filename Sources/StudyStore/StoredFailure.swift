/// A recording that could not be scored, and how often that was tried.
public struct StoredFailure: Sendable, Hashable {
  /// Why a recording was not scored.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The file cannot be used: no video, damaged, empty.
    case unusable
    /// It was not there any more, or could not be opened.
    case notFound = "not_found"
    /// Settings, trial or arenas do not fit the recording.
    case settings
    /// The process that read it died.
    case crashed
    /// It made no progress or took longer than its limit.
    case timeLimit = "time_limit"
    /// It needed more memory than its limit.
    case memoryLimit = "memory_limit"
    /// The machine did not let it be read: no permission, a failing disk or network.
    case unreadable
    /// Somebody ended the process that read it: a person, or a machine that ran out of memory.
    case killed
    /// A fault of the program.
    case internalError = "internal_error"

    /// Whether the next night may go better, with the same file and the same settings.
    public var mayPass: Bool {
      switch self {
      case .unusable, .settings, .crashed: false
      case .notFound, .timeLimit, .memoryLimit, .unreadable, .killed, .internalError: true
      }
    }
  }

  /// How often a recording is tried by itself whose failure may pass.
  public static let mostAttempts = 5

  /// Whether it is tried again although neither file nor settings have changed.
  public var isTriedAgain: Bool { reason.mayPass && attempts < Self.mostAttempts }

  /// The file as it was when it failed; it is tried again when it changes.
  public var recording: StoredRecording
  /// Why.
  public var reason: Reason
  /// What was wrong and what to do, with libav's own message where there is one.
  public var message: String
  /// What it was tried with; `nil` where that was not known yet. It is tried again when that changes.
  public var settingsHash: String?
  /// How often it was tried as it is now, 1 or more.
  public var attempts: Int
  /// When it first failed.
  public var firstAt: Moment
  /// When it last failed.
  public var lastAt: Moment
  /// The run in which it last failed.
  public var runID: Int64

  /// Makes a failure; see the properties.
  public init(
    recording: StoredRecording, reason: Reason, message: String, settingsHash: String? = nil,
    attempts: Int = 1, firstAt: Moment, lastAt: Moment, runID: Int64
  ) {
    self.recording = recording
    self.reason = reason
    self.message = message
    self.settingsHash = settingsHash
    self.attempts = attempts
    self.firstAt = firstAt
    self.lastAt = lastAt
    self.runID = runID
  }
}
