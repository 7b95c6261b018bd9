/// Light steps and flicker.
///
/// The light's change is the median of the arena's signed differences, or the largest of a band of rows.
/// Where it was taken out before counting the sample stays evidence, with two exceptions: a change that
/// could not be taken out, and a large one (a lamp, the sun) where the light keeps still before and after
/// and the change is over within what can be bridged: there a sound rest of the picture is at hand anyway.
/// Flicker and clouds, which go on for longer, stay evidence.
enum LightChanges {
  /// From this on a change is large, grey levels.
  static let largeShift: Int16 = 8

  static func flag(
    _ flags: inout [SampleFlags], trace: Trace, arena: Int, bridge: Double
  ) {
    var large = [Bool](repeating: false, count: trace.count)
    trace.arenas[arena].changes.light.forEachChange { sample, change in
      guard change.shift != 0 else { return }
      if change.isCompensated {
        flags[sample].insert(.lightChange)
        if abs(change.shift) >= largeShift { large[sample] = true }
      } else {
        flags[sample].insert(.lightStep)
      }
    }
    guard large.contains(true) else { return }
    for run in runs(flags, trace: trace, nearness: bridge) {
      let end = run.upperBound < trace.count ? trace.time(of: run.upperBound) : trace.end
      guard end - trace.time(of: run.lowerBound) <= bridge + MotionEnergy.timeTolerance else {
        continue
      }
      for sample in run where large[sample] {
        flags[sample].remove(.lightChange)
        flags[sample].insert(.lightStep)
      }
    }
  }

  /// The runs of samples in which the light changed; less than `nearness` seconds apart they are one.
  private static func runs(
    _ flags: [SampleFlags], trace: Trace, nearness: Double
  ) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for sample in flags.indices
    where !flags[sample].isDisjoint(with: [.lightChange, .lightStep]) {
      if let last = runs.last,
        trace.time(of: sample) - trace.time(of: last.upperBound - 1) < nearness
      {
        runs[runs.count - 1] = last.lowerBound..<(sample + 1)
      } else {
        runs.append(sample..<(sample + 1))
      }
    }
    return runs
  }
}
