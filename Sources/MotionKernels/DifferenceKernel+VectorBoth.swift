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
    if instructions == .avx2 {
      measureBothWide(
        current: current, currentStride: currentStride, short: short, shortStride: shortStride,
        long: long, longStride: longStride, spans: spans, into: shortTally, longTally)
      return
    }
    withClimbs { shortClimb, longClimb in
      var shortClimb = shortClimb
      var longClimb = longClimb
      for span in spans where span.start < span.end {
        let group = Int(span.group)
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = short + (Int(span.row) &* shortStride &+ column)
        let c = long + (Int(span.row) &* longStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          let blocks = min(Climb.mostBlocks, (count &- offset) / Block.width)
          shortClimb.add(a + offset, b + offset, blocks: blocks)
          longClimb.add(a + offset, c + offset, blocks: blocks)
          offset &+= blocks &* Block.width
        }
        if offset < count {
          shortClimb.add(last: count &- offset, of: count, a, b)
          longClimb.add(last: count &- offset, of: count, a, c)
        }
        shortClimb.flush(to: shortTally, group: group, rungs: rungs, hidden: hiddenSteps)
        longClimb.flush(to: longTally, group: group, rungs: rungs, hidden: hiddenSteps)
      }
    }
  }
}
