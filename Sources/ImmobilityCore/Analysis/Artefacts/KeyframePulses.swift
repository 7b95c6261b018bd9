/// Codec refresh pulses: at a keyframe the whole picture is coded anew, and what had drifted from the
/// truth jumps back at once, inside the arenas and outside.
///
/// A sample is a pulse when a keyframe stands between it and the frame it is compared with over the
/// short lag, and the picture outside the arena changed there at least `factor` times as much as in
/// the samples around, and by `leastRise` more.
enum KeyframePulses {
  static let factor = 3.0
  /// Part of the pixels, 0-1.
  static let leastRise = 0.001
  /// So many samples on either side show what is usual.
  static let neighbours = 6

  static func flag(_ flags: inout [SampleFlags], trace: Trace, arena: Int, rung: Int) {
    let crossing = crossings(trace)
    guard crossing.contains(true) else { return }
    guard var outside = Outside(trace: trace, arena: arena, rung: rung) else { return }
    for sample in 0..<trace.count where crossing[sample] {
      if stands(sample, out: &outside, without: crossing) { flags[sample].insert(.keyframePulse) }
    }
  }

  /// Whether the counts of arenas may be read: there is nothing else to see pulses in.
  static func readArenas(_ trace: Trace) -> Bool {
    trace.background.pixelCount == 0 && trace.arenas.count > 1
      && crossings(trace).contains(true)
  }

  /// `[sample]`: whether a keyframe stands between the frames compared over the short lag.
  ///
  /// None counts where one stands between more than half of them (each picture is coded by itself, say): what
  /// is always there explains nothing.
  static func crossings(_ trace: Trace) -> [Bool] {
    var crossing = [Bool](repeating: false, count: trace.count)
    let most = mostTicks(trace)
    for keyframe in 0..<trace.count where trace.keyframes[keyframe] {
      var sample = keyframe
      while sample < trace.count, trace.ticks[sample] - trace.ticks[keyframe] <= most {
        let real = trace.shortLag.real[sample]
        if real > 0, trace.ticks[sample] - real < trace.ticks[keyframe] { crossing[sample] = true }
        sample += 1
      }
    }
    let compared = trace.shortLag.real.count { $0 > 0 }
    guard 2 * crossing.count(where: \.self) <= compared else {
      return [Bool](repeating: false, count: trace.count)
    }
    return crossing
  }

  /// Further back than this no sample with evidence is compared over the short lag, ticks.
  private static func mostTicks(_ trace: Trace) -> Int64 {
    let seconds = MotionEnergy.mostLagStretch * trace.shortLag.asked
    let ticks = seconds * Double(trace.timeBase.denominator) / Double(trace.timeBase.numerator)
    return Int64(min(ticks, Double(Int64.max / 4))) + 1
  }

  /// What changed outside an arena.
  private struct Outside {
    /// Counts `[sample * rungs + rung]` and the pixels they are of: the background's, or those of the other
    /// arenas where nothing lies outside all arenas.
    private let counted: [(changed: CompactCounts, pixels: Double)]
    private let rungs: Int
    private let rung: Int
    /// `[sample]`: 0 where nothing was compared.
    private let lags: [Int64]
    /// `[sample]`: what was found before; negative where nothing was.
    private var known: [Double]

    /// Is `nil` when there is nothing but the arena.
    init?(trace: Trace, arena: Int, rung: Int) {
      let background = trace.background
      counted =
        background.pixelCount > 0
        ? [(background.changedShort, Double(background.pixelCount))]
        : trace.arenas.indices.filter { $0 != arena }.map {
          (trace.arenas[$0].short.changed, Double(trace.arenas[$0].pixelCount))
        }
      guard !counted.isEmpty else { return nil }
      rungs = trace.pixelThresholds.count
      self.rung = rung
      lags = trace.shortLag.real
      known = [Double](repeating: -1, count: trace.count)
    }

    /// The part of the pixels that changed; of other arenas the least. `nil` where nothing was compared.
    mutating func changed(_ sample: Int) -> Double? {
      guard lags[sample] > 0 else { return nil }
      if known[sample] >= 0 { return known[sample] }
      var least = Double.infinity
      for (changed, pixels) in counted {
        least = min(least, Double(changed[sample * rungs + rung]) / pixels)
      }
      known[sample] = least
      return least
    }
  }

  /// Whether the picture outside changed clearly more at a sample than at most of those around, none of
  /// them at a keyframe: more than `factor` times and `leastRise` above their median.
  ///
  /// That holds when it holds of more than half of them, each alone.
  private static func stands(
    _ sample: Int, out outside: inout Outside, without excluded: [Bool]
  ) -> Bool {
    guard let now = outside.changed(sample) else { return false }
    var (around, below) = (0, 0)
    for direction in [-1, 1] {
      var index = sample + direction
      var taken = 0
      while excluded.indices.contains(index), taken < neighbours,
        abs(index - sample) < 4 * neighbours
      {
        if !excluded[index], let value = outside.changed(index) {
          if now > factor * value, now > value + leastRise { below += 1 }
          taken += 1
        }
        index += direction
      }
      around += taken
    }
    return below > around / 2
  }
}
