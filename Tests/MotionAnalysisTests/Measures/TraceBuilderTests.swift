import ImmobilityCore
import Testing

@testable import MotionAnalysis

@Suite struct TraceBuilderTests {
  /// A trace's tick is at most 0.1 ms long, and its fraction exact in real numbers.
  @Test(arguments: [
    (1, 1_000, 10), (1_001, 30_000, 334), (1, 25, 400), (1, 90_000, 1), (1, 1_000_000, 1),
    (1, 1, 10_000), (3_579_125, 214_748_359, 167), (214_748_359, 3_579_125, 600_003),
    (1, 2_147_483_647, 1), (2_147_483_647, 2, 10_737_418_235_000),
    (2_147_483_647, 2_147_483_647, 10_000),
  ])
  func ticksAreShort(numerator: Int64, denominator: Int64, fineness: Int64) {
    let base = TimeBase(numerator: numerator, denominator: denominator)
    let found = TraceBuilder.fineness(of: base)
    #expect(found == fineness)
    #expect(Double(numerator) / Double(denominator * found) <= 0.0001)
    #expect(denominator * found <= 1 << 53)
  }

  @Test func damagedTimeStampsDoNotOverflow() {
    #expect(TraceBuilder.fine(1_001, fineness: 400) == 400_400)
    #expect(TraceBuilder.fine(-3, fineness: 10) == -30)
    let most = Int64.max / 4
    for ticks in [Int64.max, most, Int64.max / 399, Int64.max / 1_000] {
      #expect(TraceBuilder.fine(ticks, fineness: 400) == most)
      #expect(TraceBuilder.fine(-ticks, fineness: 400) == -most)
    }
    #expect(TraceBuilder.fine(Int64.max, fineness: 1) == most)
    #expect(TraceBuilder.fine(fraction: 2.26, fineness: 10) == 23)
    for ticks in [9.3e18, 1e30, 3e18] {
      // As near to the largest as a real number comes.
      #expect(TraceBuilder.fine(fraction: ticks, fineness: 400) == 1 << 61)
      #expect(TraceBuilder.fine(fraction: -ticks, fineness: 400) == -(1 << 61))
    }
  }
}
