import Testing

@testable import ImmobilityCore

@Suite struct SmoothingTests {
  /// Cells of chosen widths without gaps.
  private func cells(_ values: [(Double, Double)], from start: Double = 0) -> [Smoothing.Cell] {
    var now = start
    return values.map { value, width in
      defer { now += width }
      return Smoothing.Cell(start: now, end: now + width, value: value)
    }
  }

  /// The mean by numerical integration in steps of 10 microseconds: an independent formulation.
  private func integrated(_ cells: [Smoothing.Cell], at cell: Int, width: Double) -> Double {
    let middle = (cells[cell].start + cells[cell].end) / 2
    let step = 1e-5
    var sum = 0.0
    var covered = 0.0
    var time = middle - width / 2 + step / 2
    while time < middle + width / 2 {
      if let at = cells.first(where: { $0.start <= time && time < $0.end }) {
        sum += at.value
        covered += 1
      }
      time += step
    }
    return sum / covered
  }

  @Test func zeroWidthChangesNothing() {
    let row = cells([(1, 0.1), (5, 0.1), (2, 0.3)])
    #expect(Smoothing.movingMean(row, width: 0) == [1, 5, 2])
    #expect(Smoothing.movingMean([], width: 1).isEmpty)
  }

  @Test func equalValuesStayExactlyEqual() {
    let value = 0.1 + 0.2
    let row = cells((0..<50).map { (value, $0 % 2 == 0 ? 1 / 30.0 : 1 / 24.0) })
    #expect(Smoothing.movingMean(row, width: 0.4).allSatisfy { $0 == value })
  }

  @Test func threeEqualFramesAreAveraged() {
    let means = Smoothing.movingMean(cells([(3, 0.1), (6, 0.1), (0, 0.1)]), width: 0.3)
    #expect(abs(means[1] - 3) < 1e-12)
    // At the edge the mean runs over what there is: 0.15 s in 0-0.2: (3 x 0.1 + 6 x 0.1) / 0.2.
    #expect(abs(means[0] - 4.5) < 1e-12)
  }

  @Test(arguments: [0.05, 0.4, 1.3])
  func weighsByTime(_ width: Double) {
    let row = cells([(1, 0.04), (9, 0.2), (2, 0.033), (0, 0.5), (7, 0.01), (3, 0.11), (4, 0.3)])
    let means = Smoothing.movingMean(row, width: width)
    for index in row.indices {
      #expect(abs(means[index] - integrated(row, at: index, width: width)) < 2e-3, "cell \(index)")
    }
  }

  @Test(arguments: [0.02, 0.1, 0.4, 3])
  func manyCellsAreAveragedLikeOne(_ width: Double) {
    // Irregular, with gaps, and with runs of equal values.
    var generator = SeededGenerator(state: 9)
    var row: [Smoothing.Cell] = []
    var now = 0.0
    var value = 0.0
    for _ in 0..<203 {
      if Int.random(in: 0..<20, using: &generator) == 0 {
        now += Double.random(in: 0...0.5, using: &generator)
      }
      if Int.random(in: 0..<15, using: &generator) == 0 {
        value = Double.random(in: -2...9, using: &generator)
      }
      let length = Double.random(in: 0.01...0.06, using: &generator)
      row.append(Smoothing.Cell(start: now, end: now + length, value: value))
      now += length
    }
    let means = Smoothing.movingMean(row, width: width)
    for (index, cell) in row.enumerated() {
      let (from, to) = ((cell.start + cell.end - width) / 2, (cell.start + cell.end + width) / 2)
      let inside = row.filter { $0.start < to && $0.end > from }
      let weights = inside.map { min($0.end, to) - max($0.start, from) }
      let sum = zip(inside, weights).reduce(0) { $0 + $1.0.value * $1.1 }
      #expect(abs(means[index] - sum / weights.reduce(0, +)) < 1e-12, "cell \(index)")
      if inside.allSatisfy({ $0.value == cell.value }) {
        #expect(means[index] == cell.value, "cell \(index)")
      }
    }
  }

  @Test func gapsHaveNoWeight() {
    let row = cells([(2, 0.1)]) + cells([(8, 0.1)], from: 0.3)
    // Centred on 0.05 with 0.6 s: 0.1 s of 2 and 0.05 s of 8 (0.30-0.35).
    let means = Smoothing.movingMean(row, width: 0.6)
    #expect(abs(means[0] - (0.2 + 0.4) / 0.15) < 1e-12)
  }
}
