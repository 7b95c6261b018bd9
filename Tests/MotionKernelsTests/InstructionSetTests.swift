import MotionKernels
import Testing

@Suite struct InstructionSetTests {
  @Test func theBestIsSupportedAndTaken() {
    #expect(InstructionSet.baseline.isSupported)
    #expect(InstructionSet.best.isSupported)
    #expect(InstructionSet.best == .avx2 || !InstructionSet.avx2.isSupported)
    #expect(DifferenceKernel(pixelThresholds: [12]).instructions == .best)
  }

  /// Blocks with one pixel each at a place and a level of its own go up the ladder. The row is compared twice:
  /// after a busy one blocks go up in another way.
  @Test(arguments: [
    [0, 1, 254, 255], [12, 16, 20, 24, 28, 40], [62, 63, 64], [63], [200], [255],
  ])
  func everyLevelAtEveryPlace(thresholds: [UInt8]) {
    let kernel = DifferenceKernel(pixelThresholds: thresholds)
    let width = 64 * 33
    for level in 0..<256 {
      var current = [UInt8](repeating: 100, count: width)
      for block in 0..<33 where (block + level) % 3 > 0 {
        let place = block * 64 + (block * 29 + level) % 64
        current[place] = current[place] &+ UInt8(truncatingIfNeeded: level &+ block)
      }
      let planes = PlanePair(
        current: Plane(current), earlier: Plane([UInt8](repeating: 100, count: width)))
      let spans = [RowSpan](repeating: RowSpan(row: 0, start: 0, end: Int32(width)), count: 2)
      #expect(
        kernel.measured(planes, spans) == kernel.referenceMeasured(planes, spans),
        "level \(level)")
    }
  }

  /// The sums of the largest differences there are.
  @Test(arguments: [[0], [12, 16, 20, 24, 28, 40], [70, 200], Array(0...15)])
  func largestDifferences(thresholds: [UInt8]) {
    let kernel = DifferenceKernel(pixelThresholds: thresholds)
    let width = 64 * 32 * 3
    let planes = PlanePair(
      current: Plane([UInt8](repeating: 255, count: width)),
      earlier: Plane([UInt8](repeating: 0, count: width)))
    let span = [RowSpan(row: 0, start: 0, end: Int32(width))]
    #expect(kernel.measured(planes, span) == kernel.referenceMeasured(planes, span))
  }
}
