import MotionKernels
import Testing

/// The scalar reference against values worked out by hand and against another way to count.
@Suite struct DifferenceKernelReferenceTests {
  @Test func countsByHand() {
    let planes = PlanePair(
      current: Plane([10, 10, 10, 10, 0, 255]), earlier: Plane([10, 11, 22, 23, 255, 0]))
    let kernel = DifferenceKernel(pixelThresholds: [0, 1, 12, 254, 255])
    let outcome = kernel.referenceMeasured(planes, [RowSpan(row: 0, start: 0, end: 6)])
    #expect(outcome == Outcome(changed: [5, 4, 3, 2, 0], sum: 0 + 1 + 12 + 13 + 255 + 255))
  }

  @Test func readsOnlyItsSpans() {
    // Two rows of four pixels, five bytes apart; only the 5s and 9s belong to the spans.
    let planes = PlanePair(
      current: Plane([1, 5, 5, 1, 1, 1, 1, 9, 9]), currentStride: 5,
      earlier: Plane([0, 0, 0, 0, 0, 0, 0, 0]), earlierStride: 4)
    let kernel = DifferenceKernel(pixelThresholds: [4, 8])
    let outcome = kernel.referenceMeasured(
      planes, [RowSpan(row: 0, start: 1, end: 3), RowSpan(row: 1, start: 2, end: 4)])
    #expect(outcome == Outcome(changed: [4, 2], sum: 28))
  }

  @Test func readsRowsThatAreStoredBottomUp() {
    // Row 0 is 1 2 3 in both pictures' own order of storage.
    let planes = PlanePair(
      current: Plane([7, 8, 9, 1, 2, 3]), currentOrigin: 3, currentStride: -3,
      earlier: Plane([1, 2, 3, 7, 8, 19]), earlierStride: 3)
    let kernel = DifferenceKernel(pixelThresholds: [9])
    let rows = [RowSpan(row: 0, start: 0, end: 3), RowSpan(row: 1, start: 0, end: 3)]
    #expect(kernel.referenceMeasured(planes, rows) == Outcome(changed: [1], sum: 10))
  }

  @Test(arguments: 0..<8)
  func agreesWithAHistogram(seed: Int) {
    var source = PixelSource(seed: seed)
    let (current, earlier) = source.pair(count: 2_000)
    var histogram = [Int](repeating: 0, count: 256)
    for (a, b) in zip(current, earlier) { histogram[Int(a > b ? a - b : b - a)] += 1 }
    let thresholds: [UInt8] = [0, 3, 8, 12, 13, 63, 64, 254, 255]
    let expected = Outcome(
      changed: thresholds.map { UInt32(histogram[(Int($0) + 1)...].reduce(0, +)) },
      sum: histogram.enumerated().reduce(0) { $0 + UInt64($1.offset * $1.element) })
    let planes = PlanePair(current: Plane(current), earlier: Plane(earlier))
    let outcome = DifferenceKernel(pixelThresholds: thresholds)
      .referenceMeasured(planes, [RowSpan(row: 0, start: 0, end: 2_000)])
    #expect(outcome == expected, "seed \(seed)")
  }
}
