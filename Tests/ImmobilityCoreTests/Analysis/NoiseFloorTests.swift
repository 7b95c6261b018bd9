import Testing

@testable import ImmobilityCore

/// Which pixel threshold a recording's noise asks for.
@Suite struct NoiseFloorTests {
  @Test(
    arguments: [
      (0.0, 16), (0.5, 16), (6.4, 16), (6.5, 20), (8.0, 20), (8.1, 24), (9.7, 28), (11.3, 28),
      (1000, 28),
    ] as [(Double, UInt8)])
  func measuresOfCellsTakeARungThatIsNotBelow(noise: Double, threshold: UInt8) {
    for measure in [MotionMeasure.strokes, .movement] {
      let floor = NoiseFloor(measure: measure, noise: [noise])
      #expect(floor.pixelThreshold(ladder: NoiseFloor.ladder) == threshold)
    }
  }

  @Test(
    arguments: [(0.5, 12), (3.0, 20), (3.8, 24), (5.0, 28), (5.5, 40), (20, 40)]
      as [(Double, UInt8)])
  func changedTakesACoarseRungThatIsNotBelow(noise: Double, threshold: UInt8) {
    let floor = NoiseFloor(measure: .changed, noise: [noise])
    #expect(floor.pixelThreshold(ladder: NoiseFloor.ladder) == threshold)
  }

  @Test func withoutARungHighEnoughTheLast() {
    let floor = NoiseFloor(measure: .changed, noise: [5])
    #expect(floor.pixelThreshold(ladder: [9, 20]) == 20)
    #expect(floor.pixelThreshold(ladder: [9]) == 9)
  }

  @Test func theNoiseIsTheMedianOfTheArenas() {
    #expect(NoiseFloor(measure: .changed, noise: []).noise == 0)
    #expect(NoiseFloor(measure: .changed, noise: [9, 1, 2]).noise == 2)
    #expect(NoiseFloor(measure: .changed, noise: [1, 2, 4, 9]).noise == 3)
  }

  @Test func tooMuchNoiseIsSaid() throws {
    #expect(NoiseFloor(measure: .changed, noise: [7.2]).note(trial: 60) == nil)
    let note = try #require(NoiseFloor(measure: .changed, noise: [7.3]).note(trial: 60))
    #expect(note.flag == "too_noisy")
    #expect(note.end == 60)
  }
}
