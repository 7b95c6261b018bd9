import ImmobilityCore
import Testing

@Suite struct CellMotionTests {
  /// Of the noise and the part of the contrast the larger one.
  @Test(arguments: [
    (100.0, 0.5, 5.0), (100, 2, 5), (100, 2.5, 6.25), (8, 0, 0.4), (0, 1, 2.5),
  ])
  func thresholdIsAboveTheNoiseAndAPartOfTheContrast(
    contrast: Double, noise: Double, threshold: Double
  ) {
    let yardstick = CellMotion.Yardstick(
      contrast: contrast, area: 1, noise: noise, isFromRest: false)
    #expect(abs(yardstick.threshold(part: CellMotion.strokesPart) - threshold) < 1e-12)
    #expect(
      yardstick.threshold(part: CellMotion.movementPart)
        >= yardstick.threshold(part: CellMotion.strokesPart))
  }

  @Test func nothingIsKnownOfAnEmptyTrack() {
    #expect(CellMotion().strokes.isEmpty && CellMotion().movement.isEmpty)
    #expect(CellMotion().yardstick == nil)
  }
}
