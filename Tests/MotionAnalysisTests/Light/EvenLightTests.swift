import Testing

@testable import MotionAnalysis

@Suite struct EvenLightTests {
  private let count = 600

  /// A group of pixels around a grey level.
  private func ground(_ level: Int) -> [UInt8] { (0..<count).map { UInt8(level + $0 % 9 - 4) } }

  /// What a lamp that is brighter by a part makes of pixels; 16 is black.
  private func lit(_ pixels: [UInt8], _ part: Double) -> [UInt8] {
    pixels.map { UInt8((Double($0) + max(0, Double($0) - 16) * part).rounded()) }
  }

  /// The changes found between groups before and after.
  private func changes(_ groups: [(before: [UInt8], after: [UInt8])]) -> [LightChange?]? {
    EvenLight(
      current: groups.flatMap(\.after), earlier: groups.flatMap(\.before),
      groups: groups.indices.map { ($0 * count)..<(($0 + 1) * count) })?.changes
  }

  /// A dark animal that leaves more than half of its arena in one step.
  private var swum: (before: [UInt8], after: [UInt8]) {
    let arena = ground(140)
    return (arena.indices.map { $0 < 360 ? 50 : arena[$0] }, arena)
  }

  @Test func animalThatUncoversItsArenaIsNoLamp() {
    let still = ground(90)
    #expect(changes([swum, (still, still)]) == nil, "the background is as it was")
    #expect(changes([swum, swum, (still, still), (still, still)]) == nil, "half of four")
  }

  @Test func lampIsSeenInTheBackground() throws {
    for part in [0.2, -0.2, 0.03] {
      let found = try #require(
        changes([(ground(140), lit(ground(140), part)), (ground(90), lit(ground(90), part))]))
      #expect(found.allSatisfy { $0 != nil }, "\(part)")
    }
  }

  /// What could not have shown the change does not vote.
  @Test(arguments: [0.2, -0.2, 0.03])
  func blackBackgroundTellsNothing(_ part: Double) throws {
    for level in [4, 16, 20] {
      let found = try #require(
        changes([
          (ground(140), lit(ground(140), part)), (ground(level), lit(ground(level), part)),
        ]), "\(level)")
      #expect(found[0] != nil && found[1] == nil)
    }
  }

  @Test func dimBackgroundIsAskedWhereItWouldShowIt() {
    // Of 124 above black 25 are a fifth, of 24 five: they would be seen.
    let dim = ground(40)
    #expect(changes([(ground(140), lit(ground(140), 0.2)), (dim, dim)]) == nil)
    // Of a change by three hundredths it would show less than one.
    #expect(changes([(ground(140), lit(ground(140), 0.03)), (dim, dim)]) != nil)
  }

  @Test func oppositeChangesAreNoLamp() {
    let pair = (ground(140), lit(ground(140), 0.2))
    #expect(changes([pair, (pair.1, pair.0)]) == nil)
  }

  @Test func majorityIsEnough() {
    let still = ground(90)
    let pair = (ground(140), lit(ground(140), 0.2))
    #expect(changes([pair, pair, (still, still)]) != nil)
    #expect(changes([pair, (still, still), (still, still)]) == nil)
  }

  @Test func oneGroupDecidesAlone() {
    let pair = (ground(140), lit(ground(140), 0.2))
    #expect(changes([pair]) != nil)
    #expect(
      EvenLight(current: pair.1, earlier: pair.0, groups: [0..<count, count..<count]) != nil,
      "nothing lies outside the arena")
  }

  @Test func nothingWithoutAChange() {
    let still = ground(90)
    #expect(changes([(still, still), (still, still)]) == nil)
  }
}
