extension DifferenceKernel {
  /// Compares one picture with two earlier ones inside row spans, as two calls of
  /// ``measure(current:currentStride:earlier:earlierStride:spans:into:)`` would, but reads the
  /// current picture once.
  ///
  /// - Parameters:
  ///   - current: the first pixel of row 0 of the current picture.
  ///   - currentStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - short: the first pixel of row 0 of the picture at the short lag.
  ///   - shortStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - long: the first pixel of row 0 of the picture at the long lag.
  ///   - longStride: bytes from one of its rows to the next; negative if stored bottom up.
  ///   - spans: the pixels to compare, in any order; spans without pixels are allowed.
  ///   - shortTally: what changed over the short lag is **added** to what stands here.
  ///   - longTally: the same over the long lag.
  /// - Precondition: all spans lie inside all three pictures; the results have room for every span's
  ///   group and do not overlap.
  public func measureBoth(
    current: UnsafePointer<UInt8>, currentStride: Int,
    short: UnsafePointer<UInt8>, shortStride: Int,
    long: UnsafePointer<UInt8>, longStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into shortTally: Tally, _ longTally: Tally
  ) {
    thresholds.withUnsafeBufferPointer { thresholds in
      for span in spans where span.start < span.end {
        let group = Int(span.group)
        let counts = group &* thresholds.count
        var sums: (short: UInt64, long: UInt64) = (0, 0)
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = short + (Int(span.row) &* shortStride &+ column)
        let c = long + (Int(span.row) &* longStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          let block = Block(at: a + offset)
          sums.short &+= add(
            block.differences(from: Block(at: b + offset)), thresholds,
            shortTally.changed + counts, shortTally.depths + counts)
          sums.long &+= add(
            block.differences(from: Block(at: c + offset)), thresholds,
            longTally.changed + counts, longTally.depths + counts)
          offset &+= Block.width
        }
        if offset < count {
          let rest = count &- offset
          let block = Block(last: rest, of: count, at: a)
          sums.short &+= add(
            block.differences(from: Block(last: rest, of: count, at: b)), thresholds,
            shortTally.changed + counts, shortTally.depths + counts)
          sums.long &+= add(
            block.differences(from: Block(last: rest, of: count, at: c)), thresholds,
            longTally.changed + counts, longTally.depths + counts)
        }
        shortTally.sums[group] &+= sums.short
        longTally.sums[group] &+= sums.long
      }
    }
  }
}
