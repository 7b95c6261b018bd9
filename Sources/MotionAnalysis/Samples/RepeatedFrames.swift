import MotionKernels
import VideoDecoding

/// Tells frames that a recorder repeated from those that the camera took.
///
/// A repeated frame is the frame before once more, bit by bit. Where the repetition was encoded anew it
/// is so nearly: hardly any pixel differs clearly, though a moment before many did. An animal that stops
/// looks like that as well, so this weaker sign counts only in a rhythm: a recorder that raises the frame
/// rate repeats again and again, a few frames at a time, and the camera's next frame moves on at once.
///
/// An encoder that smooths the camera's noise away copies the picture bit by bit too while nothing moves. So
/// unless noise usually changes the picture everywhere, or the animals of several arenas stop at one instant
/// (`CommonStop`), repetitions are told from stillness by what follows: the next moving frame has to come soon.
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
  /// So many repetitions of which nothing tells for certain may follow each other; 10 frames in 60 need five.
  private static let mostUnsure = 5
  /// And for no longer than this after the last frame that moved on, seconds.
  private static let longestUnsure = 0.2
  /// Noise changes the picture everywhere when something changes in this part of the grid's pieces of
  /// `pieceLength` pixels, 0-1, in most frames that move on: an animal and what an encoder codes anew around it
  /// are a smaller part.
  private static let leastNoisy = 0.25
  private static let pieceLength = 16
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
  /// `[frame]`: whether noise changed the picture, of the latest frames that moved on.
  private var isNoisy: [Bool] = []
  /// The frames since the last one that moved on which were left undecided, and its time stamp.
  private var unsure = (frames: 0, since: Int64(0))
  private var stop: CommonStop
  /// `longestUnsure` in ticks.
  private let longestUnsure: Int64

  /// What a frame is.
  enum Verdict {
    /// One that the camera took and that differs from the one before.
    case movesOn
    /// The frame before once more.
    case repetition
    /// Like the frame before: a repetition if a frame that moves on follows soon.
    case undecided
    /// Like the frame before, and so for too long for a repetition: nothing moved, also in the frames before
    /// that were left undecided.
    case stillness
  }

  /// - Parameters:
  ///   - groups: the grid's pixels in each arena and, last, outside of them.
  ///   - tick: one tick of the recording's time stamps, seconds.
  init(groups: [Range<Int>], tick: Double) {
    frozen = FrozenPicture(outside: groups.last ?? 0..<0)
    stop = CommonStop(groups: groups, clearly: Self.clearly)
    longestUnsure = Int64(min(Self.longestUnsure / tick, 1e15) + 0.5)
  }

  /// What the next frame of the recording is.
  mutating func verdict(on frame: HeldFrame) -> Verdict {
    defer { before = frame }
    guard let before, !frame.pixels.isEmpty else {
      unsure = (0, frame.frame.tick)
      return .movesOn
    }
    let difference = Self.difference(frame.pixels, before.pixels)
    let isExact = difference.any == 0 && frame.frame.hasSamePicture(as: before.frame)
    let isLow = isExact || looksRepeated(difference.clear, of: frame.pixels.count)
    // What is usual is taken from frames that are no repetitions.
    let mayRepeat = isExact || (isLow && hasRhythm && differsLittle(frame.frame, before.frame))
    let isFrozen = frozen.shows(frame.pixels, after: before.pixels)
    stop.take(frame.pixels, after: before.pixels, moves: difference.clear > 0)
    let isCertain = isFrozen || stop.hasHappened || (isExact && noiseTells)
    let least = Self.leastSame * Double(frame.pixels.count)
    recent.append((difference.clear, isLow, Double(difference.same) >= least))
    if recent.count > Self.remembered { recent.removeFirst() }
    if !isLow {
      step = (before.frame, frame.frame)
      addNoise(frame.pixels, before.pixels)
    }
    if isCertain { return .repetition }
    guard mayRepeat else {
      defer { unsure = (0, frame.frame.tick) }
      // Where no pixel differs clearly nothing moved, whoever copied the picture.
      return unsure.frames > 0 && (isLow || difference.clear == 0) ? .stillness : .movesOn
    }
    // Once it was stillness, it is until something moves on.
    guard unsure.frames < Self.mostUnsure, frame.frame.tick - unsure.since <= longestUnsure else {
      unsure.frames = Self.mostUnsure
      return .stillness
    }
    unsure.frames += 1
    return .undecided
  }

  /// Whether noise usually changes the picture everywhere, so that one that is the same bit by bit was repeated.
  private var noiseTells: Bool {
    isNoisy.count >= Self.remembered / 2 && 2 * isNoisy.count(where: \.self) > isNoisy.count
  }

  private mutating func addNoise(_ one: [UInt8], _ other: [UInt8]) {
    var (pieces, changed) = (0, 0)
    for first in stride(from: 0, to: one.count, by: Self.pieceLength) {
      pieces += 1
      let piece = first..<min(first + Self.pieceLength, one.count)
      if piece.contains(where: { one[$0] != other[$0] }) { changed += 1 }
    }
    isNoisy.append(Double(changed) >= Self.leastNoisy * Double(pieces))
    if isNoisy.count > Self.remembered { isNoisy.removeFirst() }
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
        if (1...Self.mostUnsure).contains(run) { returns += 1 }
        run = 0
      }
    }
    return returns >= Self.leastReturns && run < Self.mostUnsure
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
