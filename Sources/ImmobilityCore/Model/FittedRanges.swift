/// The recordings that a profile was fitted on, as ranges of what its thresholds depend on.
public struct FittedRanges: Sendable, Equatable {
  /// The real lags (medians of the recordings), seconds.
  public var lag: ClosedRange<Double>?
  /// The arenas' pixels.
  public var arenaPixels: ClosedRange<Double>?
  /// The arenas' noise, grey levels.
  public var noise: ClosedRange<Double>?
  /// The frame rates at which motion was sampled, per second.
  public var frameRate: ClosedRange<Double>?

  /// No ranges: nothing is known, nothing is unlike.
  public init() {}

  /// The ranges over arenas of traces; `nil` arenas stand for all.
  public init(_ arenas: [(trace: Trace, arena: Int)]) {
    for (trace, arena) in arenas {
      for (quantity, value) in Quantity.allCases.map({ ($0, $0.value(trace, arena)) }) {
        guard let value else { continue }
        let range = self[keyPath: quantity.path] ?? value...value
        self[keyPath: quantity.path] =
          min(range.lowerBound, value)...max(range.upperBound, value)
      }
    }
  }

  /// What a fitted threshold depends on, with its name in files, in order.
  public enum Quantity: String, Sendable, CaseIterable {
    case lag = "lag_s"
    case arenaPixels = "arena_pixels"
    case noise = "noise_grey_levels"
    case frameRate = "frame_rate_hz"

    /// Where its range is kept.
    public var path: WritableKeyPath<FittedRanges, ClosedRange<Double>?> & Sendable {
      switch self {
      case .lag: \.lag
      case .arenaPixels: \.arenaPixels
      case .noise: \.noise
      case .frameRate: \.frameRate
      }
    }

    /// Its value in an arena of a trace; `nil` where it is not known.
    public func value(_ trace: Trace, _ arena: Int) -> Double? {
      switch self {
      case .lag: Self.real(trace.lag, trace.timeBase)
      case .arenaPixels: Double(trace.arenas[arena].pixelCount)
      case .noise: trace.arenas[arena].noise
      case .frameRate:
        trace.coveredSamples.count > 1 ? 1 / Timeline.medianInterval(trace) : nil
      }
    }

    /// A value this many times outside of the range, and more than `slack` outside, is far outside.
    var reach: (factor: Double, slack: Double) {
      switch self {
      case .lag: (1.3, 0.005)
      case .arenaPixels: (4, 0)
      case .noise: (1.5, 0.5)
      case .frameRate: (1.5, 1)
      }
    }

    var words: String {
      switch self {
      case .lag: "a real lag"
      case .arenaPixels: "an arena"
      case .noise: "a noise"
      case .frameRate: "a frame rate"
      }
    }

    var unit: String {
      switch self {
      case .lag: "s"
      case .arenaPixels: "pixels"
      case .noise: "grey levels"
      case .frameRate: "per second"
      }
    }

    private static func real(_ lag: LagTrack, _ base: TimeBase) -> Double? {
      let ticks = lag.real.filter { $0 > 0 }.sorted()
      return ticks.isEmpty ? nil : base.seconds(ticks[ticks.count / 2])
    }
  }

  /// The name of the notes about recordings unlike those of the fit.
  public static let flag = "unlike_calibration"

  /// What is far outside of the ranges in an arena, over a trial of a length, seconds.
  func notes(_ trace: Trace, arena: Int, trial: Double) -> [QualityNote] {
    Quantity.allCases.compactMap { quantity in
      guard let range = self[keyPath: quantity.path], let value = quantity.value(trace, arena)
      else { return nil }
      let (factor, slack) = quantity.reach
      guard
        value > max(range.upperBound * factor, range.upperBound + slack)
          || value < min(range.lowerBound / factor, range.lowerBound - slack)
      else { return nil }
      let (low, high) = (Rounding.text(range.lowerBound), Rounding.text(range.upperBound))
      return QualityNote(
        flag: Self.flag, start: 0, end: trial,
        detail:
          "the profile was fitted on \(quantity.words) of \(low == high ? low : low + "-" + high) "
          + "\(quantity.unit) and this recording has \(Rounding.text(value)); calibrate on recordings "
          + "like this one")
    }
  }
}
