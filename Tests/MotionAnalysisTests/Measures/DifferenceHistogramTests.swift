import Testing

@testable import MotionAnalysis

@Suite struct DifferenceHistogramTests {
  private func histogram(_ differences: [Int]) -> DifferenceHistogram {
    DifferenceHistogram(
      current: differences.map { UInt8(100 + $0) },
      earlier: [UInt8](repeating: 100, count: differences.count), range: differences.indices)
  }

  @Test func medianOfOddAndSkewedLists() {
    #expect(histogram([3]).median == 3)
    #expect(histogram([-5, -4, 10]).median == -4)
    #expect(histogram([0, 0, 0, 90]).median == 0)
    #expect(histogram([]).median == 0)
  }

  @Test func extremeDifferencesHaveTheirPlace() {
    let darker = DifferenceHistogram(current: [0], earlier: [255], range: 0..<1)
    let brighter = DifferenceHistogram(current: [255], earlier: [0], range: 0..<1)
    #expect(darker.median == -255 && brighter.median == 255)
  }

  @Test func quantileRunsThroughAGreyLevel() {
    // All differences are 2: spread evenly over 1.5 ... 2.5.
    let same = histogram([2, 2, 2, 2])
    #expect(same.quantile(0.25) == 1.75 && same.quantile(0.75) == 2.25)
  }

  @Test func spreadIsThatOfANormalDistribution() {
    // The quantiles of a normal distribution of standard deviation 8 at (n + 0.5) / 8, rounded.
    let quantiles = [-12, -7, -4, -1, 1, 4, 7, 12]
    #expect(abs(histogram(quantiles).spread - 8) < 1.5)
  }

  @Test func rangesAreCountedTogether() {
    let current: [UInt8] = [10, 20, 30, 40, 50]
    let earlier: [UInt8] = [10, 10, 10, 10, 10]
    let both = DifferenceHistogram(current: current, earlier: earlier, ranges: [0..<1, 3..<5])
    #expect(both.median == 30)
  }
}
