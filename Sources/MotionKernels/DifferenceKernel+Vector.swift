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
    if instructions == .avx2 {
      measureWide(
        current: current, currentStride: currentStride, earlier: earlier,
        earlierStride: earlierStride, spans: spans, into: tally)
      return
    }
    withClimb { climb in
      for span in spans where span.start < span.end {
        let (row, column, group) = (Int(span.row), Int(span.start), Int(span.group))
        tally.sums[group] &+= climb.compare(
          current + (row &* currentStride &+ column), earlier + (row &* earlierStride &+ column),
          count: Int(span.end) &- column, changed: tally.changed + group &* rungs)
      }
    }
  }

  /// Calls `body` with what compares rows.
  private func withClimb(_ body: (inout Climb) -> Void) {
    let limits = (pixelThresholds + [.max]).map { ByteLanes(repeating: $0) }
    limits.withUnsafeBufferPointer { limits in
      // Lanes that lie across two of the cache's lines take twice as long.
      withUnsafeTemporaryAllocation(
        byteCount: Climb.listCapacity * MemoryLayout<Block>.stride, alignment: Block.width
      ) { list in
        guard let limits = limits.baseAddress,
          let list = list.bindMemory(to: Block.self).baseAddress
        else { return }
        var climb = Climb(list: list, limits: limits)
        body(&climb)
      }
    }
  }
}
