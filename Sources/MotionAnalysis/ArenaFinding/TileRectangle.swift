/// A rectangle of tiles, half-open.
struct TileRectangle: Equatable {
  var left: Int
  var top: Int
  var right: Int
  var bottom: Int

  /// A direction in which the picture can be cut.
  enum Axis {
    /// Along which columns follow each other: from left to right.
    case columns
    /// Along which rows follow each other: from top to bottom.
    case rows
  }

  var width: Int { right - left }
  var height: Int { bottom - top }
  var area: Int { width * height }

  /// The two parts on either side of a cut, tiles from the left or upper edge.
  func cut(_ axis: Axis, at offset: Int) -> (TileRectangle, TileRectangle) {
    var (first, second) = (self, self)
    switch axis {
    case .columns:
      first.right = left + offset
      second.left = left + offset
    case .rows:
      first.bottom = top + offset
      second.top = top + offset
    }
    return (first, second)
  }

  /// The smallest rectangle around two.
  func union(_ other: TileRectangle) -> TileRectangle {
    TileRectangle(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// The common area over the area of both together, 0-1 (Jaccard, 1901).
  func overlap(_ other: TileRectangle) -> Double {
    let width = min(right, other.right) - max(left, other.left)
    let height = min(bottom, other.bottom) - max(top, other.top)
    guard width > 0, height > 0 else { return 0 }
    return Double(width * height) / Double(area + other.area - width * height)
  }

  /// Whether a tile lies inside.
  func contains(row: Int, column: Int) -> Bool {
    column >= left && column < right && row >= top && row < bottom
  }
}
