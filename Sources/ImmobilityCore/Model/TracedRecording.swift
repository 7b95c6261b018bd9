/// What reading a recording once gives: all that scoring needs, with any settings.
public struct TracedRecording: Sendable, Equatable {
  /// The measures.
  public var trace: Trace
  /// The video.
  public var info: RecordingInfo
  /// What deserves a look beside the samples' own flags.
  public var notes: [Note]

  /// A note about the recording, or about one arena.
  public struct Note: Sendable, Equatable {
    /// The arena's place in the trace; `nil` for all.
    public var arena: Int?
    /// The note; its times are seconds of the recording.
    public var quality: QualityNote

    /// Makes a note about an arena, or about all.
    public init(arena: Int?, quality: QualityNote) {
      self.arena = arena
      self.quality = quality
    }
  }

  /// Makes a traced recording of its parts.
  public init(trace: Trace, info: RecordingInfo, notes: [Note]) {
    self.trace = trace
    self.info = info
    self.notes = notes
  }
}
