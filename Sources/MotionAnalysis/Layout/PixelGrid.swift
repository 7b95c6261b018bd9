import ImmobilityCore
import MotionKernels
import VideoDecoding

/// A few pixels of each group (an arena, or what lies outside all of them) that stand for all of it
/// where a rough figure is enough: how the light changed, how large the noise is, whether a frame was
/// repeated, whether an animal is there.
///
/// Taken in runs of neighbouring pixels, spread evenly over the group's rows and columns.
struct PixelGrid {
  /// How the pixels of a group are chosen.
  struct Spread {
    /// Runs for each group.
    var runs: Int
    /// Pixels of a run, at most.
    var runLength: Int

    /// For every sample: long runs, so that reading them touches little memory.
    static let samples = Spread(runs: 64, runLength: 16)
    /// For looks now and then: single pixels, so that what covers a hundredth of a group is seen to.
    static let looks = Spread(runs: 1024, runLength: 1)
  }

  private struct Run {
    var row: Int
    var column: Int
    var length: Int
  }

  private var pieces: [Run] = []
  /// `[group]`: its pixels' places in a gathered list.
  private(set) var groups: [Range<Int>] = []
  /// The number of pixels of all groups.
  private(set) var count = 0

  /// Chooses pixels of each group of spans, which stand in the order of their rows; a group may be empty.
  init(groups spans: [[RowSpan]], _ spread: Spread = .samples) {
    for group in spans {
      let first = count
      for run in Self.runs(of: group, spread) {
        pieces.append(run)
        count += run.length
      }
      groups.append(first..<count)
    }
  }

  /// Runs at even steps through the rows of a group. In columns they go on by the golden section: an even step
  /// through both would meet the same few columns in every row of a picture of 720 x 576.
  private static func runs(of group: [RowSpan], _ spread: Spread) -> [Run] {
    /// `[span]`: the slots for runs before it, and last all of them.
    var before = [0]
    for span in group {
      let pixels = max(0, Int(span.end) - Int(span.start))
      before.append(before[before.count - 1] + (pixels + spread.runLength - 1) / spread.runLength)
    }
    let slots = before[group.count]
    let chosen = min(spread.runs, slots)
    var span = 0
    return (0..<chosen).map { index in
      let golden = Int(UInt32(index) &* 2_654_435_769) >> 16  // of 65,536
      let middle = (2 * index + 1) * slots / (2 * chosen)
      while before[span + 1] <= middle { span += 1 }
      var (place, slot) = (span, 0)
      let width = before[span + 1] - before[span]
      if width * chosen <= slots {
        slot = (golden * width) >> 16
      } else {
        // Several runs in a row: each in its own part of it.
        let target = ((((index << 16) + golden) * slots) >> 16) / chosen
        while before[place] > target { place -= 1 }
        while before[place + 1] <= target { place += 1 }
        slot = target - before[place]
      }
      let column = Int(group[place].start) + slot * spread.runLength
      return Run(
        row: Int(group[place].row), column: column,
        length: min(spread.runLength, Int(group[place].end) - column))
    }
  }

  /// The runs of a gathered list, and where they stand in the picture.
  var runs: [(row: Int, columns: Range<Int>, pixels: Range<Int>)] {
    var at = 0
    return pieces.map { piece in
      defer { at += piece.length }
      let columns = piece.column..<(piece.column + piece.length)
      return (piece.row, columns, at..<(at + piece.length))
    }
  }

  /// The pixels of a frame, group by group.
  func gather(_ frame: VideoFrame) -> [UInt8] {
    frame.withLuma { luma, rowStride in
      [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        guard let target = buffer.baseAddress else { return }
        var at = 0
        for piece in pieces {
          let source = luma + (piece.row &* rowStride &+ piece.column)
          (target + at).initialize(from: source, count: piece.length)
          at &+= piece.length
        }
        initialized = at
      }
    }
  }
}
