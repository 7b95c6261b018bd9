import MotionKernels
import Testing

/// The kernel for two earlier pictures against the scalar reference, once for each of them.
@Suite struct DifferenceKernelVectorBothTests {
  static let kernel = DifferenceKernel(pixelThresholds: [0, 2, 8, 12, 16, 24, 63, 64, 200, 255])

  /// A picture in an allocation that ends with its last pixel.
  struct Picture {
    var plane: Plane
    var origin: Int
    var stride: Int

    init(_ pixels: [UInt8], offset: Int = 0, origin: Int = 0, stride: Int = 0) {
      plane = Plane([UInt8](repeating: 255, count: offset) + pixels)
      self.origin = offset + origin
      self.stride = stride
    }

    var rowZero: UnsafePointer<UInt8> { plane.address(origin) }
  }

  /// What `measureBoth` finds at the short and at the long lag, with all sets of instructions alike.
  func both(_ current: Picture, _ short: Picture, _ long: Picture, _ spans: [RowSpan]) -> [Outcome]
  {
    let outcomes = Self.kernel.variants.map { bothAlone($0, current, short, long, spans) }
    #expect(outcomes.allSatisfy { $0 == outcomes[0] }, "instructions make a difference")
    return outcomes[0]
  }

  private func bothAlone(
    _ kernel: DifferenceKernel, _ current: Picture, _ short: Picture, _ long: Picture,
    _ spans: [RowSpan]
  ) -> [Outcome] {
    let tallies = (0..<2).map { _ in
      TallyMemory(groups: 1, rungs: Self.kernel.rungs, changedFrom: 7)
    }
    spans.withUnsafeBufferPointer {
      kernel.measureBoth(
        current: current.rowZero, currentStride: current.stride,
        short: short.rowZero, shortStride: short.stride,
        long: long.rowZero, longStride: long.stride, spans: $0,
        into: tallies[0].tally, tallies[1].tally)
    }
    return tallies.map { $0.outcome(group: 0) }
  }

  /// What the scalar reference finds for either earlier picture.
  func references(
    _ current: Picture, _ short: Picture, _ long: Picture, _ spans: [RowSpan]
  ) -> [Outcome] {
    [short, long].map { earlier in
      Self.kernel.referenceMeasured(
        PlanePair(
          current: current.plane, currentOrigin: current.origin, currentStride: current.stride,
          earlier: earlier.plane, earlierOrigin: earlier.origin, earlierStride: earlier.stride),
        spans, from: 7)
    }
  }

  @Test func groupsInOneListAreCountedApart() {
    let rows = 40
    var source = PixelSource(seed: 77)
    let (pixels, shortPixels) = source.pair(count: rows * 200)
    let (_, longPixels) = source.pair(count: rows * 200)
    let planes = [pixels, shortPixels, longPixels].map { Plane($0) }
    // Four groups side by side and over each other, in the order of the rows.
    let spans = (0..<rows).flatMap { row in
      [(0, 0, 90), (1, 90, 200), (2, 60, 130), (3, row, row + 1)].map {
        RowSpan(row: Int32(row), start: Int32($0.1), end: Int32($0.2), group: Int32($0.0))
      }
    }
    let tallies = (0..<3).map { _ in TallyMemory(groups: 4, rungs: Self.kernel.rungs) }
    let (current, short, long) = (planes[0].address(0), planes[1].address(0), planes[2].address(0))
    spans.withUnsafeBufferPointer { spans in
      Self.kernel.measureBoth(
        current: current, currentStride: 200, short: short, shortStride: 200, long: long,
        longStride: 200, spans: spans, into: tallies[0].tally, tallies[1].tally)
      Self.kernel.measure(
        current: current, currentStride: 200, earlier: short, earlierStride: 200, spans: spans,
        into: tallies[2].tally)
    }
    for group in 0..<4 {
      let own = spans.filter { $0.group == group }
        .map { RowSpan(row: $0.row, start: $0.start, end: $0.end) }
      for (lag, earlier) in [planes[1], planes[2]].enumerated() {
        let expected = Self.kernel.referenceMeasured(
          PlanePair(current: planes[0], currentStride: 200, earlier: earlier, earlierStride: 200),
          own)
        #expect(tallies[lag].outcome(group: group) == expected)
      }
      #expect(tallies[2].outcome(group: group) == tallies[0].outcome(group: group))
    }
  }

  @Test func agreesAtEveryWidth() {
    for width in 0...300 {
      var source = PixelSource(seed: 5_000 + width)
      let (pixels, shortPixels) = source.pair(count: width)
      let longPixels = source.pair(count: width).earlier
      let span = [RowSpan(row: 0, start: 0, end: Int32(width))]
      let current = Picture(pixels, offset: width % 16)
      let short = Picture(shortPixels, offset: width / 16 % 16)
      // Still at the short lag and moving at the long one, or the other way round.
      let long = Picture(longPixels, offset: 3)
      let still = Picture(pixels, offset: 5)
      for (one, other) in [(short, long), (long, short), (still, long), (short, still)] {
        #expect(
          both(current, one, other, span) == references(current, one, other, span),
          "width \(width)")
      }
    }
  }

  @Test(arguments: [(90, 90, 90), (101, 90, -117), (-90, 128, 90), (90, -95, -90)])
  func agreesAtAnyStride(currentStride: Int, shortStride: Int, longStride: Int) {
    let rows = 12
    func picture(_ seed: Int, _ stride: Int) -> Picture {
      var source = PixelSource(seed: seed)
      return Picture(
        source.pair(count: (rows - 1) * abs(stride) + 90).earlier,
        origin: stride < 0 ? (rows - 1) * -stride : 0, stride: stride)
    }
    let current = picture(1, currentStride)
    let short = picture(2, shortStride)
    let long = picture(3, longStride)
    let spans =
      (0..<rows).map { RowSpan(row: Int32($0), start: Int32($0), end: 90) }
      + (0..<rows).map { RowSpan(row: Int32($0), start: 0, end: Int32($0)) }
    #expect(
      both(current, short, long, spans) == references(current, short, long, spans),
      "strides \(currentStride), \(shortStride) and \(longStride)")
  }

  @Test func findsNothingWithoutPixels() {
    let empty = Picture([], stride: 64)
    let spans = [RowSpan(row: 1_000, start: 5, end: 5), RowSpan(row: 3, start: 5, end: 4)]
    let nothing = Outcome(
      changed: [UInt32](repeating: 7, count: Self.kernel.rungs),
      depths: [UInt64](repeating: 0, count: Self.kernel.rungs), sum: 0)
    #expect(both(empty, empty, empty, []) == [nothing, nothing])
    #expect(both(empty, empty, empty, spans) == [nothing, nothing])
  }
}
