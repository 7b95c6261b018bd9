import MotionKernels
import Testing

@testable import MotionAnalysis

@Suite struct LightBandsTests {
  private static let (width, height) = (160, 240)
  private let grid = PixelGrid(groups: [
    (0..<height).map { RowSpan(row: Int32($0), start: 0, end: 80) },
    (0..<height).map { RowSpan(row: Int32($0), start: 80, end: 160) },
  ])

  /// The grid's pixels of a picture whose value at a row is `value`.
  private func pixels(_ value: (_ row: Int, _ index: Int) -> Double) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: grid.count)
    for run in grid.runs {
      for index in run.pixels {
        pixels[index] = UInt8(min(max(value(run.row, index).rounded(), 0), 255))
      }
    }
    return pixels
  }

  private func bands(_ current: [UInt8], _ earlier: [UInt8]) -> LightBands? {
    LightBands(
      current: current, earlier: earlier, LightBands.Layout(grid: grid, height: Self.height))
  }

  private func ground(_ row: Int, _ index: Int) -> Double { Double(140 + (index * 7919) % 23) }

  /// One and two thirds of a wave down the picture.
  private func wave(_ row: Int, _ part: Double) -> Double {
    let turn = Double(row) / Double(Self.height) * 1.67
    let phase = turn - turn.rounded(.down)
    return part * (phase < 0.5 ? 1 - 4 * abs(phase - 0.25) : 4 * abs(phase - 0.75) - 1)
  }

  @Test func noBandsWithoutLight() {
    let earlier = pixels(ground)
    #expect(bands(earlier, earlier) == nil)
    #expect(bands(pixels { ground($0, $1) + Double($1 % 5) - 2 }, earlier) == nil, "noise")
  }

  @Test func evenLightHasNoBands() {
    #expect(bands(pixels { ground($0, $1) + 20 }, pixels(ground)) == nil)
  }

  @Test(arguments: [0.05, 0.1, 0.2])
  func bandsAreTakenOut(_ part: Double) throws {
    let current = pixels { ground($0, $1) * (1 + wave($0, part)) }
    let earlier = pixels(ground)
    let found = try #require(bands(current, earlier))
    #expect(found.isSound)
    let rest = zip(found.relit(earlier, grid), current).map { abs(Int($0) - Int($1)) }
    let before = zip(earlier, current).map { abs(Int($0) - Int($1)) }
    #expect(rest.reduce(0, +) * 5 < before.reduce(0, +))
    #expect(try #require(rest.max()) <= 6)
  }

  @Test func strongBandsAreNotSound() throws {
    let found = try #require(bands(pixels { ground($0, $1) * (1 + wave($0, 0.5)) }, pixels(ground)))
    #expect(!found.isSound)
  }

  @Test func animalInHalfOfTheBandsIsNoLight() {
    // In the upper half of the rows 55 % of the pixels turned dark.
    let current = pixels { row, index in
      row < Self.height / 2 && index % 20 < 11 ? 50 : ground(row, index)
    }
    #expect(bands(current, pixels(ground)) == nil)
  }
}
