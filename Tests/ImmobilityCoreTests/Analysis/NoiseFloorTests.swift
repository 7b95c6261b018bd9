import ImmobilityCore
import Testing

/// Which pixel threshold a recording's noise asks for.
@Suite struct NoiseFloorTests {
  @Test(
    arguments: [
      (0.5, 16), (6.7, 16), (6.9, 18), (8.9, 22), (9.3, 22), (9.5, 25), (11.3, 28), (20, 28),
    ] as [(Double, UInt8)])
  func excessTakesTheNearestRung(noise: Double, threshold: UInt8) {
    let floor = NoiseFloor(measure: .excess, noise: [noise])
    #expect(floor.pixelThreshold(ladder: NoiseFloor.ladder) == threshold)
  }

  @Test(
    arguments: [(0.5, 12), (3.0, 20), (3.8, 25), (5.0, 28), (5.5, 40), (20, 40)]
      as [(Double, UInt8)])
  func changedTakesACoarseRungThatIsNotBelow(noise: Double, threshold: UInt8) {
    let floor = NoiseFloor(measure: .changed, noise: [noise])
    #expect(floor.pixelThreshold(ladder: NoiseFloor.ladder) == threshold)
  }

  @Test func ofTwoEquallyNearRungsTheLower() {
    let floor = NoiseFloor(measure: .excess, noise: [8.4])
    #expect(floor.pixelThreshold(ladder: [20, 22]) == 20)
  }
}
