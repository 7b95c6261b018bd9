import ImmobilityCore
import MotionKernels
import VideoDecoding

/// A few pixels of each group (an arena, or what lies outside all of them) that stand for all of it
/// where a rough figure is enough: how the light changed, how large the noise is, whether a frame was
/// repeated, whether an animal is there.
///
/// Taken in runs of neighbouring pixels, spread evenly over the group's rows, so that reading them
/// touches little memory.
struct PixelGrid {
  /// Runs for each group.
  static let runs = 64
  /// Pixels of a run, at most.
  static let runLength = 16

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

  /// Chooses pixels of each group of spans; a group may be empty.
  init(groups spans: [[RowSpan]]) {
    for group in spans {
      let first = count
      let slots = group.flatMap { span in
        stride(from: Int(span.start), to: Int(span.end), by: Self.runLength).map { column in
          Run(
            row: Int(span.row), column: column,
            length: min(Self.runLength, Int(span.end) - column))
        }
      }
      let chosen = min(Self.runs, slots.count)
      for index in 0..<chosen {
        let run = slots[(2 * index + 1) * slots.count / (2 * chosen)]
        pieces.append(run)
        count += run.length
      }
      groups.append(first..<count)
    }
  }

  /// The runs of a gathered list with the rows of the picture that they stand in.
  var runs: [(row: Int, pixels: Range<Int>)] {
    var at = 0
    return pieces.map { piece in
      defer { at += piece.length }
      return (piece.row, at..<(at + piece.length))
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
