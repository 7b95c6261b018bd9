/// The motion energy of one arena: what the classifier reads, sample by sample.
struct MotionEnergy {
  /// `[sample]`: energy in percent; `nil` where the sample has no value at the lags asked for.
  var percent: [Double?]
  /// `[sample]`: why a sample is no evidence, and what was met while reading.
  var flags: [SampleFlags]

  /// A real lag may be this many times the one asked for before the sample counts as a gap.
  static let mostLagStretch = 2.0
  /// Excess motion needs a long lag of at least this many short lags.
  static let leastLagRatio = 2.0
  /// Time stamps that are nearer than this are the same time, seconds.
  static let timeTolerance = 1e-6

  /// Reads the measure that `settings` name from the trace of the arena with index `arena`.
  ///
  /// Excess motion is `max(0, f_s - k (tau_s / tau_l) f_l)` with the changed fractions f and the
  /// real lags tau at the short and the long lag. The other measures read one lag, which may be the
  /// trace's long one.
  init(trace: Trace, arena: Int, rung: Int, settings: ScoringSettings) {
    let measures = trace.arenas[arena]
    let rungs = trace.pixelThresholds.count
    let pixels = Double(measures.pixelCount)
    let readsLong =
      settings.measure != .excess && !trace.shortLag.answers(settings.lag)
    let (lag, comparisons) =
      readsLong ? (trace.longLag, measures.long) : (trace.shortLag, measures.short)
    let finds = settings.cleaning.contains(.gaps)
    percent = [Double?](repeating: nil, count: trace.count)
    flags = trace.readingFlags
    for sample in 0..<trace.count where flags[sample].isDisjoint(with: Self.withoutValue) {
      let ticks = lag.real[sample]
      guard ticks > 0 else {
        flags[sample].insert(.noEarlierFrame)
        continue
      }
      let realLag = trace.timeBase.seconds(ticks)
      if finds, realLag > Self.mostLagStretch * lag.asked + Self.timeTolerance {
        flags[sample].insert(.timeGap)
      }
      let changed = Double(comparisons.changed[sample * rungs + rung]) / pixels
      switch settings.measure {
      case .changed:
        percent[sample] = 100 * changed
      case .meanAbsDiff:
        let sum = Double(comparisons.absoluteDifference[sample])
        percent[sample] = 100 * (sum / pixels) / 255
      case .excess:
        let longTicks = trace.longLag.real[sample]
        guard longTicks > 0 else {
          flags[sample].insert(.noEarlierFrame)
          continue
        }
        let longLag = trace.timeBase.seconds(longTicks)
        if finds, longLag > Self.mostLagStretch * trace.longLag.asked + Self.timeTolerance {
          flags[sample].insert(.timeGap)
        }
        if longLag < Self.leastLagRatio * realLag - Self.timeTolerance {
          flags[sample].insert(.lagsTooClose)
        }
        let changedLong = Double(measures.long.changed[sample * rungs + rung]) / pixels
        let explained = settings.excessConstant * (realLag / longLag) * changedLong
        percent[sample] = 100 * max(0, changed - explained)
      }
    }
  }

  /// Samples that were met like this were not compared.
  private static let withoutValue: SampleFlags = [.decodeError, .duplicatedFrame]
}

extension LagTrack {
  /// Whether this is the lag that was asked for, seconds.
  func answers(_ lag: Double) -> Bool { abs(lag - asked) <= MotionEnergy.timeTolerance }
}
