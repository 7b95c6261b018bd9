/// Tells a clock in the picture or a lamp from animals.
enum StrayRegions {
  /// A region with less than this part of the middle one's area, above or below all large ones, is
  /// stray. Beside them it may be an animal that hardly moved.
  private static let mostArea = 0.4
  /// A stray region covers no more than this part of the picture.
  private static let mostOfPicture = 0.02

  /// The regions of animals, and those that are small and apart from them.
  static func separate(
    _ regions: [TileRectangle], ofTiles tiles: Int
  ) -> (kept: [TileRectangle], stray: [TileRectangle]) {
    let areas = regions.map(\.area).sorted()
    guard let greatest = areas.last else { return ([], []) }
    let limit = min(
      mostArea * Double(areas.count > 2 ? areas[areas.count / 2] : greatest),
      mostOfPicture * Double(tiles))
    let large = regions.filter { Double($0.area) >= limit }
    let isStray = { (region: TileRectangle) in
      Double(region.area) < limit
        && large.allSatisfy { region.bottom <= $0.top || region.top >= $0.bottom }
    }
    return (regions.filter { !isStray($0) }, regions.filter(isStray))
  }
}
