import Testing

@testable import MotionAnalysis

@Suite struct CellLightTests {
  private let before = (0..<90).map { Float(60 + $0 * 37 % 90) }

  private func factor(_ now: [Float], _ before: [Float]) -> Float {
    CellLight.factor(now[...], before: before[...])
  }

  @Test(arguments: [0.3, 0.9, 0.99, 1.01, 1.05, 2.0] as [Float])
  func lightThatAllCellsShareIsFound(light: Float) {
    #expect(abs(factor(before.map { light * $0 }, before) - light) < 1e-5)
  }

  @Test func withoutAChangeThereIsNone() {
    #expect(factor(before, before) == 1)
    #expect(factor(before.map { 1.0029 * $0 }, before) == 1)
    #expect(factor(before.map { 0.9971 * $0 }, before) == 1)
    #expect(factor(before.map { 1.0031 * $0 }, before) != 1)
  }

  /// An animal comes to a third of the cells, or leaves them.
  @Test(arguments: [0.2, 3.0] as [Float], [1, 1.05] as [Float])
  func animalOverAThirdDoesNotCount(moved: Float, light: Float) {
    let now = before.enumerated().map { ($0 % 3 == 0 ? moved : light) * $1 }
    #expect(abs(factor(now, before) - light) < 1e-5)
  }

  /// Cells that do not agree have no light in common.
  @Test func noiseIsNoLight() {
    let now = before.enumerated().map { $1 * (1.01 + ($0 % 2 == 0 ? 0.05 : -0.05)) }
    #expect(factor(now, before) == 1)
  }

  @Test func tooFewCellsTellNothing() {
    let brighter = before.map { 1.1 * $0 }
    #expect(factor(Array(brighter[..<7]), Array(before[..<7])) == 1)
    #expect(factor(Array(brighter[..<8]), Array(before[..<8])) != 1)
    #expect(factor([], []) == 1)
  }

  @Test func darkCellsTellNothing() {
    let dark = [Float](repeating: 7.9, count: 50)
    #expect(factor(dark.map { 1.2 * $0 }, dark) == 1)
    #expect(factor([Float](repeating: 90, count: 50), [Float](repeating: 0, count: 50)) == 1)
    let enough = [Float](repeating: 8, count: 50)
    #expect(abs(factor(enough.map { 1.2 * $0 }, enough) - 1.2) < 1e-5)
  }

  /// Parts of longer arrays that begin anywhere, and more cells than are looked at.
  @Test func slicesAreReadFromTheirOwnStart() {
    let many = (0..<5_000).map { Float(30 + $0 % 200) }
    let now = many.enumerated().map { $0 < 2_000 ? $1 : 1.1 * $1 }
    #expect(CellLight.factor(now[..<2_000], before: many[..<2_000]) == 1)
    #expect(abs(CellLight.factor(now[2_000...], before: many[2_000...]) - 1.1) < 1e-4)
    let behind = ([Float](repeating: 1, count: 13) + before)[13...]
    #expect(abs(CellLight.factor(before.map { 1.1 * $0 }[...], before: behind) - 1.1) < 1e-5)
  }
}
