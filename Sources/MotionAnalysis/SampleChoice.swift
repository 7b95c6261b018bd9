import ImmobilityCore

/// Chooses the frames that are analysed: every one up to the analysis rate, of faster recordings those
/// that stand at least one interval of that rate after the one chosen before.
///
/// A repeated frame is chosen when its turn has come, to be marked as such, but does not use the turn
/// up: the next frame that the camera took has it.
struct SampleChoice {
  /// Frames that stand nearer by less than this are still due: time stamps may be rounded to
  /// milliseconds, seconds.
  private static let tolerance = 0.001

  private let interval: Double
  private var lastTaken = -Double.infinity
  private var lastRow = -Double.infinity

  /// Makes a choice with the most samples per second; `nil` chooses every frame.
  init(rate: Double?) { interval = rate.map { 1 / $0 } ?? 0 }

  /// Whether the frame at `time` (seconds, increasing) is analysed.
  mutating func takes(time: Double, isRepeated: Bool) -> Bool {
    guard time - max(lastTaken, isRepeated ? lastRow : lastTaken) >= interval - Self.tolerance else {
      return false
    }
    lastRow = time
    if !isRepeated { lastTaken = time }
    return true
  }
}
