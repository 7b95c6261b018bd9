/// One way to search for regions, slightly different from the others.
struct RegionVariation: Equatable {
  /// Visits beyond the first after which a tile counts in full.
  var saturation = 3.0
  /// The deepest valley that is cut through; see `RegionSearch`.
  var valley = 0.3
  /// Every second pair of frames from the first (0) or second (1) on; `nil` takes all.
  var half: Int?

  /// The search that the proposal comes from.
  static let standard = RegionVariation()
  /// The searches that it is compared with.
  static let others = [
    RegionVariation(saturation: 2), RegionVariation(saturation: 5), RegionVariation(valley: 0.15),
    RegionVariation(valley: 0.45), RegionVariation(half: 0), RegionVariation(half: 1),
  ]

  /// The regions of a recording's motion; as many as `count` where that can be had.
  func regions(in motion: SparseMotion, count: Int?) -> [TileRectangle] {
    let samples = motion.samples.indices
      .filter { half == nil || $0 % 2 == half }.map { motion.samples[$0] }
    let map = TileMap(visitsIn: motion, samples: samples, saturation: saturation)
    let shared = SharedAnimal(motion: motion)
    let parts = { (valley: Double) in RegionSearch(map: map, deepestValley: valley).parts() }
    let regions = { (parts: [TileRectangle]) in
      parts.map { RegionSearch(map: map, deepestValley: valley).region(in: $0) }
    }
    guard let count else { return regions(shared.unite(parts(valley))) }
    // From the surest cuts to those that only the number makes likely.
    var most: [TileRectangle] = []
    for valley in [valley / 2, valley, 1.5 * valley, 2 * valley, 2.5 * valley] {
      let parts = parts(valley)
      for candidate in [shared.unite(parts), parts] {
        if candidate.count == count { return regions(candidate) }
        if candidate.count > most.count { most = candidate }
      }
    }
    return fewer(regions(most), count, map)
  }

  /// Too many regions made fewer: all in one, or without what hardly counts beside the others.
  private func fewer(_ regions: [TileRectangle], _ count: Int, _ map: TileMap) -> [TileRectangle] {
    guard regions.count > count, let first = regions.first else { return regions }
    let kept = StrayRegions.separate(regions, ofTiles: map.values.count).kept
    if kept.count == count { return kept }
    if count == 1 { return [regions.reduce(first) { $0.union($1) }] }
    let ranked = regions.sorted { map.sum($0) > map.sum($1) }
    let isClear = map.sum(ranked[count]) < 0.25 * map.sum(ranked[count - 1])
    return isClear ? Array(ranked[..<count]) : regions
  }
}
