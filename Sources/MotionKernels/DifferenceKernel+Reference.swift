extension DifferenceKernel {
  /// What ``measure(current:currentStride:earlier:earlierStride:spans:into:)`` computes, written
  /// down pixel by pixel; same parameters, same result, slow.
  public func referenceMeasure(
    current: UnsafePointer<UInt8>, currentStride: Int,
    earlier: UnsafePointer<UInt8>, earlierStride: Int,
    spans: UnsafeBufferPointer<RowSpan>, into tally: Tally
  ) {
    for span in spans where span.start < span.end {
      let currentRow = current + Int(span.row) * currentStride
      let earlierRow = earlier + Int(span.row) * earlierStride
      for column in Int(span.start)..<Int(span.end) {
        let difference = abs(Int(currentRow[column]) - Int(earlierRow[column]))
        tally.sums[Int(span.group)] += UInt64(difference)
        for rung in pixelThresholds.indices where difference > Int(pixelThresholds[rung]) {
          tally.changed[Int(span.group) * rungs + rung] &+= 1
        }
      }
    }
  }
}
