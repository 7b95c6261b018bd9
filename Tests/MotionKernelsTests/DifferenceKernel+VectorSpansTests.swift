import MotionKernels
import Testing

/// Lists of spans, their order, and results beyond the widths of lanes and words.
@Suite struct DifferenceKernelVectorSpansTests {
  static let kernel = DifferenceKernel(pixelThresholds: [0, 8, 12, 40, 200])

  @Test func findsNothingWithoutSpans() {
    let planes = PlanePair(current: Plane([]), earlier: Plane([]))
    let nothing = Outcome(changed: [0, 0, 0, 0, 0], sum: 0)
    #expect(Self.kernel.measured(planes, []) == nothing)
    #expect(Self.kernel.referenceMeasured(planes, []) == nothing)
  }

  /// Spans without pixels are not followed to any address.
  @Test func passesOverSpansWithoutPixels() {
    let planes = PlanePair(
      current: Plane([]), currentStride: 64, earlier: Plane([]), earlierStride: 64)
    let spans = [
      RowSpan(row: 1_000, start: 5, end: 5), RowSpan(row: 3, start: 5, end: 4),
      RowSpan(row: 0, start: 0, end: 0),
    ]
    let nothing = Outcome(changed: [0, 0, 0, 0, 0], sum: 0)
    #expect(Self.kernel.measured(planes, spans) == nothing)
    #expect(Self.kernel.referenceMeasured(planes, spans) == nothing)
  }

  /// Several arenas: each list gives its own result, and lists one after the other give the sums.
  @Test func addsArenas() {
    let width = 160
    let height = 60
    var source = PixelSource(seed: 77)
    let (current, earlier) = source.pair(count: width * height)
    let planes = PlanePair(
      current: Plane(current), currentStride: width, earlier: Plane(earlier), earlierStride: width)
    let rectangle = (10..<50).map { RowSpan(row: $0, start: 3, end: 70) }
    let triangle = (0..<60).map { RowSpan(row: $0, start: 160 - $0, end: 160) }
    let comb = (20..<30).flatMap { row in
      (0..<5).map { RowSpan(row: row, start: $0 * 30, end: $0 * 30 + 17) }
    }
    let arenas = [rectangle, triangle, comb]
    for (index, arena) in arenas.enumerated() {
      #expect(
        Self.kernel.measured(planes, arena) == Self.kernel.referenceMeasured(planes, arena),
        "arena \(index)")
    }
    let outcomes = arenas.map { Self.kernel.measured(planes, $0) }
    let expected = Outcome(
      changed: (0..<5).map { rung in outcomes.reduce(0) { $0 + $1.changed[rung] } },
      sum: outcomes.reduce(0) { $0 + $1.sum })
    #expect(Self.kernel.measured(planes, arenas.flatMap { $0 }) == expected)
    #expect(Self.kernel.measured(planes, arenas.flatMap { $0 }.reversed()) == expected)
  }

  /// Several arenas in one list in the order of the rows, side by side and over each other.
  @Test func countsTheGroupsOfOneListApart() {
    let rows = 40
    var source = PixelSource(seed: 78)
    let (current, earlier) = source.pair(count: rows * 200)
    let planes = PlanePair(
      current: Plane(current), currentStride: 200, earlier: Plane(earlier), earlierStride: 200)
    let spans = (0..<rows).flatMap { row in
      [(0, 0, 90), (1, 90, 200), (2, 60, 130), (3, row, row + 1)].map {
        RowSpan(row: Int32(row), start: Int32($0.1), end: Int32($0.2), group: Int32($0.0))
      }
    }
    let outcomes = Self.kernel.measured(planes, spans, groups: 4)
    #expect(outcomes == Self.kernel.referenceMeasured(planes, spans, groups: 4))
    for group in 0..<4 {
      let own = spans.filter { $0.group == group }
        .map { RowSpan(row: $0.row, start: $0.start, end: $0.end) }
      #expect(Self.kernel.referenceMeasured(planes, own) == outcomes[group], "group \(group)")
    }
  }

  @Test func comparesInEitherDirection() {
    var source = PixelSource(seed: 5)
    let (current, earlier) = source.pair(count: 777)
    let span = [RowSpan(row: 0, start: 0, end: 777)]
    let forth = PlanePair(current: Plane(current), earlier: Plane(earlier))
    let back = PlanePair(current: Plane(earlier), earlier: Plane(current))
    #expect(Self.kernel.measured(forth, span) == Self.kernel.measured(back, span))
  }

  @Test func addsToTheCountsThatItIsGiven() {
    var source = PixelSource(seed: 6)
    let (current, earlier) = source.pair(count: 500)
    let planes = PlanePair(current: Plane(current), earlier: Plane(earlier))
    let span = [RowSpan(row: 0, start: 0, end: 500)]
    let fresh = Self.kernel.measured(planes, span)
    for start in [1_000, UInt32.max - 3] {
      let added = Outcome(changed: fresh.changed.map { $0 &+ start }, sum: fresh.sum)
      #expect(Self.kernel.measured(planes, span, from: start) == added, "from \(start)")
      #expect(Self.kernel.referenceMeasured(planes, span, from: start) == added, "from \(start)")
    }
  }

  /// More than 2^16 changed pixels in one row.
  @Test func countsBeyondSixteenBitsInOneRow() {
    let count = 200_003
    let planes = PlanePair(
      current: Plane([UInt8](repeating: 250, count: count)),
      earlier: Plane([UInt8](repeating: 49, count: count)))
    let outcome = Self.kernel.measured(planes, [RowSpan(row: 0, start: 0, end: Int32(count))])
    #expect(
      outcome
        == Outcome(
          changed: [UInt32](repeating: UInt32(count), count: 5),
          sum: UInt64(count) * 201))
  }

  /// A sum of absolute differences above 2^32: one row, compared again and again.
  @Test func sumsBeyondThirtyTwoBits() {
    let count = 65_537
    let rows = 260
    let planes = PlanePair(
      current: Plane([UInt8](repeating: 255, count: count)),
      earlier: Plane([UInt8](repeating: 0, count: count)))
    let spans = [RowSpan](
      repeating: RowSpan(row: 0, start: 0, end: Int32(count)), count: rows)
    let kernel = DifferenceKernel(pixelThresholds: [2, 254, 255])
    let outcome = kernel.measured(planes, spans)
    #expect(outcome.sum == 255 * UInt64(count * rows))
    #expect(outcome.sum > UInt64(UInt32.max))
    #expect(outcome.changed == [UInt32(count * rows), UInt32(count * rows), 0])
  }
}
