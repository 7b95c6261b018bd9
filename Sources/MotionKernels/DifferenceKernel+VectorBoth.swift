extension DifferenceKernel {
  /// Compares one picture with two earlier ones inside row spans, as two calls of
  /// ``measure(current:currentStride:earlier:earlierStride:spans:changed:sums:)`` would, but reads the
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
  ///   - changedShort: `[group * rungs + rung]`: the number of pixels that changed over the short
  ///     lag is **added** to what stands here, modulo 2^32.
  ///   - changedLong: `[group * rungs + rung]`: the same over the long lag.
  ///   - sumsShort: `[group]`: the sum of absolute differences over the short lag, grey levels, is
  ///     **added** to what stands here.
  ///   - sumsLong: `[group]`: the same over the long lag.
  /// - Precondition: all spans lie inside all three pictures; the results have room for every span's
  ///   group and do not overlap.
  public func measureBoth(
    current: UnsafePointer<UInt8>, currentStride: Int,
    short: UnsafePointer<UInt8>, shortStride: Int,
    long: UnsafePointer<UInt8>, longStride: Int,
    spans: UnsafeBufferPointer<RowSpan>,
    changedShort: UnsafeMutablePointer<UInt32>, changedLong: UnsafeMutablePointer<UInt32>,
    sumsShort: UnsafeMutablePointer<UInt64>, sumsLong: UnsafeMutablePointer<UInt64>
  ) {
    biasedThresholds.withUnsafeBufferPointer { thresholds in
      for span in spans where span.start < span.end {
        let group = Int(span.group)
        let shortCounts = changedShort + group &* thresholds.count
        let longCounts = changedLong + group &* thresholds.count
        var sums: (short: UInt64, long: UInt64) = (0, 0)
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = short + (Int(span.row) &* shortStride &+ column)
        let c = long + (Int(span.row) &* longStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          let block = Block(at: a + offset)
          sums.short &+= tally(
            block.differences(from: Block(at: b + offset)), thresholds, shortCounts)
          sums.long &+= tally(
            block.differences(from: Block(at: c + offset)), thresholds, longCounts)
          offset &+= Block.width
        }
        if offset < count {
          let rest = count &- offset
          let block = Block(last: rest, of: count, at: a)
          sums.short &+= tally(
            block.differences(from: Block(last: rest, of: count, at: b)), thresholds, shortCounts)
          sums.long &+= tally(
            block.differences(from: Block(last: rest, of: count, at: c)), thresholds, longCounts)
        }
        sumsShort[group] &+= sums.short
        sumsLong[group] &+= sums.long
      }
    }
  }
}
