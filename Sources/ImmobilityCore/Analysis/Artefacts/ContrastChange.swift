/// Light that changes and stays: in weaker light the same motion makes smaller differences.
///
/// The motion in cells is taken relative to the contrast of the moment while the recording is read
/// (`Trace.contrastGain`). Other measures are not, and the samples in another light are flagged.
public struct ContrastChange {
  /// `[sample]`: nothing, `contrastChange` or `contrastUncertain`; empty where no light stays changed.
  let flags: [SampleFlags]

  /// Contrasts are told apart from this ratio on.
  public static let leastRatio = 1.1

  /// Whether one contrast is not another's: the whole of `leastRatio` cannot lie between two that are not
  /// told from a third.
  public static func isChange(_ gain: Double, from other: Double) -> Bool {
    let ratio = max(gain, other) / min(gain, other)
    return ratio * ratio > leastRatio
  }

  /// Reads what the trace tells about a trial.
  ///
  /// - Parameter samples: those of the trial.
  init(trace: Trace, samples: Range<Int>, settings: ScoringSettings) {
    let units = trace.contrastGain
    guard settings.cleaning.contains(.light), !units.isEmpty, Self.differ(units, in: samples)
    else {
      flags = []
      return
    }
    let known = samples.map { Double(units[$0]) }.filter { $0 > 0 }
    let start = known.first ?? Trace.contrastUnits
    let isLasting = (known.max() ?? start) > Self.leastRatio * (known.min() ?? start)
    var flags = [SampleFlags](repeating: [], count: trace.count)
    for sample in samples {
      if units[sample] == 0 {
        flags[sample] = .contrastUncertain
      } else if isLasting, Self.isChange(Double(units[sample]), from: start) {
        flags[sample] = settings.measure.isOfCells ? .contrastChange : .contrastUncertain
      }
    }
    self.flags = flags
  }

  /// Whether the contrast is not known or not the same in all samples: in most recordings it is.
  private static func differ(_ units: [UInt16], in samples: Range<Int>) -> Bool {
    units.withUnsafeBufferPointer { units in
      samples.contains { units[$0] == 0 || units[$0] != units[samples.lowerBound] }
    }
  }
}
