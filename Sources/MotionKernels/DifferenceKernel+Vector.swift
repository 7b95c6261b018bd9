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
        let column = Int(span.start)
        let count = Int(span.end) &- column
        let a = current + (Int(span.row) &* currentStride &+ column)
        let b = earlier + (Int(span.row) &* earlierStride &+ column)
        var offset = 0
        while offset &+ Block.width <= count {
          let blocks = min(Climb.mostBlocks, (count &- offset) / Block.width)
          climb.add(a + offset, b + offset, blocks: blocks)
          offset &+= blocks &* Block.width
        }
        if offset < count { climb.add(last: count &- offset, of: count, a, b) }
        climb.flush(to: tally, group: Int(span.group), rungs: rungs, hidden: hiddenSteps)
      }
    }
  }

  /// Calls `body` with what adds up the blocks of a row span.
  private func withClimb(_ body: (inout Climb) -> Void) {
    steps.withUnsafeBufferPointer { steps in
      // Lanes that lie across two of the cache's lines take twice as long.
      withUnsafeTemporaryAllocation(
        byteCount: Climb.mostBlocks * MemoryLayout<Block>.stride, alignment: Block.width
      ) { list in
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: steps.count) { bands in
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: steps.count) { counts in
            guard let first = steps.baseAddress,
              let list = list.bindMemory(to: Block.self).baseAddress,
              let bands = bands.baseAddress, let counts = counts.baseAddress
            else { return }
            var climb = Climb(
              list: list, steps: first, stepCount: steps.count, counts: counts, bands: bands)
            body(&climb)
          }
        }
      }
    }
  }
}
