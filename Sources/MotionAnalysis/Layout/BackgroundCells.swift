import ImmobilityCore
import MotionKernels

/// What lies outside all arenas, in the parts of the picture that a coarse lattice cuts.
///
/// Every fourth row is enough: what is looked for there concerns the whole picture.
struct BackgroundCells {
  /// Every so many rows are looked at.
  static let rowStep = 4
  /// The lattice's columns and rows.
  static let columns = 4
  static let rows = 3
  /// A part with fewer pixels is left out.
  static let leastPixels = 64
  /// In a part in which more than this of the pixels changed, 0-1, much changed.
  static let much = 0.1
  /// In a part in which more than this of the pixels changed, 0-1, and so many of them, something stirred.
  static let little = 0.004
  static let leastStirred = 4

  /// `[cell]`: its runs of pixels; no cell is empty.
  private(set) var cells: [[RowSpan]] = []

  /// Finds the parts outside the arenas in a coded picture of a size, pixels.
  init(arenas: [ArenaRaster], width: Int, height: Int) {
    var bySpot = [[RowSpan]](repeating: [], count: Self.columns * Self.rows)
    var covered: [Int32: [RowSpan]] = [:]
    for span in arenas.flatMap(\.spans) where Int(span.row) % Self.rowStep == 0 {
      covered[span.row, default: []].append(span)
    }
    for row in stride(from: 0, to: height, by: Self.rowStep) {
      let spans = (covered[Int32(row)] ?? []).sorted { $0.start < $1.start }
      var free: [Range<Int>] = []
      var at = 0
      for span in spans {
        if Int(span.start) > at { free.append(at..<Int(span.start)) }
        at = max(at, Int(span.end))
      }
      if at < width { free.append(at..<width) }
      for range in free {
        for column in 0..<Self.columns {
          let start = max(range.lowerBound, column * width / Self.columns)
          let end = min(range.upperBound, (column + 1) * width / Self.columns)
          guard start < end else { continue }
          bySpot[row * Self.rows / height * Self.columns + column].append(
            RowSpan(row: Int32(row), start: Int32(start), end: Int32(end)))
        }
      }
    }
    cells = bySpot.filter { Self.pixels($0) >= Self.leastPixels }
  }

  /// `[cell]`: the number of its pixels.
  var pixelCounts: [Int] { cells.map(Self.pixels) }

  private static func pixels(_ spans: [RowSpan]) -> Int {
    spans.reduce(0) { $0 + Int($1.end - $1.start) }
  }
}
