extension DifferenceKernel {
  /// Compares two pictures inside row spans.
  ///
  /// Reads the spans' pixels and nothing else. Pixels that lie in several spans count several times.
  /// The cost is proportional to the spans' pixels, each span rounded up to 16.
  ///
  /// - Parameters:
  ///   - current: the first pixel of row 0 of one picture.
  ///   - currentStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - earlier: the first pixel of row 0 of the other picture.
  ///   - earlierStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - spans: the pixels to compare, in any order; spans without pixels are allowed.
  ///   - changed: `[rung]`: the number of changed pixels is **added** to what stands here, modulo
  ///     2^32.
  /// - Returns: the sum of absolute differences of this call, grey levels.
  /// - Precondition: all spans lie inside both pictures; `changed` has room for ``rungs`` counts.
  public func measure(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, changed: UnsafeMutablePointer<UInt32>
  ) -> UInt64 {
    biasedThresholds.withUnsafeBufferPointer { thresholds in
      var sum: UInt64 = 0
      for span in spans where span.start < span.end {
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = earlier + (Int(span.row) &* earlierStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          sum &+= tally(Block(a + offset, b + offset), thresholds, changed)
          offset &+= Block.width
        }
        if offset < count {
          sum &+= tally(Block(last: count &- offset, of: count, a, b), thresholds, changed)
        }
      }
      return sum
    }
  }

  /// Adds a block's changed pixels to `changed` and returns its sum of absolute differences.
  ///
  /// Most blocks have no difference above the lowest rung and cost no more than their sum; in the
  /// others the ladder is gone down until a rung counts nothing.
  @inline(__always)
  private func tally(
    _ block: Block, _ thresholds: UnsafeBufferPointer<SIMD16<Int8>>,
    _ changed: UnsafeMutablePointer<UInt32>
  ) -> UInt64 {
    guard anyLane(of: block.largestOfParts, isAbove: quietLimit) else { return block.quietSum }
    let part0 = biased(block.part0)
    let part1 = biased(block.part1)
    let part2 = biased(block.part2)
    let part3 = biased(block.part3)
    for rung in 0..<thresholds.count {
      let threshold = thresholds[rung]
      var counts = ByteLanes(repeating: 0)
      count(part0, above: threshold, into: &counts)
      count(part1, above: threshold, into: &counts)
      count(part2, above: threshold, into: &counts)
      count(part3, above: threshold, into: &counts)
      let blockCount = smallTotal(of: counts)
      if blockCount == 0 { break }
      changed[rung] &+= blockCount
    }
    return block.sum
  }
}
