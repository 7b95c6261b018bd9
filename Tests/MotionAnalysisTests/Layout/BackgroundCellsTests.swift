import ImmobilityCore
import MotionKernels
import Testing

@testable import MotionAnalysis

@Suite struct BackgroundCellsTests {
  private func cells(_ shapes: [Arena.Shape], width: Int = 320, height: Int = 240)
    -> BackgroundCells
  {
    let orientation = Orientation(
      quarterTurns: 0, mirrored: false, codedWidth: width, codedHeight: height)
    return BackgroundCells(
      arenas: shapes.map { ArenaRaster(Arena(name: "a", shape: $0), orientation: orientation) },
      width: width, height: height)
  }

  @Test func withoutArenasThePictureIsCutEvenly() {
    let found = cells([])
    #expect(found.cells.count == 12)
    #expect(found.pixelCounts.allSatisfy { $0 == 80 * 20 })
  }

  @Test func coveredPictureHasNone() {
    #expect(cells([.wholePicture]).cells.isEmpty)
  }

  @Test func noPixelOfAnArenaBelongs() {
    let found = cells([
      .rectangle(x: 20, y: 30, width: 90, height: 150),
      .ellipse(centerX: 220, centerY: 120, radiusX: 60, radiusY: 80),
    ])
    let orientation = Orientation(
      quarterTurns: 0, mirrored: false, codedWidth: 320, codedHeight: 240)
    let ellipse = ArenaRaster(
      Arena(name: "e", shape: .ellipse(centerX: 220, centerY: 120, radiusX: 60, radiusY: 80)),
      orientation: orientation)
    for span in found.cells.flatMap(\.self) {
      #expect(span.start < span.end && Int(span.row) % BackgroundCells.rowStep == 0)
      if (30..<180).contains(span.row) { #expect(span.end <= 20 || span.start >= 110) }
      for other in ellipse.spans where other.row == span.row {
        #expect(span.end <= other.start || span.start >= other.end)
      }
    }
    #expect(found.pixelCounts.allSatisfy { $0 >= BackgroundCells.leastPixels })
  }

  @Test func overlappingArenasAreTakenOutOnce() {
    let one = cells([.rectangle(x: 0, y: 0, width: 200, height: 240)])
    let two = cells([
      .rectangle(x: 0, y: 0, width: 200, height: 240),
      .rectangle(x: 50, y: 0, width: 90, height: 240),
    ])
    #expect(one.cells == two.cells)
  }
}
