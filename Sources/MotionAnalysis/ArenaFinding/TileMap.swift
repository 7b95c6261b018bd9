/// A number for every tile: how surely animals were seen there, from 0 to 1.
struct TileMap: Equatable {
  let columns: Int
  let rows: Int
  /// `[row * columns + column]`.
  var values: [Double]

  /// Stretches into which a recording is cut to tell what comes again from what happens once.
  private static let mostStretches = 16
  /// A stretch lasts at least this long, seconds.
  static let leastStretch = 0.5

  /// How often animals came to each tile: 0 at one visit, 1 at one and `saturation` more.
  ///
  /// The recording is cut into up to 16 stretches; a visit is a stretch in which the tile or one
  /// beside it moved, and two stretches in a row are one visit. So a hand that puts an animal in
  /// counts for nothing, and an animal that moves now and then for as much as one that never stops.
  init(visitsIn motion: SparseMotion, samples: [MotionSample], saturation: Double) {
    let grid = motion.grid
    columns = grid.columns
    rows = grid.rows
    let stretches = max(1, min(Self.mostStretches, Int(motion.covered / Self.leastStretch)))
    var visits = [Int](repeating: 0, count: grid.count)
    var run = visits
    for stretch in 0..<stretches {
      var seen = [Bool](repeating: false, count: grid.count)
      for sample in samples
      where min(stretches - 1, Int(sample.position * Double(stretches))) == stretch {
        for tile in sample.tiles {
          let (row, column) = (tile / columns, tile % columns)
          for r in max(0, row - 1)...min(rows - 1, row + 1) {
            for c in max(0, column - 1)...min(columns - 1, column + 1) {
              seen[r * columns + c] = true
            }
          }
        }
      }
      for tile in seen.indices {
        run[tile] = seen[tile] ? run[tile] + 1 : 0
        if run[tile] % 2 == 1 { visits[tile] += 1 }
      }
    }
    values = visits.map { min(max((Double($0) - 1) / saturation, 0), 1) }
  }

  /// The sum over a part of the map.
  func sum(_ part: TileRectangle) -> Double { profile(part, along: .columns).reduce(0, +) }

  /// The sums over the columns or rows of a part of the map, smoothed over three of them.
  func smoothProfile(_ part: TileRectangle, along axis: TileRectangle.Axis) -> [Double] {
    let sums = profile(part, along: axis)
    return sums.indices.map { index in
      sums[max(0, index - 1)...min(sums.count - 1, index + 1)].reduce(0, +) / 3
    }
  }

  private func profile(_ part: TileRectangle, along axis: TileRectangle.Axis) -> [Double] {
    switch axis {
    case .columns:
      (part.left..<part.right).map { column in
        (part.top..<part.bottom).reduce(0) { $0 + values[$1 * columns + column] }
      }
    case .rows:
      (part.top..<part.bottom).map { row in
        (part.left..<part.right).reduce(0) { $0 + values[row * columns + $1] }
      }
    }
  }
}
