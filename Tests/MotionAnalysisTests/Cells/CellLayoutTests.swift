import ImmobilityCore
import Testing

@testable import MotionAnalysis

@Suite struct CellLayoutTests {
  private func layout(_ width: Int, _ height: Int, _ shapes: [Arena.Shape]) -> CellLayout {
    let orientation = Orientation(
      quarterTurns: 0, mirrored: false, codedWidth: width, codedHeight: height)
    return CellLayout(
      shapes.map { ArenaRaster(Arena(name: "a", shape: $0), orientation: orientation) })
  }

  @Test(arguments: [(600, 20), (300, 10), (61, 2), (60, 2), (16, 2), (3, 2), (75, 3)])
  func squareArenasHaveThirtyCellsAlongASide(width: Int, side: Int) {
    #expect(layout(width, width, [.wholePicture]).grids.map(\.side) == [side])
  }

  @Test func arenasFollowEachOther() {
    let layout = layout(
      300, 200,
      [
        .rectangle(x: 0, y: 0, width: 60, height: 60),
        .ellipse(centerX: 200, centerY: 100, radiusX: 90, radiusY: 90),
      ])
    #expect(layout.grids.map(\.side) == [2, 5])
    #expect(layout.grids[0].count == 900)
    #expect(layout.ranges == [0..<900, 900..<(900 + layout.grids[1].count)])
    #expect(layout.count == 900 + layout.grids[1].count)
    // About as many cells in the circle as in a square of its area.
    #expect(abs(layout.grids[1].count - 1_018) < 40)
  }

  @Test func nothingHasNoCells() {
    #expect(layout(40, 40, []).count == 0)
    let pixel = layout(40, 40, [.rectangle(x: 3, y: 3, width: 1, height: 1)])
    #expect(pixel.count == 0 && pixel.ranges == [0..<0])
  }

  @Test func hugeArenasStayWithinTheLargestSide() {
    #expect(layout(8_000, 8_000, [.wholePicture]).grids[0].side == 256)
  }
}
