import MotionKernels
import VideoDecoding

/// Tells frames that a recorder repeated from those that the camera took.
///
/// A repeated frame is the frame before once more: bit by bit, or, where the repetition was encoded
/// anew, with a tenth of the difference that the frames before it had. Stillness with a camera's noise
/// is neither. The weaker sign counts for a few frames in a row only, so that a sudden standstill of a
/// noiseless picture passes for repetition no longer than can be bridged.
///
/// The grid's pixels tell which frames deserve a look at all pixels.
struct RepeatedFrames {
  /// A frame with under this part of the usual difference is a repetition.
  private static let part = 0.1
  /// The usual difference of the grid has to be at least this, grey levels.
  private static let leastUsual = 0.3
  /// So many repetitions that are not exact may follow each other.
  private static let mostInexact = 4
  /// The usual difference is the median of so many.
  private static let remembered = 9

  private let kernel = DifferenceKernel(pixelThresholds: [255])
  private var rows: [RowSpan] = []
  /// The latest frame, and the latest two that differ.
  private var before: HeldFrame?
  private var step: (from: VideoFrame, to: VideoFrame)?
  private var recent: [Double] = []
  private var inexact = 0

  /// Whether the next frame of the recording repeats the one before it.
  mutating func isRepetition(_ frame: HeldFrame) -> Bool {
    defer { before = frame }
    guard let before, !frame.pixels.isEmpty else { return false }
    let difference = Self.meanDifference(frame.pixels, before.pixels)
    if difference == 0, frame.frame.hasSamePicture(as: before.frame) { return true }
    let usual = recent.count == Self.remembered ? recent.sorted()[Self.remembered / 2] : 0
    if usual >= Self.leastUsual, difference < Self.part * usual, inexact < Self.mostInexact,
      let step,
      Double(allDifferences(frame.frame, before.frame))
        < Self.part * Double(allDifferences(step.to, step.from))
    {
      inexact += 1
      return true
    }
    if inexact >= Self.mostInexact { recent = [] }
    inexact = 0
    recent.append(difference)
    if recent.count > Self.remembered { recent.removeFirst() }
    step = (before.frame, frame.frame)
    return false
  }

  private static func meanDifference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    var sum: Int32 = 0
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        for index in one.indices {
          let difference = Int32(one[index]) &- Int32(other[index])
          let sign = difference &>> 31
          sum &+= (difference ^ sign) &- sign
        }
      }
    }
    return Double(sum) / Double(one.count)
  }

  /// The sum of absolute differences over the whole picture, grey levels.
  private mutating func allDifferences(_ one: VideoFrame, _ other: VideoFrame) -> UInt64 {
    if rows.count != one.height {
      rows = (0..<one.height).map { RowSpan(row: Int32($0), start: 0, end: Int32(one.width)) }
    }
    var counts = FrameComparer.Counts(groups: 1, rungs: 1)
    kernel.measure(one, other, rows, into: &counts)
    return counts.sums[0]
  }
}
