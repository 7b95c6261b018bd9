extension DifferenceKernel {
  /// Compares two pictures inside row spans.
  ///
  /// Reads the spans' pixels and nothing else. Pixels that lie in several spans count several times.
  /// The cost is proportional to the spans' pixels, each span rounded up to 64.
  ///
  /// - Parameters:
  ///   - current: the first pixel of row 0 of one picture.
  ///   - currentStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - earlier: the first pixel of row 0 of the other picture.
  ///   - earlierStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - spans: the pixels to compare, in any order; spans without pixels are allowed.
  ///   - changed: `[group * rungs + rung]`: the number of changed pixels is **added** to what stands
  ///     here, modulo 2^32.
  ///   - sums: `[group]`: the sum of absolute differences, grey levels, is **added** to what stands
  ///     here.
  /// - Precondition: all spans lie inside both pictures; `changed` and `sums` have room for every
  ///   span's group.
  public func measure(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, changed: UnsafeMutablePointer<UInt32>,
    sums: UnsafeMutablePointer<UInt64>
  ) {
    biasedThresholds.withUnsafeBufferPointer { thresholds in
      for span in spans where span.start < span.end {
        let group = Int(span.group)
        let counts = changed + group &* thresholds.count
        var sum: UInt64 = 0
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = earlier + (Int(span.row) &* earlierStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          let block = Block(at: a + offset)
          sum &+= tally(block.differences(from: Block(at: b + offset)), thresholds, counts)
          offset &+= Block.width
        }
        if offset < count {
          let rest = count &- offset
          let block = Block(last: rest, of: count, at: a)
          sum &+= tally(
            block.differences(from: Block(last: rest, of: count, at: b)), thresholds, counts)
        }
        sums[group] &+= sum
      }
    }
  }

  /// Adds a block's changed pixels to `changed` and returns its sum of absolute differences.
  ///
  /// Most blocks have no difference above the lowest rung and cost no more than their sum.
  @_transparent
  func tally(
    _ differences: Block, _ thresholds: UnsafeBufferPointer<SIMD16<Int8>>,
    _ changed: UnsafeMutablePointer<UInt32>
  ) -> UInt64 {
    guard differences.hasValue(above: quietLimit) else { return differences.quietSum }
    differences.count(above: thresholds, into: changed)
    return differences.sum
  }
}
