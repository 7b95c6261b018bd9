import MotionKernels
import Testing

@Suite struct CellVariationTests {
  /// The strokes and the movement of cells, `[frame][cell]` in grey levels.
  private func measured(_ times: [Double], _ values: [[Float]]) -> (
    strokes: [Float], movement: [Float]
  ) {
    let count = values[0].count
    // Each frame on an allocation of its own.
    let frames = values.map { frame in
      let cells = UnsafeMutablePointer<Float>.allocate(capacity: max(1, count))
      cells.initialize(from: frame, count: count)
      return cells
    }
    defer { for frame in frames { frame.deallocate() } }
    var strokes = [Float](repeating: .nan, count: count)
    var movement = strokes
    strokes.withUnsafeMutableBufferPointer { strokes in
      movement.withUnsafeMutableBufferPointer { movement in
        guard let first = strokes.baseAddress, let second = movement.baseAddress else { return }
        CellVariation(times: times).measure(
          frames.map { UnsafePointer($0) }, count: count, strokes: first, movement: second)
      }
    }
    return (strokes, movement)
  }

  /// One cell.
  private func measured(_ times: [Double], _ value: (Double) -> Double) -> (
    strokes: Double, movement: Double
  ) {
    let (strokes, movement) = measured(times, times.map { [Float(value($0))] })
    return (Double(strokes[0]), Double(movement[0]))
  }

  /// The same by the normal equations in double precision.
  private func reference(_ times: [Double], _ values: [Double]) -> (
    strokes: Double, movement: Double
  ) {
    let count = Double(times.count)
    let (middle, half) = ((times[0] + times.last!) / 2, (times.last! - times[0]) / 2)
    let powers = times.map {
      [1, ($0 - middle) / half, (($0 - middle) / half) * (($0 - middle) / half)]
    }
    var rows = (0..<3).map { row in
      (0..<3).map { column in powers.reduce(0) { $0 + $1[row] * $1[column] } }
        + [zip(powers, values).reduce(0) { $0 + $1.0[row] * $1.1 }]
    }
    for pivot in 0..<3 {
      let largest = (pivot..<3).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) }!
      rows.swapAt(pivot, largest)
      for row in 0..<3 where row != pivot {
        let part = rows[row][pivot] / rows[pivot][pivot]
        for column in 0..<4 { rows[row][column] -= part * rows[pivot][column] }
      }
    }
    let factors = (0..<3).map { rows[$0][3] / rows[$0][$0] }
    let left = zip(powers, values).reduce(0) { sum, point in
      let fitted = zip(factors, point.0).reduce(0) { $0 + $1.0 * $1.1 }
      return sum + (point.1 - fitted) * (point.1 - fitted)
    }
    let mean = values.reduce(0, +) / count
    let about = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((left / (count - 3)).squareRoot(), (about / (count - 1)).squareRoot())
  }

  private func even(_ frames: Int, rate: Double = 30) -> [Double] {
    (0..<frames).map { Double($0 - frames + 1) / rate }
  }

  @Test(arguments: 4...64)
  func agreesWithLeastSquares(frames: Int) {
    var source = PixelSource(seed: frames)
    func random() -> Double { Double(source.next() >> 11) / Double(1 << 53) }
    var uneven: [Double] = []
    var now = -2.0
    for _ in 0..<frames {
      now += 0.001 + 0.1 * random() * random()
      uneven.append(now)
    }
    for times in [even(frames), even(frames, rate: 240), uneven] {
      let cells = (0..<37).map { cell in
        let (base, size) = (255 * random(), [0.1, 3, 200][cell % 3])
        return times.map { time in
          let smooth = cell % 2 == 0 ? 40 * (time - times[0]) : 0
          return Double(Float(base + smooth + size * (random() - 0.5)))
        }
      }
      let found = measured(times, times.indices.map { frame in cells.map { Float($0[frame]) } })
      for (cell, values) in cells.enumerated() {
        let expected = reference(times, values)
        // Single precision tells strokes from what is five hundred times larger.
        let tolerance = 1e-4 + 2e-3 * expected.movement
        #expect(abs(Double(found.strokes[cell]) - expected.strokes) < tolerance, "cell \(cell)")
        #expect(
          abs(Double(found.movement[cell]) - expected.movement) < 1e-4 + 1e-4 * expected.movement,
          "cell \(cell)")
      }
    }
  }

  @Test(arguments: [4, 5, 10, 19, 64])
  func constantsHaveNeither(frames: Int) {
    for level in [0.0, 17.25, 255, 1e6] {
      let found = measured(even(frames)) { _ in level }
      #expect(found.strokes == 0 && found.movement == 0)
    }
  }

  /// A line of 100 grey levels a second varies by that many times the deviation of the times.
  @Test(arguments: [4, 5, 10, 19, 64])
  func linesAreMovementAlone(frames: Int) {
    let times = even(frames)
    let mean = times.reduce(0, +) / Double(frames)
    let deviation = (times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(frames - 1))
      .squareRoot()
    for slope in [100.0, -100] {
      let found = measured(times) { 120 + slope * $0 }
      #expect(abs(found.movement - 100 * deviation) < 1e-3 * found.movement)
      #expect(found.strokes < 2e-3 * found.movement)
    }
  }

  @Test(arguments: [4, 5, 10, 19, 64])
  func parabolasAreNoStrokes(frames: Int) {
    for times in [even(frames), (0..<frames).map { Double($0 * $0) / 300 }] {
      let found = measured(times) { 50 + 30 * $0 - 70 * $0 * $0 }
      #expect(found.movement > 0)
      #expect(found.strokes < 3e-3 * found.movement)
    }
  }

  /// Of a stroke that beats four times a second with an amplitude of 1 these parts are left over the phases
  /// (root of the mean square; numpy's least squares).
  @Test(arguments: [
    (30.0, 10, 0.6425914, 0.7282646), (60, 19, 0.5583580, 0.7135122), (15, 5, 0.7534656, 0.7687970),
  ])
  func strokesKeepTheirShare(rate: Double, frames: Int, strokes: Double, movement: Double) {
    var (left, all) = (0.0, 0.0)
    for phase in 0..<360 {
      let found = measured(even(frames, rate: rate)) {
        cosine(8 * .pi * ($0 + 0.3) + Double(phase) * .pi / 180)
      }
      left += found.strokes * found.strokes / 360
      all += found.movement * found.movement / 360
    }
    #expect(abs(left.squareRoot() - strokes) < 1e-4)
    #expect(abs(all.squareRoot() - movement) < 1e-4)
  }

  /// By its series: the module has no library of functions.
  private func cosine(_ angle: Double) -> Double {
    let rest = angle.remainder(dividingBy: 2 * .pi)
    var (term, sum) = (1.0, 1.0)
    for power in 1...15 {
      term *= -rest * rest / Double((2 * power - 1) * (2 * power))
      sum += term
    }
    return sum
  }

  /// Numbers of cells beside the widths of vectors, and none.
  @Test(arguments: [0, 1, 3, 4, 7, 8, 9, 31, 33, 1_000])
  func cellsAreMeasuredOneByOne(count: Int) {
    let times = even(10)
    let value = { (cell: Int, frame: Int) in Float((cell * 31 + frame * frame * 17) % 101) }
    let found = measured(times, (0..<10).map { frame in (0..<count).map { value($0, frame) } })
    #expect(found.strokes.count == count)
    for cell in 0..<count {
      let alone = measured(times, (0..<10).map { [value(cell, $0)] })
      #expect(abs(found.strokes[cell] - alone.strokes[0]) < 1e-3)
      #expect(abs(found.movement[cell] - alone.movement[0]) < 1e-3)
    }
  }

  /// Frames at one time: no line and no parabola can be told, and nothing is divided by nothing.
  @Test func framesAtOneTimeGiveNumbers() {
    let found = measured([0, 0, 0, 0]) { _ in 3 }
    #expect(found.strokes == 0 && found.movement == 0)
    let two = measured([0, 0, 0, 1, 1, 1], [[0], [2], [4], [0], [2], [4]])
    #expect(two.strokes[0].isFinite && two.movement[0].isFinite)
  }

  @Test func refusesFewerFramesThanAParabolaNeeds() async {
    await #expect(processExitsWith: .failure) { _ = CellVariation(times: [0, 1, 2]) }
  }

  @Test func refusesAnotherNumberOfFrames() async {
    await #expect(processExitsWith: .failure) {
      var (strokes, movement): (Float, Float) = (0, 0)
      CellVariation(times: [0, 1, 2, 3]).measure(
        [], count: 1, strokes: &strokes, movement: &movement)
    }
  }
}
