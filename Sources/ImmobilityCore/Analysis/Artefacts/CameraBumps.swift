/// Movements of the camera: everything moves, also where no animal is.
///
/// A sample is a bump when in more than `leastPart` of the picture's parts outside the arenas much
/// changed at once, no keyframe explains it and the light did not change. What is compared with a
/// picture from before the bump shows it as well, so at the long lag its samples follow.
enum CameraBumps {
  /// Of the parts outside the arenas.
  static let leastPart = 0.6
  /// With fewer parts nothing can be told.
  static let leastCells = 4

  /// - Parameter both: whether the long lag's comparisons are read as well.
  static func flag(_ flags: inout [SampleFlags], trace: Trace, both: Bool) {
    let background = trace.background
    guard background.cellCount >= leastCells else { return }
    let crossing = KeyframePulses.crossings(trace)
    let least = leastPart * Double(background.cellCount)
    var latest: Int64?
    for sample in 0..<trace.count {
      if Double(background.cellsChanged[sample]) > least, !crossing[sample],
        flags[sample].isDisjoint(with: [.lightStep, .lightChange])
      {
        latest = trace.ticks[sample]
        flags[sample].insert(.cameraBump)
      } else if both, let bump = latest, trace.longLag.real[sample] > 0,
        trace.ticks[sample] - trace.longLag.real[sample] < bump
      {
        flags[sample].insert(.cameraBump)
      }
    }
  }
}
