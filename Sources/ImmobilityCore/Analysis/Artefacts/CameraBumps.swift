/// Movements of the camera: everything moves, also where no animal is.
///
/// The picture moved when in more than `leastPart` of its parts outside the arenas much changed at once and
/// no light explains it that was left in: what was taken out before counting explains nothing. Such a sample
/// is a bump unless a keyframe explains it, and a nudge that grows to one is its beginning. What is compared
/// with a picture from before the movement shows it as well; see `Artefacts`.
///
/// It is a nudge when something changed in `leastStirredPart` of them, as edges do that are pushed by a pixel
/// or two, for no longer than `longest` and with rest before and after: what goes on for longer is something
/// in the background. That changes so little of an arena that its samples stay evidence, and without them a
/// second of motion would be missing; but the arenas may no longer fit.
enum CameraBumps {
  /// Of the parts outside the arenas.
  static let leastPart = 0.6
  /// With fewer parts nothing can be told.
  static let leastCells = 4
  /// Of the parts outside the arenas, for a nudge.
  static let leastStirredPart = 0.5
  /// With fewer parts no nudge can be told.
  static let leastStirredCells = 6
  /// A nudge lasts no longer, seconds.
  static let longest = 1.0
  /// For so long before and after a nudge hardly anything stirs, seconds,
  static let rest = 0.5
  /// that is no more than this part of the parts, at most of the samples.
  static let quietPart = 0.2

  /// - Parameters:
  ///   - crossing: `[sample]`: see `KeyframePulses.crossings(_:)`.
  static func flag(
    _ flags: inout [SampleFlags], trace: Trace, crossing: [Bool]
  ) {
    let background = trace.background
    guard background.cellCount >= leastCells else { return }
    let isNudged = nudges(trace)
    let least = leastPart * Double(background.cellCount)
    for sample in 0..<trace.count {
      let hasMoved =
        Double(background.cellsChanged[sample]) > least && !flags[sample].contains(.lightStep)
      if hasMoved, !crossing[sample] {
        flags[sample].insert(.cameraBump)
        // It begins with less: what looked like a nudge just before is the same push.
        var first = sample
        while first > 0, flags[first - 1].contains(.cameraNudge) {
          first -= 1
          flags[first].remove(.cameraNudge)
          flags[first].insert(.cameraBump)
        }
      } else if isNudged[sample], !crossing[sample],
        flags[sample].isDisjoint(with: [.lightStep, .lightChange])
      {
        flags[sample].insert(.cameraNudge)
      }
    }
  }

  /// `[sample]`: whether the picture was pushed slightly.
  private static func nudges(_ trace: Trace) -> [Bool] {
    var isNudged = [Bool](repeating: false, count: trace.count)
    let background = trace.background
    guard background.cellCount >= leastStirredCells else { return isNudged }
    let cells = Double(background.cellCount)
    let moving = background.cellsStirred.indices.filter {
      Double(background.cellsStirred[$0]) >= leastStirredPart * cells
    }
    // Nearer than the rest around a bump they are one.
    var runs: [ClosedRange<Int>] = []
    for sample in moving {
      if let last = runs.last, trace.time(of: sample) - trace.time(of: last.upperBound) < rest {
        runs[runs.count - 1] = last.lowerBound...sample
      } else {
        runs.append(sample...sample)
      }
    }
    for run in runs {
      let (start, end) = (trace.time(of: run.lowerBound), trace.time(of: run.upperBound))
      let before = trace.samples(in: (start - rest)..<start)
      let next = run.upperBound + 1
      let after = next..<max(next, trace.samples(in: end..<(end + rest)).upperBound)
      func isQuiet(_ samples: Range<Int>) -> Bool {
        let quiet = samples.count { Double(background.cellsStirred[$0]) <= quietPart * cells }
        return 2 * quiet > samples.count || samples.isEmpty
      }
      guard end - start <= longest, isQuiet(before), isQuiet(after) else { continue }
      for sample in run { isNudged[sample] = true }
    }
    return isNudged
  }
}
