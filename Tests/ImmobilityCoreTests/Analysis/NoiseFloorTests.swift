import Testing

@testable import ImmobilityCore

/// Which pixel threshold a recording's noise asks for.
@Suite struct NoiseFloorTests {
  @Test(
    arguments: [
      (0.5, 16), (6.7, 16), (6.9, 18), (8.9, 22), (9.3, 24), (10.3, 26), (11.3, 28), (20, 28),
    ] as [(Double, UInt8)])
  func excessTakesTheNearestRung(noise: Double, threshold: UInt8) {
    let floor = NoiseFloor(measure: .excess, noise: [noise])
    #expect(floor.pixelThreshold(ladder: NoiseFloor.ladder) == threshold)
  }

  @Test(
    arguments: [(0.5, 12), (3.0, 20), (3.8, 24), (5.0, 28), (5.5, 40), (20, 40)]
      as [(Double, UInt8)])
  func changedTakesACoarseRungThatIsNotBelow(noise: Double, threshold: UInt8) {
    let floor = NoiseFloor(measure: .changed, noise: [noise])
    #expect(floor.pixelThreshold(ladder: NoiseFloor.ladder) == threshold)
  }

  @Test func ofTwoEquallyNearTheLower() {
    // 21 lies between the rung 20 and the middle 22.
    let floor = NoiseFloor(measure: .excess, noise: [8.4])
    #expect(floor.pixelThreshold(ladder: [20, 24]) == 20)
  }

  @Test func theNoiseIsTheMedianOfTheArenas() {
    #expect(NoiseFloor(measure: .excess, noise: [9, 1, 2]).noise == 2)
    #expect(NoiseFloor(measure: .excess, noise: [1, 2, 4, 9]).noise == 3)
  }

  @Test func tooMuchNoiseIsSaid() throws {
    #expect(NoiseFloor(measure: .excess, noise: [11.2]).note(trial: 60) == nil)
    let note = try #require(NoiseFloor(measure: .excess, noise: [11.3]).note(trial: 60))
    #expect(note.flag == "too_noisy")
    #expect(note.end == 60)
  }

  @Test func depthsAreReadBetweenRungs() {
    let middle = RungPosition(threshold: 18, below: 1, above: 2, in: [12, 16, 20])
    #expect(middle.between([9, 4, 2] as [UInt16], from: 0) == 3)
    #expect(middle.between([0, 0, 0, 9, 4, 2] as [UInt16], from: 3) == 3)
    #expect(RungPosition(rung: 1).between([9.0, 4.5, 2], from: 0) == 4.5)
  }
}
