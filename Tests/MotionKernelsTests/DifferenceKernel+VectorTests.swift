import MotionKernels
import Testing

/// The fast kernel against the scalar reference, bit for bit.
@Suite struct DifferenceKernelVectorTests {
  static let ladder: [UInt8] = [0, 2, 8, 12, 16, 24, 63, 64, 127, 128, 200, 255]

  /// Spans that begin at every alignment and end with their allocation, with other bytes before; twice, for
  /// what follows a busy row is compared in another way.
  @Test func agreesAtEveryWidthAndAlignment() {
    let kernel = DifferenceKernel(pixelThresholds: Self.ladder)
    for width in 0...300 {
      var source = PixelSource(seed: width)
      let (current, earlier) = source.pair(count: width)
      let spans = [RowSpan](repeating: RowSpan(row: 0, start: 0, end: Int32(width)), count: 2)
      let aligned = PlanePair(current: Plane(current), earlier: Plane(earlier))
      let expected = kernel.referenceMeasured(aligned, spans)
      // All 256 pairs of alignments come about every sixteen widths.
      for currentOffset in 0..<16 {
        let earlierOffset = (currentOffset + width) % 16
        let planes = PlanePair(
          current: Plane([UInt8](repeating: 255, count: currentOffset) + current),
          currentOrigin: currentOffset,
          earlier: Plane([UInt8](repeating: 0, count: earlierOffset) + earlier),
          earlierOrigin: earlierOffset)
        #expect(
          kernel.measured(planes, spans) == expected,
          "width \(width), alignments \(currentOffset) and \(earlierOffset)")
      }
    }
  }

  /// Rows of one run of blocks and more, in which quiet and busy stretches of any length follow each other.
  @Test func agreesOnLongRowsHoweverManyBlocksGoUpTheLadder() {
    for (index, thresholds) in [Self.ladder, [12, 16, 20, 24, 28, 40], [70, 200]].enumerated() {
      let kernel = DifferenceKernel(pixelThresholds: thresholds)
      for width in [
        2_047, 2_048, 2_049, 2_111, 2_112, 2_113, 4_095, 4_096, 4_097, 4_160, 4_225, 6_000,
      ] {
        var source = PixelSource(seed: 10_000 + width + index)
        let (current, noise) = source.pair(count: width)
        for stretch in [64, 100, 700, 3_000] {
          let earlier = current.indices.map { column in
            switch column / stretch % 3 {
            case 0: current[column]
            case 1: current[column] ^ (noise[column] & 15)
            default: noise[column]
            }
          }
          let planes = PlanePair(current: Plane(current), earlier: Plane(earlier))
          let span = [RowSpan(row: 0, start: 0, end: Int32(width))]
          #expect(
            kernel.measured(planes, span) == kernel.referenceMeasured(planes, span),
            "ladder \(thresholds), width \(width), stretches of \(stretch)")
        }
      }
    }
  }

  /// Bytes beside a span make no difference, however wide it is.
  @Test func ignoresBytesBesideASpan() {
    let kernel = DifferenceKernel(pixelThresholds: Self.ladder)
    for width in 0...200 {
      var source = PixelSource(seed: 1_000 + width)
      let (current, earlier) = source.pair(count: width)
      let span = [RowSpan(row: 0, start: 70, end: Int32(70 + width))]
      let outcomes = [(0, 0), (0, 255), (255, 0)].map {
        (currentGuard: UInt8, earlierGuard: UInt8) in
        let currentGuards = [UInt8](repeating: currentGuard, count: 70)
        let earlierGuards = [UInt8](repeating: earlierGuard, count: 70)
        return kernel.measured(
          PlanePair(
            current: Plane(currentGuards + current + currentGuards),
            earlier: Plane(earlierGuards + earlier + earlierGuards)), span)
      }
      #expect(outcomes[1] == outcomes[0] && outcomes[2] == outcomes[0], "width \(width)")
    }
  }

  @Test func leavesThePicturesAlone() {
    var source = PixelSource(seed: 3)
    let (current, earlier) = source.pair(count: 300)
    let planes = PlanePair(current: Plane(current), earlier: Plane(earlier))
    _ = DifferenceKernel(pixelThresholds: Self.ladder)
      .measured(planes, [RowSpan(row: 0, start: 5, end: 290)])
    #expect(Array(planes.current.bytes) == current)
    #expect(Array(planes.earlier.bytes) == earlier)
  }

  /// All 256 x 256 pairs of values, at all 256 thresholds: (255 - T)(256 - T) pairs differ by more
  /// than T.
  @Test(arguments: 0..<16)
  func countsAllPairsOfValues(ladder: Int) {
    let thresholds = (0..<16).map { UInt8(ladder + 16 * $0) }
    let expected = Outcome(
      changed: thresholds.map { (255 - UInt32($0)) * (256 - UInt32($0)) },
      // 2 (256 - d) pairs differ by d.
      sum: (0...255).reduce(0) { $0 + 2 * UInt64($1 * (256 - $1)) })
    let planes = PlanePair(
      current: Plane((0..<65_536).map { UInt8($0 >> 8) }),
      earlier: Plane((0..<65_536).map { UInt8($0 & 255) }))
    let kernel = DifferenceKernel(pixelThresholds: thresholds)
    let whole = [RowSpan(row: 0, start: 0, end: 65_536)]
    #expect(kernel.measured(planes, whole) == expected, "thresholds \(thresholds)")
  }

  @Test(arguments: 1...16)
  func agreesOnLaddersOfAnyLength(rungs: Int) {
    var source = PixelSource(seed: rungs)
    let (current, earlier) = source.pair(count: 1_500)
    let planes = PlanePair(current: Plane(current), earlier: Plane(earlier))
    let span = [RowSpan(row: 0, start: 0, end: 1_500)]
    let lowest = (0..<rungs).map { UInt8($0) }
    let highest = (0..<rungs).map { UInt8(256 - rungs + $0) }
    let spread = (0..<rungs).map { UInt8(rungs == 1 ? 254 : 254 * $0 / (rungs - 1)) }
    for thresholds in [lowest, highest, spread] {
      let kernel = DifferenceKernel(pixelThresholds: thresholds)
      #expect(
        kernel.measured(planes, span) == kernel.referenceMeasured(planes, span),
        "thresholds \(thresholds)")
    }
  }

  /// Every difference in all pixels at once, where sums in narrow lanes come nearest to overflow,
  /// and in a single pixel, which must not be overlooked anywhere in a block.
  @Test(arguments: [0, 1, 12, 62, 63, 64, 127, 128, 254, 255] as [UInt8])
  func agreesOnEveryDifference(threshold: UInt8) {
    let kernel = DifferenceKernel(pixelThresholds: [threshold])
    let span = [RowSpan(row: 0, start: 0, end: 207)]
    let black = Plane([UInt8](repeating: 0, count: 207))
    for difference in UInt8.min...255 {
      let counted: UInt32 = difference > threshold ? 1 : 0
      let everywhere = PlanePair(
        current: Plane([UInt8](repeating: difference, count: 207)), earlier: black)
      #expect(
        kernel.measured(everywhere, span)
          == Outcome(changed: [counted * 207], sum: UInt64(difference) * 207),
        "difference \(difference) everywhere")
      var pixels = [UInt8](repeating: 0, count: 207)
      let place = Int(difference) * 7 % 207
      pixels[place] = difference
      let once = PlanePair(current: black, earlier: Plane(pixels))
      #expect(
        kernel.measured(once, span) == Outcome(changed: [counted], sum: UInt64(difference)),
        "difference \(difference) at \(place)")
    }
  }

  @Test(arguments: [(100, 100), (128, 103), (-100, 100), (101, -117), (-128, -100)])
  func agreesAtAnyStride(currentStride: Int, earlierStride: Int) {
    let rows = 9
    var source = PixelSource(seed: currentStride &* 1_000 &+ earlierStride)
    let (current, earlier) = source.pair(count: rows * 128)
    func origin(_ stride: Int) -> Int { stride < 0 ? (rows - 1) * -stride : 0 }
    // No more bytes than the last row needs.
    func stored(_ bytes: [UInt8], _ stride: Int) -> Plane {
      Plane(Array(bytes[..<((rows - 1) * abs(stride) + 100)]))
    }
    let planes = PlanePair(
      current: stored(current, currentStride), currentOrigin: origin(currentStride),
      currentStride: currentStride, earlier: stored(earlier, earlierStride),
      earlierOrigin: origin(earlierStride), earlierStride: earlierStride)
    let kernel = DifferenceKernel(pixelThresholds: Self.ladder)
    let spans = (0..<rows).map { RowSpan(row: Int32($0), start: Int32($0), end: 100) }
    #expect(
      kernel.measured(planes, spans) == kernel.referenceMeasured(planes, spans),
      "strides \(currentStride) and \(earlierStride)")
  }
}
