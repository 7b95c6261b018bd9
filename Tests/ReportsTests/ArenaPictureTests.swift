import ImmobilityCore
import Testing

@testable import Reports

@Suite struct ArenaPictureTests {
  private func colour(_ picture: ArenaPicture, _ column: Int, _ row: Int) -> [UInt8] {
    let first = (row * picture.width + column) * 3
    return Array(picture.rgb[first..<first + 3])
  }

  private func isGrey(_ colour: [UInt8]) -> Bool {
    colour[0] == colour[1] && colour[1] == colour[2]
  }

  private let grey = [UInt8](repeating: 90, count: 800 * 300)

  @Test func outlinesStandWhereTheArenasAre() {
    let arenas = [
      Arena(name: "left", shape: .rectangle(x: 100, y: 50, width: 200, height: 200)),
      Arena(name: "right", shape: .ellipse(centerX: 600, centerY: 150, radiusX: 100, radiusY: 80)),
    ]
    let picture = ArenaPicture(grey: grey, width: 800, height: 300, arenas: arenas)
    #expect(picture.width == 800 && picture.height == 300)
    let left = colour(picture, 100, 200)
    let right = colour(picture, 700, 150)
    #expect(!isGrey(left) && !isGrey(right) && left != right)
    for place in [(300, 200), (200, 50), (200, 250)] {
      #expect(colour(picture, place.0, place.1) == left)
    }
    for place in [(500, 150), (600, 230)] { #expect(colour(picture, place.0, place.1) == right) }
    for place in [(200, 150), (90, 150), (600, 150), (690, 225)] {
      #expect(colour(picture, place.0, place.1) == [90, 90, 90])
    }
  }

  @Test func namesStandOnADarkGround() {
    let white = [UInt8](repeating: 255, count: 800 * 300)
    let picture = ArenaPicture(
      grey: white, width: 800, height: 300,
      arenas: [Arena(name: "left", shape: .rectangle(x: 100, y: 50, width: 200, height: 200))])
    var (black, inked) = (0, 0)
    for row in 51..<70 {
      for column in 103..<125 {
        let found = colour(picture, column, row)
        black += found == [0, 0, 0] ? 1 : 0
        inked += isGrey(found) ? 0 : 1
      }
    }
    #expect(black > 100 && inked > 20)
  }

  @Test func smallPicturesAreEnlarged() {
    let picture = ArenaPicture(
      grey: (0..<20 * 10).map { UInt8($0) }, width: 20, height: 10, arenas: [])
    #expect(picture.width == 640 && picture.height == 320)
    #expect(colour(picture, 639, 319) == [199, 199, 199])
  }

  @Test func whatReachesOutsideIsCut() {
    let arenas = [
      Arena(name: "far", shape: .rectangle(x: -50, y: -50, width: 2000, height: 2000)),
      Arena(name: "whole", shape: .wholePicture),
      Arena(
        name: "鼠", shape: .rectangle(x: 0.5, y: 0.5, width: 0.5, height: 0.5),
        coordinates: .relative),
    ]
    let picture = ArenaPicture(grey: grey, width: 800, height: 300, arenas: arenas)
    #expect(picture.rgb.count == 800 * 300 * 3)
    #expect(!isGrey(colour(picture, 400, 250)))
  }
}
