import ImmobilityCore
import Testing

@testable import MotionAnalysis

@Suite struct ArenaLayoutTests {
  private let grid = TileGrid(width: 960, height: 540)

  private func edges(_ arena: Arena) -> [Int] {
    guard case .rectangle(let x, let y, let width, let height) = arena.shape else { return [] }
    return [x, y, x + width, y + height].map { Int($0) }
  }

  @Test func arenasNeverOverlapAndStayInThePicture() throws {
    var seed: UInt64 = 7
    func random(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    for _ in 0..<300 {
      // Disjoint regions anywhere: one in each cell of a grid of 4 x 3.
      var regions: [TileRectangle] = []
      for cell in 0..<12 where random(2) == 0 {
        let (width, height) = (1 + random(24), 1 + random(18))
        regions.append(
          MadeMotion.box(
            cell % 4 * 24 + random(25 - width), cell / 4 * 18 + random(19 - height), width, height))
      }
      let arenas = try #require(ArenaLayout(regions: regions, grid: grid).arenas())
      #expect(arenas.count == regions.count)
      #expect(Set(arenas.map(\.name)).count == arenas.count)
      for (index, arena) in arenas.enumerated() {
        let a = edges(arena)
        #expect(a[0] >= 0 && a[1] >= 0 && a[2] <= 960 && a[3] <= 540 && a[0] < a[2] && a[1] < a[3])
        for b in arenas[..<index].map(edges) {
          #expect(
            a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "\(regions)")
        }
      }
      // Each region lies in an arena of its own.
      for region in regions {
        let inside = arenas.map(edges).filter {
          $0[0] <= region.left * 10 && $0[1] <= region.top * 10 && $0[2] >= region.right * 10
            && $0[3] >= region.bottom * 10
        }
        #expect(inside.count == 1, "\(region) in \(regions)")
      }
    }
  }

  @Test func overlappingRegionsAreNoLayout() {
    let regions = [MadeMotion.box(0, 0, 20, 20), MadeMotion.box(10, 10, 20, 20)]
    #expect(ArenaLayout(regions: regions, grid: grid).arenas() == nil)
  }

  @Test func aSmallRegionGetsTheSizeOfItsNeighbours() throws {
    let regions = [MadeMotion.box(4, 20, 16, 20), MadeMotion.box(48, 24, 8, 6)]
    let arenas = try #require(ArenaLayout(regions: regions, grid: grid).arenas()).map(edges)
    #expect(arenas[0][1] == arenas[1][1] && arenas[0][3] == arenas[1][3])
    #expect(Double(arenas[1][2] - arenas[1][0]) > 0.85 * Double(arenas[0][2] - arenas[0][0]))
  }

  @Test func animalsAtDifferentHeightsMakeARowToo() {
    let regions = [
      MadeMotion.box(70, 2, 8, 8), MadeMotion.box(4, 40, 8, 8), MadeMotion.box(40, 20, 8, 8),
    ]
    let layout = ArenaLayout(regions: regions, grid: grid)
    #expect(layout.rows.count == 1)
    #expect(layout.arenas()?.map(\.name) == ["left", "middle", "right"])
  }
}
