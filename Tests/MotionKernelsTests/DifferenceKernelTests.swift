import MotionKernels
import Testing

@Suite struct DifferenceKernelTests {
  @Test(arguments: [[0], [255], [12, 16], Array(240...255)] as [[UInt8]])
  func keepsItsLadder(thresholds: [UInt8]) {
    let kernel = DifferenceKernel(pixelThresholds: thresholds)
    #expect(kernel.pixelThresholds == thresholds)
    #expect(kernel.rungs == thresholds.count)
  }

  @Test func refusesAnEmptyLadder() async {
    await #expect(processExitsWith: .failure) { _ = DifferenceKernel(pixelThresholds: []) }
  }

  @Test func refusesSeventeenRungs() async {
    await #expect(processExitsWith: .failure) {
      _ = DifferenceKernel(pixelThresholds: Array(0...16))
    }
  }

  @Test func refusesRepeatedThresholds() async {
    await #expect(processExitsWith: .failure) { _ = DifferenceKernel(pixelThresholds: [8, 8]) }
  }

  @Test func refusesDecreasingThresholds() async {
    await #expect(processExitsWith: .failure) { _ = DifferenceKernel(pixelThresholds: [12, 8]) }
  }
}
