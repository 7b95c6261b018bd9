import MotionKernels
import VideoDecoding

/// Finds the tiles of the picture that move between two frames.
struct TileMotion {
  let grid: TileGrid
  private let spans: [RowSpan]
  private let kernel = DifferenceKernel(pixelThresholds: Self.ladder)

  /// Pixel thresholds to choose from, grey levels.
  private static let ladder: [UInt8] = [12, 16, 20, 26, 34, 44, 58, 76]
  /// A pixel threshold must exceed so many times the typical difference, which is noise.
  private static let noiseFactor = 5.0
  /// A tile moves when at least this part of its pixels changed.
  private static let movingPart = 0.15
  /// Where more than this part of the picture moves, it is the light or the camera, not animals.
  private static let mostMoving = 0.5

  init(grid: TileGrid, orientation: Orientation) {
    self.grid = grid
    spans = grid.spans(orientation)
  }

  /// The tiles that move from one frame to the other, increasing; `nil` when the pair says nothing about
  /// animals, because nearly everything changed.
  ///
  /// The pixel threshold is raised above the noise: five times the median tile's mean difference.
  /// A tile whose neighbours are still is noise as well.
  func movingTiles(from earlier: VideoFrame, to later: VideoFrame) -> [Int]? {
    let rungs = Self.ladder.count
    var counts = FrameComparer.Counts(groups: grid.count, rungs: rungs)
    kernel.measure(later, earlier, spans, into: &counts)
    let differences = (0..<grid.count).map { Double(counts.sums[$0]) / Double(grid.pixels($0)) }
      .sorted()
    let noise = differences[differences.count / 2]
    let rung =
      Self.ladder.firstIndex { Double($0) >= Self.noiseFactor * noise } ?? rungs - 1
    let moving = (0..<grid.count).map { tile in
      Double(counts.changed[tile * rungs + rung]) >= Self.movingPart * Double(grid.pixels(tile))
    }
    let tiles = moving.indices.filter { moving[$0] }
    guard tiles.count <= Int(Self.mostMoving * Double(grid.count)) else { return nil }
    return tiles.filter { neighbours(of: $0, in: moving) >= 2 }
  }

  /// How many of the up to eight tiles around one move.
  private func neighbours(of tile: Int, in moving: [Bool]) -> Int {
    let (row, column) = (tile / grid.columns, tile % grid.columns)
    var count = 0
    for r in max(0, row - 1)...min(grid.rows - 1, row + 1) {
      for c in max(0, column - 1)...min(grid.columns - 1, column + 1)
      where (r != row || c != column) && moving[r * grid.columns + c] {
        count += 1
      }
    }
    return count
  }
}
