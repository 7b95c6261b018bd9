import Testing

@testable import ImmobilityCore

@Suite struct NoiseFloorTests {
  private func threshold(_ measure: MotionMeasure, _ noise: [Double]) -> UInt8 {
    NoiseFloor(measure: measure, noise: noise).pixelThreshold(ladder: NoiseFloor.ladder)
  }

  @Test func staysInsideItsBounds() {
    #expect(threshold(.excess, []) == 16)
    #expect(threshold(.excess, [0]) == 16)
    #expect(threshold(.excess, [100]) == 28)
    #expect(threshold(.changed, [0]) == 12)
    #expect(threshold(.changed, [100]) == 40)
  }

  @Test func isTheNextRungAboveTheNoise() {
    // 2.5 x 6.4 = 16 is the rung itself; anything more goes up one.
    #expect(threshold(.excess, [6.4]) == 16)
    #expect(threshold(.excess, [6.5]) == 20)
    #expect(threshold(.excess, [9.6]) == 24)
    // 5.5 x 3 = 16.5.
    #expect(threshold(.changed, [3]) == 20)
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
}
