#if arch(x86_64)
  private import MotionKernelsAVX2
#endif

extension DifferenceKernel {
  /// The pixels that are compared at one lag before the other has its turn: the current picture's are
  /// still in the processor's nearest cache then.
  private static let mostPixelsInTurn = 8192

  /// ``measure(current:currentStride:earlier:earlierStride:spans:into:)`` on a processor with AVX2.
  func measureWide(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into tally: Tally
  ) {
    withWideLadder { ladder in
      var activity: UInt8 = 0
      ladder.compare(
        current, currentStride, earlier, earlierStride, spans, into: tally, activity: &activity)
    }
  }

  /// ``measureBoth(current:currentStride:short:shortStride:long:longStride:spans:into:_:)`` on a
  /// processor with AVX2.
  func measureBothWide(
    current: UnsafePointer<UInt8>, currentStride: Int,
    short: UnsafePointer<UInt8>, shortStride: Int,
    long: UnsafePointer<UInt8>, longStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into shortTally: Tally, _ longTally: Tally
  ) {
    withWideLadder { ladder in
      var (shortActivity, longActivity): (UInt8, UInt8) = (0, 0)
      var first = 0
      while first < spans.count {
        var (end, pixels) = (first, 0)
        while end < spans.count, pixels < Self.mostPixelsInTurn {
          pixels &+= Int(spans[end].end) &- Int(spans[end].start)
          end &+= 1
        }
        let turn = UnsafeBufferPointer(rebasing: spans[first..<end])
        ladder.compare(
          current, currentStride, short, shortStride, turn, into: shortTally,
          activity: &shortActivity)
        ladder.compare(
          current, currentStride, long, longStride, turn, into: longTally, activity: &longActivity)
        first = end
      }
    }
  }

  /// Calls `body` with the ladder laid out for AVX2.
  private func withWideLadder(_ body: (WideLadder) -> Void) {
    #if arch(x86_64)
      let levels = pixelThresholds + [UInt8](repeating: .max, count: wideLevelsBehind)
      levels.withUnsafeBufferPointer { levels in
        withUnsafeTemporaryAllocation(byteCount: wideListBytes, alignment: Block.width) { list in
          guard let first = levels.baseAddress, let list = list.baseAddress else { return }
          body(WideLadder(levels: first, rungs: rungs, list: list))
        }
      }
    #endif
  }
}

/// A ladder, and room for blocks that go up it.
private struct WideLadder {
  let levels: UnsafePointer<UInt8>
  let rungs: Int
  let list: UnsafeMutableRawPointer

  /// Compares two pictures inside row spans.
  func compare(
    _ current: UnsafePointer<UInt8>, _ currentStride: Int,
    _ earlier: UnsafePointer<UInt8>, _ earlierStride: Int,
    _ spans: UnsafeBufferPointer<RowSpan>, into tally: Tally, activity: inout UInt8
  ) {
    #if arch(x86_64)
      spans.withMemoryRebound(to: SIMD4<Int32>.self) { spans in
        spans.baseAddress?.withMemoryRebound(to: Int32.self, capacity: 4 * spans.count) {
          compareWide(
            current, stride: currentStride, earlier, stride: earlierStride, spans: $0,
            spanCount: spans.count, levels: levels, rungs: rungs, list: list,
            changed: tally.changed, depths: tally.depths, sums: tally.sums, activity: &activity)
        }
      }
    #endif
  }
}
