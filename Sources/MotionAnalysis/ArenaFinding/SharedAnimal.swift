/// Finds regions that one animal walks between: two animals move at the same time now and then, one
/// cannot be in two places.
struct SharedAnimal {
  var motion: SparseMotion

  /// Where chance alone would make two animals move together in so many pairs of frames...
  private static let expected = 3.0
  /// ...and less than this part of it was seen, it is one animal.
  private static let mostSeen = 0.3
  /// A region takes part when at least so many of its tiles move.
  private static let leastTiles = 2

  /// The regions with those united between which one animal walks.
  func unite(_ regions: [TileRectangle]) -> [TileRectangle] {
    var regions = regions
    while let (first, second) = pair(in: regions) {
      regions[first] = regions[first].union(regions[second])
      regions.remove(at: second)
    }
    return regions
  }

  private func pair(in regions: [TileRectangle]) -> (Int, Int)? {
    for first in regions.indices {
      for second in regions.indices.dropFirst(first + 1)
      where isOneAnimal(regions[first], regions[second]) {
        return (first, second)
      }
    }
    return nil
  }

  private func isOneAnimal(_ first: TileRectangle, _ second: TileRectangle) -> Bool {
    var (inFirst, inSecond, together) = (0, 0, 0)
    for sample in motion.samples {
      let one = centre(of: sample, in: first)
      let other = centre(of: sample, in: second)
      inFirst += one == nil ? 0 : 1
      inSecond += other == nil ? 0 : 1
      // An animal on the way from one to the other moves in both, but in one place.
      if let one, let other, distance(one, other) > distance(middle(first), middle(second)) / 2 {
        together += 1
      }
    }
    let chance = Double(inFirst * inSecond) / Double(max(motion.samples.count, 1))
    return chance >= Self.expected && Double(together) < Self.mostSeen * chance
  }

  private typealias Place = (column: Double, row: Double)

  private func centre(of sample: MotionSample, in region: TileRectangle) -> Place? {
    var (columns, rows, count) = (0, 0, 0)
    for tile in sample.tiles {
      let (row, column) = (tile / motion.grid.columns, tile % motion.grid.columns)
      guard region.contains(row: row, column: column) else { continue }
      columns += column
      rows += row
      count += 1
    }
    guard count >= Self.leastTiles else { return nil }
    return (Double(columns) / Double(count), Double(rows) / Double(count))
  }

  private func middle(_ region: TileRectangle) -> Place {
    (Double(region.left + region.right) / 2, Double(region.top + region.bottom) / 2)
  }

  private func distance(_ a: Place, _ b: Place) -> Double {
    let (x, y) = (a.column - b.column, a.row - b.row)
    return (x * x + y * y).squareRoot()
  }
}
