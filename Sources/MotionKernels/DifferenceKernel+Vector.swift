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
  ///   - tally: what is counted is **added** to what stands here.
  /// - Precondition: all spans lie inside both pictures; the tally has room for every span's group.
  public func measure(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into tally: Tally
  ) {
    thresholds.withUnsafeBufferPointer { thresholds in
      for span in spans where span.start < span.end {
        let group = Int(span.group)
        let changed = tally.changed + group &* thresholds.count
        let depths = tally.depths + group &* thresholds.count
        var sum: UInt64 = 0
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = earlier + (Int(span.row) &* earlierStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          let block = Block(at: a + offset)
          sum &+= add(block.differences(from: Block(at: b + offset)), thresholds, changed, depths)
          offset &+= Block.width
        }
        if offset < count {
          let rest = count &- offset
          let block = Block(last: rest, of: count, at: a)
          sum &+= add(
            block.differences(from: Block(last: rest, of: count, at: b)), thresholds, changed,
            depths)
        }
        tally.sums[group] &+= sum
      }
    }
  }

  /// Adds a block's changed pixels to `changed`, their excess to `depths`, and returns its sum of absolute differences.
  ///
  /// Most blocks have no difference above the lowest rung and cost no more than their sum.
  @_transparent
  func add(
    _ differences: Block, _ thresholds: UnsafeBufferPointer<Threshold>,
    _ changed: UnsafeMutablePointer<UInt32>, _ depths: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    guard differences.hasValue(above: quietLimit) else { return differences.quietSum }
    differences.count(above: thresholds, into: changed, depths: depths)
    return differences.sum
  }
}
