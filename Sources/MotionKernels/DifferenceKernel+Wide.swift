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
    withWideRuns { run, _ in
      for span in spans where span.start < span.end {
        let (row, column) = (Int(span.row), Int(span.start))
        run.add(
          current + (row &* currentStride &+ column), earlier + (row &* earlierStride &+ column),
          count: Int(span.end) &- column, to: tally, group: Int(span.group))
      }
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
    withWideRuns { shortRun, longRun in
      for span in spans where span.start < span.end {
        let (row, column, group) = (Int(span.row), Int(span.start), Int(span.group))
        let count = Int(span.end) &- column
        let a = current + (row &* currentStride &+ column)
        shortRun.add(
          a, short + (row &* shortStride &+ column), count: count, to: shortTally, group: group)
        longRun.add(
          a, long + (row &* longStride &+ column), count: count, to: longTally, group: group)
      }
    }
  }

  /// Calls `body` with what compares runs of pixels at two lags.
  private func withWideRuns(_ body: (inout WideRuns, inout WideRuns) -> Void) {
    #if arch(x86_64)
      let levels = pixelThresholds + [UInt8](repeating: .max, count: wideLevelsBehind)
      levels.withUnsafeBufferPointer { levels in
        withUnsafeTemporaryAllocation(byteCount: wideListBytes, alignment: Block.width) { list in
          guard let first = levels.baseAddress, let list = list.baseAddress else { return }
          var one = WideRuns(levels: first, rungs: rungs, list: list)
          var other = one
          body(&one, &other)
        }
      }
    #endif
  }
}

/// Compares runs of pixels at one lag on a processor with AVX2.
private struct WideRuns {
  let levels: UnsafePointer<UInt8>
  let rungs: Int
  let list: UnsafeMutableRawPointer
  private var activity: UInt8 = 0

  init(levels: UnsafePointer<UInt8>, rungs: Int, list: UnsafeMutableRawPointer) {
    self.levels = levels
    self.rungs = rungs
    self.list = list
  }

  @inline(__always)
  mutating func add(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int, to tally: Tally, group: Int
  ) {
    #if arch(x86_64)
      let place = group &* rungs
      compareWide(
        a, b, count: count, levels: levels, rungs: rungs, list: list,
        changed: tally.changed + place, depths: tally.depths + place, sum: tally.sums + group,
        activity: &activity)
    #endif
  }
}
