import ImmobilityCore

/// From the regions in which animals moved to arenas: rows, equal sizes, margins and names.
struct ArenaLayout {
  var grid: TileGrid
  /// The regions' rows from top to bottom, each from left to right.
  let rows: [[TileRectangle]]

  /// The margin around a region, as a part of the greatest width or height.
  private static let margin = 0.1
  /// A region gets at least this part of the width of the widest, and of the tallest's height.
  private static let leastSize = 0.9
  /// Side by side in a single row arenas are at least so many times as tall as wide: swimming animals keep to
  /// the surface, but a cylinder is deeper and they dive and climb in it.
  private static let leastHeight = 1.5
  /// Regions of a row get a common height unless that would be so much more than the tallest's.
  private static let mostStretch = 1.5

  init(regions: [TileRectangle], grid: TileGrid) {
    self.grid = grid
    let fromLeft = regions.sorted { ($0.left, $0.top) < ($1.left, $1.top) }
    if zip(fromLeft, fromLeft.dropFirst()).allSatisfy({ $0.right <= $1.left }) {
      // None above another: one row, even where animals keep to different heights.
      rows = regions.isEmpty ? [] : [fromLeft]
      return
    }
    var rows: [[TileRectangle]] = []
    for region in regions.sorted(by: {
      ($0.top + $0.bottom, $0.left) < ($1.top + $1.bottom, $1.left)
    }) {
      let row = rows.firstIndex { $0.allSatisfy { Self.areBesideEachOther($0, region) } }
      if let row { rows[row].append(region) } else { rows.append([region]) }
    }
    self.rows = rows.map { $0.sorted { ($0.left, $0.top) < ($1.left, $1.top) } }
  }

  /// The arenas; `nil` when regions overlap.
  func arenas() -> [Arena]? {
    let regions = rows.flatMap(\.self)
    guard !Self.anyOverlap(regions) else { return nil }
    var rectangles = rows.indices.flatMap { widened($0) }
    if Self.anyOverlap(rectangles) {
      // A layout that is neither a row nor a grid: the bare regions at least are apart.
      let side = grid.side
      rectangles = regions.map {
        TileRectangle(
          left: $0.left * side, top: $0.top * side, right: min($0.right * side, grid.width),
          bottom: min($0.bottom * side, grid.height))
      }
    }
    return zip(Self.names(rows: rows.map(\.count)), rectangles).map { name, rectangle in
      Arena(
        name: name,
        shape: .rectangle(
          x: Double(rectangle.left), y: Double(rectangle.top), width: Double(rectangle.width),
          height: Double(rectangle.height)))
    }
  }

  /// The names of arenas in rows of so many, row by row.
  static func names(rows: [Int]) -> [String] {
    switch rows {
    case [1]: ["arena"]
    case [2]: ["left", "right"]
    case [3]: ["left", "middle", "right"]
    case [4]: ["left", "centre-left", "centre-right", "right"]
    default: (0..<rows.reduce(0, +)).map { "arena-\($0 + 1)" }
    }
  }

  /// A row's arenas in pixels: the regions, nearly as wide and tall as the largest, with the row's
  /// common height and a margin; to the middle between neighbours at most.
  private func widened(_ index: Int) -> [TileRectangle] {
    let row = rows[index]
    let side = grid.side
    let widest = rows.flatMap(\.self).map(\.width).max() ?? 0
    let tallest = rows.flatMap(\.self).map(\.height).max() ?? 0
    let margin = Int((Self.margin * Double(max(widest, tallest) * side)).rounded())
    let whole = row.reduce(row[0]) { $0.union($1) }
    let isLevel = Double(whole.height) <= Self.mostStretch * Double(tallest)
    let isRow = rows.count == 1 && row.count > 1
    let wanted =
      isRow
      ? Int(Self.leastHeight * Double(widest * side + 2 * margin)) - 2 * margin
      : Int(Self.leastSize * Double(tallest * side))
    let above = index > 0 ? rows[index - 1].map(\.bottom).max() : nil
    let below = index + 1 < rows.count ? rows[index + 1].map(\.top).min() : nil
    return row.indices.map { place in
      let region = row[place]
      let spare = max(0, Int(Self.leastSize * Double(widest * side)) - region.width * side) / 2
      let left = place > 0 ? (row[place - 1].right + region.left) * side / 2 : 0
      let right =
        place + 1 < row.count ? (region.right + row[place + 1].left) * side / 2 : grid.width
      let top = isLevel ? whole.top : region.top
      let bottom = isLevel ? whole.bottom : region.bottom
      let reach = margin + max(0, wanted - (bottom - top) * side) / 2
      // Half-way to the next row, but never into the region itself.
      let ceiling = min(region.top * side, above.map { ($0 + top) * side / 2 } ?? 0)
      let floor = max(region.bottom * side, below.map { (bottom + $0) * side / 2 } ?? grid.height)
      return TileRectangle(
        left: max(region.left * side - spare - margin, left, 0),
        top: max(top * side - reach, ceiling, 0),
        right: min(region.right * side + spare + margin, right, grid.width),
        bottom: min(bottom * side + reach, floor, grid.height))
    }
  }

  /// Whether two regions share at least half of the lower one's height.
  private static func areBesideEachOther(_ a: TileRectangle, _ b: TileRectangle) -> Bool {
    2 * (min(a.bottom, b.bottom) - max(a.top, b.top)) >= min(a.height, b.height)
  }

  private static func anyOverlap(_ rectangles: [TileRectangle]) -> Bool {
    rectangles.indices.contains { first in
      rectangles.indices.dropFirst(first + 1).contains {
        rectangles[first].overlap(rectangles[$0]) > 0
      }
    }
  }
}
