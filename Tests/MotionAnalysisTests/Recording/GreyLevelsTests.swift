import Testing

@testable import MotionAnalysis

/// Whether a picture has so few grey levels that its noise jumps.
@Suite struct GreyLevelsTests {
  private func levels(_ pixels: [Int: Int]) -> GreyLevels {
    GreyLevels(counts: (0..<256).map { pixels[$0] ?? 0 })
  }

  @Test func theUsualStepIsThatOfTheMiddlePixel() {
    #expect(levels([:]).usualStep == 0)
    #expect(levels([80: 100]).usualStep == 0, "one level: nothing to jump to")
    #expect(levels([80: 100, 81: 1]).usualStep == 1)
    #expect(levels([0: 1, 255: 1]).usualStep == 255)
    // Half of the pixels stand 10 from the next level, then more than half.
    #expect(levels([10: 50, 20: 50, 100: 60, 101: 60]).usualStep == 1)
    #expect(levels([10: 60, 20: 60, 100: 50, 101: 50]).usualStep == 10)
  }

  @Test func aSaturatedGroundIsNotCoarse() {
    var pixels = [255: 10_000]
    for level in 60..<255 { pixels[level] = 10 }
    #expect(levels(pixels).note == nil)
  }

  @Test func stepsOfHalfTheThresholdAreTold() throws {
    func even(_ step: Int) -> GreyLevels {
      levels(Dictionary(uniqueKeysWithValues: stride(from: 16, to: 236, by: step).map { ($0, 9) }))
    }
    #expect(even(7).note == nil)
    let note = try #require(even(8).note)
    #expect(note.detail.hasPrefix("the picture has 28 grey levels only, 8 apart"))
  }
}
