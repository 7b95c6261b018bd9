import ImmobilityCore
import MotionKernels
import Testing

@testable import MotionAnalysis

@Suite struct ArenaRasterTests {
  private func upright(_ width: Int, _ height: Int) -> Orientation {
    Orientation(quarterTurns: 0, mirrored: false, codedWidth: width, codedHeight: height)
  }

  private func pixels(_ raster: ArenaRaster) -> Set<[Int]> {
    var set: Set<[Int]> = []
    for span in raster.spans {
      for column in span.start..<span.end { set.insert([Int(span.row), Int(column)]) }
    }
    #expect(set.count == raster.pixelCount, "spans overlap")
    return set
  }

  private func raster(_ shape: Arena.Shape, _ orientation: Orientation) -> ArenaRaster {
    ArenaRaster(Arena(name: "a", shape: shape), orientation: orientation)
  }

  /// Whether a point is inside, written the slow and obvious way: by the angles under which a
  /// convex polygon's edges are seen (always on the same side).
  private func isInsideConvex(_ corners: [Arena.Point], _ x: Double, _ y: Double) -> Bool {
    let sides = corners.indices.map { index in
      let a = corners[index]
      let b = corners[(index + 1) % corners.count]
      return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
    }
    return sides.allSatisfy { $0 > 0 } || sides.allSatisfy { $0 < 0 }
  }

  @Test func wholePicture() {
    let raster = raster(.wholePicture, upright(63, 47))
    #expect(raster.pixelCount == 63 * 47)
    #expect(raster.spans.count == 47)
    #expect(!raster.isCut)
  }

  @Test func rectangleHoldsPixelsWhoseCentresAreInside() {
    #expect(
      pixels(raster(.rectangle(x: 2, y: 1, width: 2, height: 1), upright(10, 10)))
        == [[1, 2], [1, 3]])
    // 0.5 is the first centre that belongs, 2.5 the first that no longer does.
    #expect(
      pixels(raster(.rectangle(x: 0.5, y: 0.5, width: 2, height: 1), upright(10, 10)))
        == [[0, 0], [0, 1]])
    #expect(
      raster(.rectangle(x: 0.6, y: 0.6, width: 0.3, height: 0.3), upright(10, 10)).pixelCount == 0)
  }

  @Test func ellipseIsRound() {
    let raster = raster(
      .ellipse(centerX: 50, centerY: 40, radiusX: 30, radiusY: 20), upright(100, 80))
    let area = Double.pi * 30 * 20
    #expect(abs(Double(raster.pixelCount) - area) < 0.01 * area)
    let inside = pixels(raster)
    for row in 0..<80 {
      for column in 0..<100 {
        let dx = (Double(column) + 0.5 - 50) / 30
        let dy = (Double(row) + 0.5 - 40) / 20
        #expect(inside.contains([row, column]) == (dx * dx + dy * dy <= 1))
      }
    }
  }

  @Test func aPolygonIsNotItsBoundingBox() {
    let triangle = [(10.0, 10.0), (90, 10), (10, 70)].map { Arena.Point(x: $0.0, y: $0.1) }
    let raster = raster(.polygon(triangle), upright(100, 80))
    #expect(abs(Double(raster.pixelCount) - 80 * 60 / 2) < 80)
  }

  @Test func convexPolygonsAgreeWithTheSideOfEachEdge() {
    let corners = [(20.3, 5.1), (70.2, 11.7), (93.4, 40.9), (60.6, 72.3), (12.8, 50.2)]
      .map { Arena.Point(x: $0.0, y: $0.1) }
    for polygon in [corners, corners.reversed()] {
      let inside = pixels(raster(.polygon(polygon), upright(100, 80)))
      for row in 0..<80 {
        for column in 0..<100 {
          #expect(
            inside.contains([row, column])
              == isInsideConvex(corners, Double(column) + 0.5, Double(row) + 0.5))
        }
      }
    }
  }

  @Test func aCrossingPolygonFollowsTheEvenOddRule() {
    // A bow tie: the two outer triangles, nothing above and below the crossing.
    let tie = [(0.0, 0.0), (40, 40), (40, 0), (0, 40)].map { Arena.Point(x: $0.0, y: $0.1) }
    let inside = pixels(raster(.polygon(tie), upright(40, 40)))
    #expect(inside.contains([20, 2]))
    #expect(inside.contains([20, 37]))
    #expect(!inside.contains([2, 20]))
    #expect(!inside.contains([37, 20]))
  }

  @Test(arguments: [0, 1, 2, 3], [false, true])
  func turningThePictureKeepsTheDisplayedArena(_ turns: Int, _ mirrored: Bool) {
    let orientation = Orientation(
      quarterTurns: turns, mirrored: mirrored, codedWidth: 40, codedHeight: 30)
    #expect(orientation.displayedWidth == (turns % 2 == 0 ? 40 : 30))
    let shape = Arena.Shape.rectangle(x: 3, y: 5, width: 7, height: 4)
    let coded = pixels(raster(shape, orientation))
    // Turning a coded picture step by step, one quarter turn clockwise at a time.
    var picture = (0..<30).map { row in (0..<40).map { coded.contains([row, $0]) } }
    if mirrored { picture = picture.map { $0.reversed() } }
    for _ in 0..<turns {
      picture = picture[0].indices.map { column in picture.reversed().map { $0[column] } }
    }
    for row in picture.indices {
      for column in picture[row].indices {
        let expected = (5..<9).contains(row) && (3..<10).contains(column)
        #expect(picture[row][column] == expected, "row \(row), column \(column)")
      }
    }
  }

  @Test func whatLiesOutsideIsCut() {
    let partly = raster(.rectangle(x: -5, y: 8, width: 10, height: 10), upright(10, 10))
    #expect(partly.isCut)
    #expect(partly.pixelCount == 5 * 2)
    let outside = raster(
      .ellipse(centerX: 500, centerY: 5, radiusX: 3, radiusY: 3), upright(10, 10))
    #expect(outside.pixelCount == 0)
    let huge = raster(
      .rectangle(x: -1e300, y: -1e300, width: 1e301, height: 1e301), upright(10, 10))
    #expect(huge.pixelCount == 100)
  }
}
