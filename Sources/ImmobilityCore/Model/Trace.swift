/// All motion measures of one recording: every arena and sample, at both lags.
///
/// A trace covers the analysed part of the recording: from the last frame at or before the trial's
/// start to the trial's end. Times count from the recording's first frame all the same.
///
/// Arrays run over samples in presentation order; where a second index exists it stands last:
/// `changed[sample * rungs + rung]`.
public struct Trace: Sendable, Equatable {
  /// One tick in seconds, as a fraction.
  public var timeBase: TimeBase
  /// Each sample's presentation time stamp minus the recording's first, in ticks; increasing.
  public var ticks: [Int64]
  /// How long the last sample's frame is shown, in ticks.
  public var lastFrameDuration: Int64
  /// Each sample's position among the recording's frames, from 0.
  public var frames: [Int]
  /// What the decoder said about each sample: `decodeError` (of the frame or of one that it was
  /// compared with) and `timestampFilled` alone.
  public var decoderFlags: [SampleFlags]
  /// The pixel thresholds counted, grey levels, increasing.
  public var pixelThresholds: [UInt8]
  /// The short lag asked for and the frames it led to.
  public var shortLag: LagTrack
  /// The long lag asked for and the frames it led to.
  public var longLag: LagTrack
  /// One entry for each arena, in the order given.
  public var arenas: [ArenaTrace]

  /// Makes a trace of its parts; see the properties for their shapes.
  public init(
    timeBase: TimeBase, ticks: [Int64], lastFrameDuration: Int64, frames: [Int],
    decoderFlags: [SampleFlags], pixelThresholds: [UInt8], shortLag: LagTrack, longLag: LagTrack,
    arenas: [ArenaTrace]
  ) {
    self.timeBase = timeBase
    self.ticks = ticks
    self.lastFrameDuration = lastFrameDuration
    self.frames = frames
    self.decoderFlags = decoderFlags
    self.pixelThresholds = pixelThresholds
    self.shortLag = shortLag
    self.longLag = longLag
    self.arenas = arenas
  }

  /// The number of samples.
  public var count: Int { ticks.count }

  /// The time of a sample: its time stamp minus the recording's first, seconds.
  public func time(of sample: Int) -> Double { timeBase.seconds(ticks[sample]) }

  /// The end of the last sample's frame, seconds; 0 without samples.
  public var end: Double {
    guard let last = ticks.last else { return 0 }
    return timeBase.seconds(last + lastFrameDuration)
  }
}

/// One tick of a stream's clock, as a fraction of a second.
public struct TimeBase: Sendable, Equatable {
  /// Numerator of a tick's length in seconds.
  public var numerator: Int64
  /// Denominator of a tick's length in seconds.
  public var denominator: Int64

  /// Makes a time base in which one tick lasts `numerator / denominator` seconds.
  public init(numerator: Int64, denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A number of ticks in seconds, rounded once or twice only.
  public func seconds(_ ticks: Int64) -> Double {
    Double(ticks) * Double(numerator) / Double(denominator)
  }
}

/// For each sample how far back the frame lay that it was compared with at one lag.
public struct LagTrack: Sendable, Equatable {
  /// The lag asked for, seconds.
  public var asked: Double
  /// `[sample]`: the real lag in ticks; 0 where there is no earlier frame to compare with, or only
  /// one nearer than half of the lag asked for.
  public var real: [Int64]

  /// Makes a track of the lag asked for (seconds) and each sample's real lag (ticks).
  public init(asked: Double, real: [Int64]) {
    self.asked = asked
    self.real = real
  }
}

/// The motion measures of one arena.
public struct ArenaTrace: Sendable, Equatable {
  /// The arena.
  public var arena: Arena
  /// The number of its pixels inside the picture.
  public var pixelCount: Int
  /// `[sample * rungs + rung]`: pixels that changed by more than the rung's threshold, short lag.
  public var changedShort: [UInt32]
  /// `[sample * rungs + rung]`: the same at the long lag.
  public var changedLong: [UInt32]
  /// `[sample]`: sum of absolute differences in grey levels, short lag.
  public var absoluteDifferenceShort: [UInt64]
  /// `[sample]`: the same at the long lag.
  public var absoluteDifferenceLong: [UInt64]

  /// Makes an arena's measures of their parts; see the properties for their shapes.
  public init(
    arena: Arena, pixelCount: Int, changedShort: [UInt32] = [], changedLong: [UInt32] = [],
    absoluteDifferenceShort: [UInt64] = [], absoluteDifferenceLong: [UInt64] = []
  ) {
    self.arena = arena
    self.pixelCount = pixelCount
    self.changedShort = changedShort
    self.changedLong = changedLong
    self.absoluteDifferenceShort = absoluteDifferenceShort
    self.absoluteDifferenceLong = absoluteDifferenceLong
  }
}
