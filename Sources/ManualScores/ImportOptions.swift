import SpreadsheetText

/// What the rows of a table of times and states are.
public enum RowMeaning: String, Sendable, CaseIterable {
  /// Each row is one of regular moments; where rows are missing nothing is known.
  case samples
  /// Each row is a change of state, which holds until the next row.
  case changes
}

/// What an import has to know that the files themselves may not say.
public struct ImportOptions: Sendable, Equatable {
  /// The behaviours that count as immobile when the user names none.
  public static let defaultLabels = [
    "immobile", "immobility", "floating", "float", "freezing", "freeze", "still",
  ]

  /// The format; `nil` finds it from the content. The product's own files, whose form leaves no
  /// doubt, are read as what they are.
  public var format: ManualFormat?
  /// The behaviours that count as immobile, compared without regard to case.
  public var immobileLabels: [String]
  /// Whether the user named the labels: then a file without any of them holds no immobility,
  /// otherwise it is refused.
  public var labelsAreGiven: Bool
  /// Frames per second, for files that count frames and do not say how fast.
  public var fps: Double?
  /// The length of an interval of time sampling, seconds, for files that do not say.
  public var interval: Double?
  /// What the rows of a table of times and states are; `nil` finds it from the rows.
  public var rows: RowMeaning?
  /// Which keys of JWatcher end each other; `nil` looks for the files of JWatcher beside each .dat.
  public var keyRules: JWatcherRules?
  /// How long media files are, seconds, by their names without folder and extension, in lower case; for
  /// BORIS files that do not say.
  public var mediaLengths: [String: Double]
  /// The recording that files without a recording's name belong to; `nil` takes the file's name.
  public var recording: String?

  /// Makes options; `immobileLabels: nil` takes the default list.
  public init(
    format: ManualFormat? = nil, immobileLabels: [String]? = nil, fps: Double? = nil,
    interval: Double? = nil, rows: RowMeaning? = nil, keyRules: JWatcherRules? = nil,
    mediaLengths: [String: Double] = [:], recording: String? = nil
  ) {
    self.format = format
    self.immobileLabels = immobileLabels ?? Self.defaultLabels
    labelsAreGiven = immobileLabels != nil
    self.fps = fps
    self.interval = interval
    self.rows = rows
    self.keyRules = keyRules
    self.mediaLengths = Dictionary(
      mediaLengths.map { ($0.recordingStem.lowercased(), $1) }
    ) { first, _ in first }
    self.recording = recording
  }

  /// Whether a behaviour of a file counts as immobile.
  func isImmobile(_ behaviour: String) -> Bool {
    let name = behaviour.trimmed.lowercased()
    return immobileLabels.contains { $0.trimmed.lowercased() == name }
  }
}
