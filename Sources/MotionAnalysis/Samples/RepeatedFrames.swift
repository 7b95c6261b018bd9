import MotionKernels
import VideoDecoding

/// Tells frames that a recorder repeated from those that the camera took.
///
/// A repeated frame is the frame before once more, bit by bit. Where the repetition was encoded anew it
/// is so nearly: hardly any pixel differs clearly, though a moment before many did. An animal that stops
/// looks like that as well, so this weaker sign counts only in a rhythm: a recorder that raises the frame
/// rate repeats again and again, a few frames at a time, and the camera's next frame moves on at once.
///
/// A camera that froze shows its last frame for longer: `FrozenPicture`.
///
/// The grid's pixels tell which frames deserve a look at all pixels.
struct RepeatedFrames {
  /// A pixel differs clearly by more than this, grey levels: more than coding the same picture anew does.
  private static let clearly = 10
  /// In a repetition at most this part of the usual number of pixels differs clearly, 0-1.
  private static let part = 0.2
  /// Most of the grid has to stay the same to within this, grey levels: where everything changes it is the
  /// light's rhythm, or noise.
  private static let same = 4
  /// At least this part of it, 0-1.
  private static let leastSame = 0.6
  /// Usually at least this part of the grid has to differ clearly, 0-1: where nothing moves nothing is told.
  private static let leastUsual = 0.002
  /// And all differences together are at most this part of those between the frames that moved on, 0-1.
  private static let partOfAll = 0.5
  /// What is usual, and the rhythm, are taken from so many frames.
  private static let remembered = 24
  /// The usual number is the least of this many of the greatest: at 10 frames in 60 only 4 of 24 move on.
  private static let greatest = 3
  /// So many repetitions that are not exact may follow each other; 10 frames in 60 need five.
  private static let mostInexact = 5
  /// The rhythm is there when so many times among the remembered frames a repetition was followed by a
  /// frame that moved on; 25 frames in 30 make four.
  private static let leastReturns = 3

  private let kernel = DifferenceKernel(pixelThresholds: [255])
  private var rows: [RowSpan] = []
  /// The latest frame, and the latest two that differ.
  private var before: HeldFrame?
  private var step: (from: VideoFrame, to: VideoFrame)?
  /// `[frame]`: the pixels that differed clearly from the frame before, whether that was hardly any, and
  /// whether most stayed the same.
  private var recent: [(clear: Int, isLow: Bool, isQuiet: Bool)] = []
  private var frozen: FrozenPicture

  /// - Parameter outside: the grid's pixels outside the arenas.
  init(outside: Range<Int>) { frozen = FrozenPicture(outside: outside) }

  /// Whether the next frame of the recording repeats the one before it.
  mutating func isRepetition(_ frame: HeldFrame) -> Bool {
    defer { before = frame }
    guard let before, !frame.pixels.isEmpty else { return false }
    let difference = Self.difference(frame.pixels, before.pixels)
    let isExact = difference.any == 0 && frame.frame.hasSamePicture(as: before.frame)
    let isLow = isExact || looksRepeated(difference.clear, of: frame.pixels.count)
    // What is usual is taken from frames that are no repetitions.
    let isRepeated =
      isExact || (isLow && hasRhythm && differsLittle(frame.frame, before.frame))
      || frozen.shows(frame.pixels, after: before.pixels)
    let least = Self.leastSame * Double(frame.pixels.count)
    recent.append((difference.clear, isLow, Double(difference.same) >= least))
    if recent.count > Self.remembered { recent.removeFirst() }
    if !isLow { step = (before.frame, frame.frame) }
    return isRepeated
  }

  private func looksRepeated(_ clear: Int, of pixels: Int) -> Bool {
    guard recent.count >= Self.remembered / 2, recent.allSatisfy(\.isQuiet) else { return false }
    let usual = recent.map(\.clear).sorted()[recent.count - Self.greatest]
    return Double(usual) >= Self.leastUsual * Double(pixels)
      && Double(clear) <= Self.part * Double(usual)
  }

  /// Whether frames like the latest came back to moving ones soon and often.
  private var hasRhythm: Bool {
    var run = 0
    var returns = 0
    for frame in recent {
      if frame.isLow {
        run += 1
      } else {
        if (1...Self.mostInexact).contains(run) { returns += 1 }
        run = 0
      }
    }
    return returns >= Self.leastReturns && run < Self.mostInexact
  }

  /// Whether a frame differs from the one before by much less than the latest two that moved on.
  private mutating func differsLittle(_ frame: VideoFrame, _ before: VideoFrame) -> Bool {
    guard let step else { return false }
    return Double(allDifferences(frame, before))
      <= Self.partOfAll * Double(allDifferences(step.to, step.from))
  }

  /// How many pixels of two lists differ clearly, hardly, and the sum of all differences.
  private static func difference(
    _ one: [UInt8], _ other: [UInt8]
  ) -> (clear: Int, same: Int, any: Int) {
    let most = Int32(clearly)
    let least = Int32(same)
    var clear: Int32 = 0
    var unlike: Int32 = 0
    var sum: Int32 = 0
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        for index in one.indices {
          let difference = Int32(one[index]) &- Int32(other[index])
          let sign = difference &>> 31
          let size = (difference ^ sign) &- sign
          sum &+= size
          // The sign bit of most - size is set where the size is greater.
          clear &+= Int32(bitPattern: UInt32(bitPattern: most &- size) &>> 31)
          unlike &+= Int32(bitPattern: UInt32(bitPattern: least &- size) &>> 31)
        }
      }
    }
    return (Int(clear), one.count - Int(unlike), Int(sum))
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
