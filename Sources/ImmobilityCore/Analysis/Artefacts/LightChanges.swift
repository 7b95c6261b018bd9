/// Light steps and flicker.
///
/// The light's change is the median of the arena's signed differences. Where it was taken out before
/// counting the sample stays evidence, with two exceptions: a change that could not be taken out, and
/// a large one (a lamp, the sun) that is over within what can be bridged, where a sound rest of the
/// picture is at hand anyway.
enum LightChanges {
  /// From this on a change is large, grey levels.
  static let largeShift: Int16 = 8

  static func flag(
    _ flags: inout [SampleFlags], trace: Trace, arena: Int, both: Bool, bridge: Double
  ) {
    let tracks = [trace.arenas[arena].short] + (both ? [trace.arenas[arena].long] : [])
    var large = [Bool](repeating: false, count: trace.count)
    for sample in 0..<trace.count {
      for track in tracks where track.lightShift[sample] != 0 {
        if track.isCompensated[sample] {
          flags[sample].insert(.lightChange)
          if abs(track.lightShift[sample]) >= largeShift { large[sample] = true }
        } else {
          flags[sample].insert(.lightStep)
        }
      }
    }
    var sample = 0
    while sample < trace.count {
      guard large[sample] else {
        sample += 1
        continue
      }
      let start = sample
      while sample < trace.count, large[sample] { sample += 1 }
      let end = sample < trace.count ? trace.time(of: sample) : trace.end
      if end - trace.time(of: start) <= bridge {
        for index in start..<sample {
          flags[index].remove(.lightChange)
          flags[index].insert(.lightStep)
        }
      }
    }
  }
}
