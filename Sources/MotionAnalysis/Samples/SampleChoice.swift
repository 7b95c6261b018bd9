import ImmobilityCore

/// Chooses the frames that are analysed: every one up to the analysis rate, of faster recordings as many
/// as that rate has, so that a camera of 40 frames per second is seen 30 times a second and not 20.
///
/// A repeated frame is chosen when its turn has come, to be marked as such, but does not use the turn
/// up: the next frame that the camera took has it.
struct SampleChoice {
  /// Frames that stand nearer by less than this are still due: time stamps may be rounded to
  /// milliseconds, seconds.
  private static let tolerance = 0.001
  /// After a late frame the next turn comes earlier, but not before this part of an interval, 0-1: more
  /// than half, so that of 59.94 frames per second never two neighbours are taken.
  private static let leastPart = 0.55

  private let interval: Double
  /// The next turn, seconds; `nil` before the first frame.
  private var due: Double?
  private var lastRow = -Double.infinity

  /// Makes a choice with the most samples per second; `nil` chooses every frame.
  init(rate: Double?) { interval = rate.map { 1 / $0 } ?? 0 }

  /// Whether the frame is analysed that is shown from `shown` on and was taken at `taken`, before that
  /// where the recorder repeated frames (seconds, both increasing).
  mutating func takes(shown: Double, taken: Double, isRepeated: Bool) -> Bool {
    let time = isRepeated ? shown : taken
    guard time >= (due ?? time) - Self.tolerance else { return false }
    if isRepeated {
      guard shown - lastRow >= interval - Self.tolerance else { return false }
    } else {
      due = max((due ?? time) + interval, time + Self.leastPart * interval)
    }
    lastRow = shown
    return true
  }
}
