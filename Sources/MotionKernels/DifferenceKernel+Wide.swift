#if arch(x86_64)
  private import MotionKernelsAVX2
#endif

extension DifferenceKernel {
  /// ``measure(current:currentStride:earlier:earlierStride:spans:into:)`` on a processor with AVX2.
  func measureWide(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into tally: Tally
  ) {
    #if arch(x86_64)
      withWideLadder { levels, room in
        spans.withMemoryRebound(to: SIMD4<Int32>.self) { spans in
          spans.baseAddress?.withMemoryRebound(to: Int32.self, capacity: 4 * spans.count) {
            compareWide(
              current, stride: currentStride, earlier, stride: earlierStride, spans: $0,
              spanCount: spans.count, levels: levels, rungs: rungs, room: room,
              changed: tally.changed, sums: tally.sums)
          }
        }
      }
    #endif
  }

  #if arch(x86_64)
    /// Calls `body` with the ladder laid out for AVX2, and room to work in.
    private func withWideLadder(_ body: (UnsafePointer<UInt8>, UnsafeMutableRawPointer) -> Void) {
      let levels = pixelThresholds + [UInt8](repeating: .max, count: wideLevelsBehind)
      levels.withUnsafeBufferPointer { levels in
        withUnsafeTemporaryAllocation(byteCount: wideRoomBytes, alignment: Block.width) { room in
          guard let first = levels.baseAddress, let room = room.baseAddress else { return }
          body(first, room)
        }
      }
    }
  #endif
}
