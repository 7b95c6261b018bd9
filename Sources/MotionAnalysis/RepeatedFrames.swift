import VideoDecoding

/// Tells frames that a recorder repeated from those that the camera took.
///
/// A repeated frame is the frame before once more: bit by bit, or, where the repetition was encoded
/// anew, with a tenth of the difference that neighbouring frames of this recording have. Stillness
/// with a camera's noise is neither. The weaker sign counts for a few frames in a row only, so that a
/// sudden standstill of a noiseless picture passes for repetition no longer than can be bridged.
struct RepeatedFrames {
  /// A frame with under this part of the usual difference is a repetition.
  private static let part = 0.1
  /// The usual difference has to be at least this, grey levels.
  private static let leastUsual = 0.3
  /// So many repetitions that are not exact may follow each other.
  private static let mostInexact = 4
  /// The usual difference is the median of so many.
  private static let remembered = 9

  private var before: HeldFrame?
  private var recent: [Double] = []
  private var inexact = 0

  /// Whether the next frame of the recording repeats the one before it.
  mutating func isRepetition(_ frame: HeldFrame) -> Bool {
    defer { before = frame }
    guard let before, !frame.pixels.isEmpty else { return false }
    var sum = 0
    for index in frame.pixels.indices {
      sum &+= abs(Int(frame.pixels[index]) &- Int(before.pixels[index]))
    }
    if sum == 0, frame.frame.hasSamePicture(as: before.frame) { return true }
    let difference = Double(sum) / Double(frame.pixels.count)
    let usual = recent.count == Self.remembered ? recent.sorted()[Self.remembered / 2] : 0
    if usual >= Self.leastUsual, difference < Self.part * usual, inexact < Self.mostInexact {
      inexact += 1
      return true
    }
    if inexact >= Self.mostInexact { recent = [] }
    inexact = 0
    recent.append(difference)
    if recent.count > Self.remembered { recent.removeFirst() }
    return false
  }
}
