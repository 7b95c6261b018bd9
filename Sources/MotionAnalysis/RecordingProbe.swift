import ImmobilityCore

/// What decoding a whole recording says about it, beside what its headers announce.
public struct RecordingProbe: Sendable, Equatable {
  /// What `score` reports about the recording as well.
  public var info: RecordingInfo
  /// Coded size, pixels, before the display rotation.
  public var codedWidth: Int
  /// Coded size, pixels, before the display rotation.
  public var codedHeight: Int
  /// Whether the display matrix also flips the picture.
  public var mirrored: Bool
  /// Width to height of a pixel, such as 16:15; `nil` if not stated.
  public var sampleAspect: String?
  /// `full` (0-255), `limited` (16-235) or `unspecified`.
  public var lumaRange: String
  /// Whether luma was read in place, without conversion by libswscale.
  public var lumaInPlace: Bool
  /// Whether the stream says that its pictures are interlaced.
  public var interlaced: Bool
  /// The duration that the container announces, seconds; `nil` if unknown.
  public var announcedDuration: Double?
  /// The frame count that the container announces; `nil` if unknown.
  public var announcedFrames: Int?
  /// Keyframes among the decoded frames.
  public var keyframes: Int
  /// Frames whose time stamp was filled by rule.
  public var timestampsFilled: Int
  /// Shortest, median and longest interval between frames, seconds; `nil` below two frames.
  public var intervals: Intervals?
  /// libav's last warning or error; empty if none.
  public var libavMessage: String

  /// The intervals between a recording's frames, seconds.
  public struct Intervals: Sendable, Equatable {
    /// The shortest interval.
    public var shortest: Double
    /// The median interval.
    public var median: Double
    /// The longest interval.
    public var longest: Double
  }

  /// Decodes the whole recording at `path` with `threads` threads (0: one for each core).
  ///
  /// - Throws: `AnalysisError` when the file is missing or not a single frame can be decoded.
  public static func probe(
    path: String, threads: Int = 0
  ) throws(AnalysisError) -> RecordingProbe {
    throw AnalysisError(kind: .internalError, path: path, message: "stub")
  }
}
