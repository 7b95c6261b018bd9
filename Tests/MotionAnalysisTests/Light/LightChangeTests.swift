import Testing

@testable import MotionAnalysis

@Suite struct LightChangeTests {
  /// A bright ground with a dark animal in a sixth of it.
  private let ground: [UInt8] = (0..<600).map {
    $0 < 100 ? 50 + UInt8($0 % 7) : 150 + UInt8($0 % 23)
  }

  private func change(_ pixels: [UInt8]) -> LightChange? {
    LightChange(current: pixels, earlier: ground, range: ground.indices)
  }

  @Test func nothingWithoutAChange() {
    #expect(change(ground) == nil)
    #expect(change(ground.map { $0 + 1 }) == nil, "a grey level is none")
  }

  @Test func movingAnimalIsNoLight() {
    // The animal moves to where ground was: a third of the pixels change, in both directions.
    var moved = ground
    for index in 0..<100 { moved[index] = 160 }
    for index in 200..<300 { moved[index] = 52 }
    #expect(change(moved) == nil)
  }

  @Test(arguments: [2, 15, 40, -25])
  func additiveStepIsTakenOut(_ levels: Int) throws {
    let found = try #require(change(ground.map { UInt8(Int($0) + levels) }))
    #expect(found.shift == levels)
    let expected = try #require(found.expected)
    for pixel in ground { #expect(abs(Int(expected[Int(pixel)]) - Int(pixel) - levels) <= 1) }
  }

  @Test(arguments: [1.2, 0.8])
  func multiplicativeStepIsTakenOut(_ factor: Double) throws {
    let found = try #require(change(ground.map { UInt8((Double($0) * factor).rounded()) }))
    let expected = try #require(found.expected)
    for pixel in ground {
      #expect(abs(Double(expected[Int(pixel)]) - Double(pixel) * factor) <= 2)
    }
  }

  @Test func stepUnderAnAnimalThatMovesIsTakenOut() throws {
    var moved = ground
    for index in 0..<100 { moved[index] = 160 }
    for index in 200..<300 { moved[index] = 52 }
    let found = try #require(change(moved.map { $0 + 20 }))
    #expect(abs(found.shift - 20) <= 1)
  }

  @Test func tooMuchOrClippedLightIsNotTakenOut() throws {
    let bright = try #require(change(ground.map { UInt8(min(255, Int($0) + 60)) }))
    #expect(bright.expected == nil)
    let clipped = [UInt8](repeating: 230, count: 600)
    let found = try #require(
      LightChange(current: clipped.map { _ in 255 }, earlier: clipped, range: clipped.indices))
    #expect(found.shift == 25 && found.expected == nil)
  }

  @Test func emptyRangeHasNoLight() {
    #expect(LightChange(current: [], earlier: [], range: 0..<0) == nil)
  }
}
