import ImmobilityCore
import Testing

@Suite struct ArenaCoordinatesTests {
  static let shapes: [Arena.Shape] = [
    .rectangle(x: 13, y: 40, width: 101, height: 320),
    .ellipse(centerX: 320, centerY: 190.5, radiusX: 88, radiusY: 140.25),
    .polygon([.init(x: 0, y: 0), .init(x: 639, y: 1), .init(x: 13, y: 359)]),
    .wholePicture,
  ]

  @Test(arguments: shapes)
  func thereAndBackIsTheSame(_ shape: Arena.Shape) {
    let arena = Arena(name: "a", animalID: "m", shape: shape)
    let relative = arena.relative(toWidth: 640, height: 360)
    #expect(relative.coordinates == .relative && relative.animalID == "m")
    #expect(relative.inPixels(width: 640, height: 360) == arena)
    #expect(arena.inPixels(width: 1, height: 1) == arena)
    #expect(relative.relative(toWidth: 7, height: 9) == relative)
  }

  @Test func widthsAndHeightsScaleOnTheirOwn() {
    let arena = Arena(
      name: "a", shape: .ellipse(centerX: 0.5, centerY: 0.25, radiusX: 0.1, radiusY: 0.2),
      coordinates: .relative)
    #expect(
      arena.inPixels(width: 1000, height: 400).shape
        == .ellipse(centerX: 500, centerY: 100, radiusX: 100, radiusY: 80))
  }

  /// An edge on the picture's edge stays there, whatever rounding did to the numbers of the file.
  @Test func anEdgeOnThePicturesEdgeStaysThere() {
    for width in [148, 320, 639, 1280, 1920, 4096] {
      for left in stride(from: 0, to: width, by: 7) {
        let arena = Arena(
          name: "a",
          shape: .rectangle(x: Double(left), y: 0, width: Double(width - left), height: 10)
        ).relative(toWidth: width, height: 10).inPixels(width: width, height: 10)
        guard case .rectangle(let x, _, let across, _) = arena.shape else { continue }
        #expect(x + across == Double(width), "\(width) from \(left)")
      }
    }
  }
}
