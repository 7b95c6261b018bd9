import Testing

@testable import MotionAnalysis

@Suite struct CellLadderTests {
  private func ladder(_ samples: [[Float]]) -> CellLadder {
    var ladder = CellLadder()
    for sample in samples { sample.withUnsafeBufferPointer { ladder.append($0) } }
    return ladder
  }

  private func plain(_ cells: [Float], above threshold: Double) -> Double {
    cells.reduce(0) { $0 + max(0, Double($1) - threshold) }
  }

  @Test func sumsAtARungAreExact() {
    let cells: [Float] = [0, 0.3, 0.5, 0.6, 1, 2.5, 3, 9, 40, 255]
    let ladder = ladder([cells])
    for threshold in CellLadder.thresholds.map(Double.init) {
      #expect(abs(ladder.sum(0, above: threshold) - plain(cells, above: threshold)) < 1e-3)
    }
  }

  /// Cells between the two rungs count a little more than nothing, all others exactly.
  @Test func betweenRungsTheSumIsOnALine() {
    let ladder = ladder([[7, 30]])
    for threshold in [4.1, 4.8, 5, 5.6] {
      #expect(abs(ladder.sum(0, above: threshold) - (37 - 2 * threshold)) < 1e-3)
    }
    let between = self.ladder([[3]])
    // From 3 - 2.828 at a threshold of 2.828 to 0 at 4.
    #expect(abs(between.sum(0, above: 3.414) - 0.086) < 1e-3)
    #expect(between.sum(0, above: 4) == 0)
  }

  @Test func beyondItsEndsTheSumIsThatOfTheEnd() {
    let ladder = ladder([[1, 100]])
    #expect(abs(ladder.sum(0, above: 0) - 100) < 1e-3)
    #expect(ladder.sum(0, above: 0.2) == ladder.sum(0, above: 0.5))
    #expect(ladder.sum(0, above: 32) == 68)
    #expect(ladder.sum(0, above: 1e9) == 68)
  }

  @Test func moreThresholdIsNeverMore() {
    let ladder = ladder([(0..<500).map { Float($0 * $0 % 97) / 2 }])
    var last = Double.infinity
    for threshold in stride(from: 0.0, through: 50, by: 0.1) {
      let sum = ladder.sum(0, above: threshold)
      #expect(sum <= last)
      last = sum
    }
  }

  @Test func samplesAreApart() {
    let ladder = ladder([[10], [], [0, 0], [20, 20], [0.5]])
    #expect(ladder.count == 5)
    #expect((0..<5).map { ladder.sum($0, above: 8) } == [2, 0, 0, 24, 0])
    #expect(CellLadder().count == 0)
  }

  @Test func hugeVariationIsAddedUp() {
    let ladder = ladder([[Float](repeating: 1e6, count: 10_000)])
    #expect(abs(ladder.sum(0, above: 16) / 1e10 - 1) < 1e-3)
  }
}
