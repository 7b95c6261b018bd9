import MotionKernels

/// The kernel that the product's one has to beat: plain loops without branches over blocks of 128
/// pixels, in the forms that the compiler was seen to vectorise.
struct BlockedLoop {
  static let blockWidth = 128

  let pixelThresholds: [UInt8]

  /// Same parameters and result as `DifferenceKernel.measure`.
  func measure(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into tally: Tally
  ) {
    for span in spans {
      let currentRow = current + Int(span.row) * currentStride
      let earlierRow = earlier + Int(span.row) * earlierStride
      var column = Int(span.start)
      while column < Int(span.end) {
        let count = min(Self.blockWidth, Int(span.end) - column)
        let a = currentRow + column
        let b = earlierRow + column
        column += count
        tally.sums[Int(span.group)] &+= UInt64(absoluteDifferences(a, b, count))
        let largest = largestDifference(a, b, count)
        for rung in pixelThresholds.indices {
          let threshold = pixelThresholds[rung]
          if threshold >= largest { break }
          let place = Int(span.group) * pixelThresholds.count + rung
          tally.changed[place] &+= UInt32(differences(a, b, count, above: threshold))
        }
      }
    }
  }

  @inline(never)
  private func absoluteDifferences(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
  ) -> UInt32 {
    var sum: UInt32 = 0
    var index = 0
    while index < count {
      sum &+= UInt32(truncatingIfNeeded: abs(Int32(a[index]) &- Int32(b[index])))
      index &+= 1
    }
    return sum
  }

  @inline(never)
  private func largestDifference(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
  ) -> UInt8 {
    var largest: UInt8 = 0
    var index = 0
    while index < count {
      largest = max(largest, max(a[index], b[index]) &- min(a[index], b[index]))
      index &+= 1
    }
    return largest
  }

  @inline(never)
  private func differences(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int, above threshold: UInt8
  ) -> UInt8 {
    var above: UInt8 = 0
    var index = 0
    while index < count {
      let difference = max(a[index], b[index]) &- min(a[index], b[index])
      // 1 where the difference is above the threshold, without a comparison.
      above &+= min(1, max(difference, threshold) &- threshold)
      index &+= 1
    }
    return above
  }
}
