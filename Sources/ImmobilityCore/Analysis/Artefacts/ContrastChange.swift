/// Light that changes and stays: in weaker light the same motion makes smaller differences.
///
/// A picture in `g` times as strong a contrast shows differences `g` times as large, so that its depth at the
/// threshold `g T` is `g` times what the other picture shows at `T`. All samples of a trial are read in the
/// terms of one light, in which the threshold is that of the recording: the strongest, where the thresholds of
/// the weakest stay above its noise; otherwise the one in which the weakest is read just there, and the
/// strongest higher. It takes more than `leastRatio` between the weakest and the strongest; without that
/// nothing is changed.
public struct ContrastChange {
  /// `[sample]`: the contrast beside the light that all is read in; `nil` where nothing is to be done or can
  /// be.
  let gains: [Double]?
  /// `[sample]`: nothing, `contrastChange` or `contrastUncertain`; empty where no light stays another.
  let flags: [SampleFlags]

  /// Contrasts are told apart from this ratio on.
  public static let leastRatio = 1.1
  /// No threshold may rise to more than so many times that of the recording: gentle swimming would be lost
  /// in the whole trial for the sake of its weakest light.
  static let mostRise = 1.5

  /// Whether one contrast is not another's: the whole of `leastRatio` cannot lie between two that are not
  /// told from a third.
  public static func isChange(_ gain: Double, from other: Double) -> Bool {
    let ratio = max(gain, other) / min(gain, other)
    return ratio * ratio > leastRatio
  }

  /// Reads what the trace tells about a trial.
  ///
  /// - Parameters:
  ///   - samples: those of the trial.
  ///   - threshold: the pixel threshold, grey levels.
  init(trace: Trace, samples: Range<Int>, threshold: Double, settings: ScoringSettings) {
    let units = trace.contrastGain
    guard settings.cleaning.contains(.light), !units.isEmpty, Self.isOther(units, in: samples)
    else {
      (gains, flags) = (nil, [])
      return
    }
    let known = samples.map { Double(units[$0]) }.filter { $0 > 0 }
    let start = known.first ?? Trace.contrastUnits
    let (least, most) = (known.min() ?? start, known.max() ?? start)
    let isLasting = most > Self.leastRatio * least
    let span = Self.thresholds(threshold, ratio: most / least, trace: trace, settings: settings)
    let isReckoned =
      isLasting && settings.measure == .excess
      && span.upperBound <= Self.highest(threshold, trace: trace, settings: settings)
      && span.lowerBound >= Double(trace.ladder(settings)[0])
    var flags = [SampleFlags](repeating: [], count: trace.count)
    for sample in samples {
      if units[sample] == 0 {
        flags[sample] = .contrastUncertain
      } else if isLasting, Self.isChange(Double(units[sample]), from: start) {
        flags[sample] = isReckoned ? .contrastChange : .contrastUncertain
      }
    }
    self.flags = flags
    guard isReckoned else {
      gains = nil
      return
    }
    let unit = most * threshold / span.upperBound
    // Where the contrast is not known the threshold stays.
    gains = units.map { $0 > 0 ? Double($0) / unit : 1 }
  }

  /// Whether the contrast is not known or not the same in all samples: in most recordings it is.
  private static func isOther(_ units: [UInt16], in samples: Range<Int>) -> Bool {
    units.withUnsafeBufferPointer { units in
      samples.contains { units[$0] == 0 || units[$0] != units[samples.lowerBound] }
    }
  }

  /// The thresholds in the weakest and in the strongest light, the `ratio` of whose contrasts is given, grey
  /// levels.
  ///
  /// A threshold that was chosen from the noise may go down to where the noise allows, one given by hand
  /// only up.
  private static func thresholds(
    _ threshold: Double, ratio: Double, trace: Trace, settings: ScoringSettings
  ) -> ClosedRange<Double> {
    var least = threshold
    if settings.pixelThreshold == .fromNoise {
      let floor = NoiseFloor(measure: .excess, noise: trace.arenas.compactMap(\.noise))
      least = min(threshold, max(Double(NoiseFloor.ladder[0]), floor.multiple * floor.noise))
    }
    let low = max(threshold / ratio, least)
    return low...(low * ratio)
  }

  /// The highest threshold that may be read, grey levels.
  private static func highest(
    _ threshold: Double, trace: Trace, settings: ScoringSettings
  ) -> Double {
    let last = trace.ladder(settings).last.map(Double.init) ?? threshold
    return min(mostRise * threshold, max(last, threshold))
  }

  /// All thresholds that scoring any trial of a trace may read in place of `threshold`, grey levels.
  static func thresholdsRead(
    _ threshold: Double, _ trace: Trace, _ settings: ScoringSettings
  ) -> ClosedRange<Double> {
    let known = trace.contrastGain.filter { $0 > 0 }
    guard settings.cleaning.contains(.light), let least = known.min(), let most = known.max(),
      most > least
    else { return threshold...threshold }
    let span = thresholds(
      threshold, ratio: Double(most) / Double(least), trace: trace, settings: settings)
    let highest = highest(threshold, trace: trace, settings: settings)
    return min(span.lowerBound, threshold)...max(threshold, min(span.upperBound, highest))
  }
}
