/// All motion measures of one recording: every arena and sample, with what is needed to
/// tell evidence from artefact.
///
/// A trace covers the analysed part of the recording: from the last sample at or before the trial's
/// start to the trial's end. Samples of the reach before that may stand in front of it, for the artefacts
/// alone that reach into the trial (`coveredSamples`). Times count from the recording's first frame all the
/// same. A sample is a frame that was analysed: every frame up to the analysis rate, of faster recordings only
/// some.
///
/// Arrays run over samples in presentation order; where a second index exists it stands last:
/// `changed[sample * rungs + rung]`.
public struct Trace: Sendable, Equatable {
  /// One tick in seconds, as a fraction.
  public var timeBase: TimeBase
  /// Each sample's presentation time stamp minus the recording's first, in ticks; increasing.
  public var ticks: [Int64]
  /// How long the last sample stands for, in ticks: to the end of the last frame analysed.
  public var lastFrameDuration: Int64
  /// Each sample's position among the recording's frames, from 0.
  public var frames: [Int]
  /// What was met at each sample while reading: `decodeError` (of the frame or of one that it was
  /// compared with), `timestampFilled` and `duplicatedFrame` alone.
  public var readingFlags: [SampleFlags]
  /// `[sample]`: whether a keyframe stands after the sample before, up to this one.
  public var keyframes: [Bool]
  /// The most samples per second; `nil` when every frame is one.
  public var analysisRate: Double?
  /// What was cleaned while the pixels were at hand (part of `Cleaning.whileReading`).
  public var cleaning: Cleaning
  /// The part of the recording that was read, seconds from its first frame; the end is infinite when
  /// it was read to its end.
  public var covered: ScoringSettings.Window
  /// The pixel thresholds counted, grey levels, increasing.
  public var pixelThresholds: [UInt8]
  /// The lag over which pixels are compared, as asked for, and the frames that it led to.
  public var lag: LagTrack
  /// How far back the windows of the cells reach: to their first frame. What is asked for is
  /// `CellMotion.window`.
  public var reach: LagTrack
  /// One entry for each arena, in the order given.
  public var arenas: [ArenaTrace]
  /// What lies outside all arenas.
  public var background: BackgroundTrace
  /// `[sample]`: how strong the picture's contrast is beside that of a reference light, in units of
  /// 1 / `contrastUnits`; 0 where the light changed for long and this could not be told. Empty where no
  /// change of the light lasts, or light is not cleaned.
  public var contrastGain: [UInt16]

  /// A contrast gain of one.
  public static let contrastUnits = 1024.0

  /// Makes a trace of its parts; see the properties for their shapes.
  public init(
    timeBase: TimeBase, ticks: [Int64], lastFrameDuration: Int64, frames: [Int],
    readingFlags: [SampleFlags], keyframes: [Bool], analysisRate: Double?, cleaning: Cleaning,
    covered: ScoringSettings.Window, pixelThresholds: [UInt8], lag: LagTrack,
    reach: LagTrack, arenas: [ArenaTrace], background: BackgroundTrace,
    contrastGain: [UInt16] = []
  ) {
    self.timeBase = timeBase
    self.ticks = ticks
    self.lastFrameDuration = lastFrameDuration
    self.frames = frames
    self.readingFlags = readingFlags
    self.keyframes = keyframes
    self.analysisRate = analysisRate
    self.cleaning = cleaning
    self.covered = covered
    self.pixelThresholds = pixelThresholds
    self.lag = lag
    self.reach = reach
    self.arenas = arenas
    self.background = background
    self.contrastGain = contrastGain
  }

  /// The number of samples.
  public var count: Int { ticks.count }

  /// The time of a sample: its time stamp minus the recording's first, seconds.
  public func time(of sample: Int) -> Double { timeBase.seconds(ticks[sample]) }

  /// The samples that tell about the part covered: from the last at or before its start on.
  public var coveredSamples: Range<Int> {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if time(of: middle) <= covered.start { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)..<count
  }

  /// The end of the last sample's time, seconds; 0 without samples.
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
  /// `[sample]`: the real lag in ticks; 0 where there is no earlier frame to compare with, only one
  /// nearer than half of the lag asked for, or where a frame was damaged or duplicated.
  public var real: [Int64]

  /// Makes a track of the lag asked for (seconds) and each sample's real lag (ticks).
  public init(asked: Double, real: [Int64]) {
    self.asked = asked
    self.real = real
  }
}
