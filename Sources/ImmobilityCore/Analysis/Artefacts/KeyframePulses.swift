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
    guard let outside = changedOutside(trace: trace, arena: arena, rung: rung) else { return }
    for sample in 0..<trace.count where crossing[sample] {
      guard let now = outside[sample] else { continue }
      let usual = around(sample, of: outside, without: crossing)
      guard !usual.isEmpty else { continue }
      let median = usual.sorted()[usual.count / 2]
      if now > factor * median, now > median + leastRise { flags[sample].insert(.keyframePulse) }
    }
  }

  /// `[sample]`: whether a keyframe stands between the frames compared over the short lag.
  static func crossings(_ trace: Trace) -> [Bool] {
    var crossing = [Bool](repeating: false, count: trace.count)
    for keyframe in 1..<max(1, trace.count) where trace.keyframes[keyframe] {
      var sample = keyframe
      while sample < trace.count, trace.ticks[sample] - trace.ticks[keyframe] <= mostTicks(trace) {
        let real = trace.shortLag.real[sample]
        if real > 0, trace.ticks[sample] - real < trace.ticks[keyframe] { crossing[sample] = true }
        sample += 1
      }
    }
    return crossing
  }

  /// Further back than this no sample with evidence is compared over the short lag, ticks.
  private static func mostTicks(_ trace: Trace) -> Int64 {
    let seconds = MotionEnergy.mostLagStretch * trace.shortLag.asked
    return Int64(seconds * Double(trace.timeBase.denominator) / Double(trace.timeBase.numerator))
      + 1
  }

  /// `[sample]`: the part of the pixels outside an arena that changed; of other arenas the least,
  /// where nothing lies outside all of them. `nil` when there is nothing but the arena.
  private static func changedOutside(trace: Trace, arena: Int, rung: Int) -> [Double?]? {
    let rungs = trace.pixelThresholds.count
    let background = trace.background
    let others = trace.arenas.indices.filter { $0 != arena }
    guard background.pixelCount > 0 || !others.isEmpty else { return nil }
    return (0..<trace.count).map { sample in
      guard trace.shortLag.real[sample] > 0 else { return nil }
      let index = sample * rungs + rung
      if background.pixelCount > 0 {
        return Double(background.changedShort[index]) / Double(background.pixelCount)
      }
      return others.map {
        Double(trace.arenas[$0].short.changed[index]) / Double(trace.arenas[$0].pixelCount)
      }.min()
    }
  }

  private static func around(
    _ sample: Int, of values: [Double?], without excluded: [Bool]
  ) -> [Double] {
    var found: [Double] = []
    for direction in [-1, 1] {
      var index = sample + direction
      var taken = 0
      while values.indices.contains(index), taken < neighbours, abs(index - sample) < 4 * neighbours
      {
        if !excluded[index], let value = values[index] {
          found.append(value)
          taken += 1
        }
        index += direction
      }
    }
    return found
  }
}
