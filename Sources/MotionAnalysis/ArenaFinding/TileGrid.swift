import MotionKernels

/// The displayed picture cut into square tiles, about a hundred along its longer side.
struct TileGrid: Equatable {
  /// The side of a tile, pixels; the tiles at the right and lower edge may be cut.
  let side: Int
  /// Displayed width of the picture, pixels.
  let width: Int
  /// Displayed height of the picture, pixels.
  let height: Int

  private static let tilesAlongLongerSide = 96

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    let tiles = Self.tilesAlongLongerSide
    side = max(2, (max(width, height) + tiles - 1) / tiles)
  }

  /// Tiles in a row.
  var columns: Int { (width + side - 1) / side }
  /// Rows of tiles.
  var rows: Int { (height + side - 1) / side }
  /// All tiles; tile `row * columns + column`.
  var count: Int { columns * rows }

  /// Pixels of a tile.
  func pixels(_ tile: Int) -> Int {
    let (row, column) = (tile / columns, tile % columns)
    return min(side, width - column * side) * min(side, height - row * side)
  }

  /// Every tile's pixels in the coded picture, in the order of their rows; the group is the tile.
  func spans(_ orientation: Orientation) -> [RowSpan] {
    var spans: [RowSpan] = []
    for tile in 0..<count {
      let (top, left) = (tile / columns * side, tile % columns * side)
      let (bottom, right) = (min(top + side, height) - 1, min(left + side, width) - 1)
      let first = orientation.codedPixel(displayedColumn: left, row: top)
      let last = orientation.codedPixel(displayedColumn: right, row: bottom)
      let start = Int32(min(first.column, last.column))
      let end = Int32(max(first.column, last.column) + 1)
      for row in min(first.row, last.row)...max(first.row, last.row) {
        spans.append(RowSpan(row: Int32(row), start: start, end: end, group: Int32(tile)))
      }
    }
    return spans.sorted { ($0.row, $0.start) < ($1.row, $1.start) }
  }
}
