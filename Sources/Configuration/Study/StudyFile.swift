import ImmobilityCore

/// `study.toml`: what a study consists of and how it is scored, as written; see `Study` for the files
/// that it names. Paths are relative to the study's folder.
public struct StudyFile: Sendable, Equatable {
  /// Which arenas a recording has.
  public struct ArenaRule: Sendable, Equatable {
    /// The recordings.
    public var pattern: PathPattern
    /// The arena file.
    public var arenas: String
    /// The line of the rule's file name, from 1, where known.
    public var line: Int?

    /// Makes a rule of a pattern and an arena file.
    public init(pattern: PathPattern, arenas: String, line: Int? = nil) {
      self.pattern = pattern
      self.arenas = arenas
      self.line = line
    }
  }

  /// What keeps one recording from stopping the others.
  public struct Limits: Sendable, Equatable {
    /// The most memory of one worker, MiB.
    public var memoryMB = 2048
    /// The most time of one recording, as a multiple of its length.
    public var timeFactor = 10.0
    /// The least that this time limit comes to, seconds.
    public var timeLeast = 300.0
    /// How long a recording may show no progress, seconds.
    public var stall = 120.0
    /// Recordings at once; 0 is one for each core.
    public var jobs = 0
    /// How long a file's size and time must have stood still before it is read, seconds.
    public var settle = 60.0

    /// The limits that hold where the file does not say.
    public init() {}
  }

  /// The study's name.
  public var name: String
  /// The test; `nil` where none was named.
  public var testProtocol: TestProtocol?
  /// The profile's file.
  public var profile: String?
  /// The manifest's file; where none is named, `manifest.csv` in the study's folder, if it is there.
  public var manifest: String?
  /// What the manifest's columns are, where their names do not say it.
  public var manifestColumns = ManifestColumns()
  /// The arena file for recordings that no rule names.
  public var arenas: String?
  /// What is laid over protocol and profile.
  public var settings = StudySettings()
  /// The folders that are searched for recordings.
  public var folders: [String] = []
  /// The extensions of recordings, in lower case and without a point.
  public var extensions = StudyFile.knownExtensions
  /// Recordings that are left alone.
  public var exclude: [PathPattern] = []
  /// Single recordings with arenas of their own; they come before cameras.
  public var recordingArenas: [ArenaRule] = []
  /// Cameras with their arenas; the first that matches counts.
  public var cameras: [ArenaRule] = []
  /// What keeps one recording from stopping the others.
  public var limits = Limits()
  /// A shell command that gets each night's summary on standard input; `nil` for none.
  public var notify: String?
  /// Whether each run writes the study's report at its end.
  public var writesReport = false

  /// The extensions that are looked for where the file does not say.
  public static let knownExtensions = [
    "mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "m2v", "ts", "mts", "m2ts", "wmv",
    "asf", "flv", "3gp", "ogv", "mjpeg", "mjpg", "h264", "264", "h265", "265", "hevc", "dv", "dav",
    "vob",
    "mod", "tod", "mxf",
  ]

  /// Makes a study that is scored with defaults.
  public init(name: String) { self.name = name }

  /// The arena file of a recording: that of the recording itself, else of the first camera that matches,
  /// else that of the study; `nil` for the whole picture.
  public func arenaFile(of recording: String) -> String? {
    let rule =
      recordingArenas.first { $0.pattern.matches(recording) }
      ?? cameras.first { $0.pattern.matches(recording) }
    return rule?.arenas ?? arenas
  }

  /// Whether a recording is left alone.
  public func excludes(_ recording: String) -> Bool {
    exclude.contains { $0.matches(recording) }
  }
}
