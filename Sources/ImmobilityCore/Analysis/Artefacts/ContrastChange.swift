/// Light that changes and stays: in weaker light the same motion makes smaller differences.
///
/// A picture in `g` times as strong a contrast shows differences `g` times as large, so that its depth at the
/// threshold `g T` is `g` times what the weaker picture shows at `T`. All samples of a trial are read as the
/// weakest light of it would show them: thresholds only rise, and noise stays below them. It takes more than
/// `leastRatio` between the weakest and the strongest; without that nothing is changed.
public struct ContrastChange {
  /// `[sample]`: the contrast beside the weakest of the trial; `nil` where nothing is to be done or can be.
  let gains: [Double]?
  /// `[sample]`: nothing, `contrastChange` or `contrastUncertain`; empty where no light stays another.
  let flags: [SampleFlags]

  /// Contrasts are told apart from this ratio on.
  public static let leastRatio = 1.1

  /// Whether one contrast is another's for all that is known: the whole of `leastRatio` cannot lie between
  /// two that are not told from a third.
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
    guard settings.cleaning.contains(.light), !units.isEmpty else {
      (gains, flags) = (nil, [])
      return
    }
    let known = samples.filter { units[$0] > 0 }.map { Double(units[$0]) }
    let (least, most) = (known.min() ?? Trace.contrastUnits, known.max() ?? Trace.contrastUnits)
    let isLasting = most > Self.leastRatio * least
    let isCounted = trace.ladder(settings).last.map { threshold * most / least <= Double($0) }
    let isReckoned = isLasting && settings.measure == .excess && isCounted == true
    let start = known.first ?? least
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
    // Where the contrast is not known the threshold stays.
    gains = units.map { $0 > 0 ? max(1, Double($0) / least) : 1 }
  }

  /// The highest threshold that scoring a trace may ask for in place of `threshold`, grey levels.
  static func highestThreshold(_ threshold: Double, _ trace: Trace) -> Double {
    let known = trace.contrastGain.filter { $0 > 0 }
    guard let least = known.min(), let most = known.max() else { return threshold }
    return threshold * Double(most) / Double(least)
  }
}
