import Testing

@testable import MotionAnalysis

/// Three groups of 100 pixels: two arenas and what lies outside.
@Suite struct CommonStopTests {
  private let groups = [0..<100, 100..<200, 200..<300]

  /// Whether a common stop is told after some steps in which the pixels of some groups change, and then one in
  /// which none does.
  private func isTold(_ moving: [Int], steps: Int) -> Bool {
    var stop = CommonStop(groups: groups, clearly: 10)
    var pixels = [UInt8](repeating: 100, count: 300)
    for step in 0..<steps {
      let before = pixels
      for group in moving {
        for pixel in groups[group].prefix(5) { pixels[pixel] = step % 2 == 0 ? 150 : 100 }
      }
      stop.take(pixels, after: before, moves: !moving.isEmpty)
    }
    #expect(!stop.hasHappened, "while they move")
    stop.take(pixels, after: pixels, moves: false)
    return stop.hasHappened
  }

  @Test func twoAnimalsThatStopAtOnceAreTold() {
    #expect(isTold([0, 1], steps: 6))
    #expect(isTold([0, 1], steps: 40))
  }

  @Test func oneAnimalMayStop() { #expect(!isTold([0], steps: 40)) }

  @Test func aPushOrALampIsNoMovement() {
    #expect(!isTold([0, 1], steps: 5))
    #expect(!isTold([0, 1, 2], steps: 40))
  }

  @Test func itEndsWithTheNextMovement() {
    var stop = CommonStop(groups: groups, clearly: 10)
    var pixels = [UInt8](repeating: 100, count: 300)
    for step in 0..<8 {
      let before = pixels
      for pixel in [0, 1, 100, 101] { pixels[pixel] = step % 2 == 0 ? 150 : 100 }
      stop.take(pixels, after: before, moves: true)
    }
    stop.take(pixels, after: pixels, moves: false)
    stop.take(pixels, after: pixels, moves: false)
    #expect(stop.hasHappened)
    var next = pixels
    next[0] = 10
    stop.take(next, after: pixels, moves: true)
    #expect(!stop.hasHappened)
  }
}
