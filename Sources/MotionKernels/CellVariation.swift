/// How the brightness of cells varies over the frames of a window: about its mean, and about the parabola in
/// time that fits it best (least squares).
public struct CellVariation: Sendable {
  /// `[frame]`: the weights of a straight line and of a parabola that are orthogonal to each other and to a
  /// constant, each with squares that add up to 1 (Gram-Schmidt).
  private let line: [Float]
  private let parabola: [Float]

  /// The fewest frames that a parabola leaves something over of.
  public static let leastFrames = 4

  /// Prepares the weights for frames at given times, seconds, increasing.
  ///
  /// - Precondition: there are `leastFrames` times or more.
  public init(times: [Double]) {
    precondition(times.count >= Self.leastFrames, "a parabola needs more frames")
    let count = Double(times.count)
    func orthonormal(_ values: [Double], to others: [[Double]]) -> [Double] {
      let mean = values.reduce(0, +) / count
      var rest = values.map { $0 - mean }
      for other in others {
        let part = zip(rest, other).reduce(0) { $0 + $1.0 * $1.1 }
        rest = zip(rest, other).map { $0 - part * $1 }
      }
      let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 0 ? rest.map { $0 / length } : rest
    }
    let middle = (times[0] + times[times.count - 1]) / 2
    let centred = times.map { $0 - middle }
    let first = orthonormal(centred, to: [])
    let second = orthonormal(centred.map { $0 * $0 }, to: [first])
    line = first.map(Float.init)
    parabola = second.map(Float.init)
  }

  /// The number of frames.
  public var frames: Int { line.count }

  /// Measures a number of cells.
  ///
  /// - Parameters:
  ///   - values: `[frame]`: the cells' brightness in each frame, grey levels.
  ///   - strokes: `[cell]`, to be filled: the root of the mean square about the parabola,
  ///     `sqrt(sum of squares / (frames - 3))`, grey levels.
  ///   - movement: `[cell]`, to be filled: the root of the mean square about the mean,
  ///     `sqrt(sum of squares / (frames - 1))`, grey levels.
  public func measure(
    _ values: [UnsafePointer<Float>], count: Int, strokes: UnsafeMutablePointer<Float>,
    movement: UnsafeMutablePointer<Float>
  ) {
    precondition(values.count == frames, "each frame has its values")
    let base = values[frames - 1]
    let (all, rest) = (1 / Float(frames - 1), 1 / Float(frames - 3))
    let mean = 1 / Float(frames)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 4 * count) { memory in
      guard let sum = memory.baseAddress, count > 0 else { return }
      let (squares, first, second) = (sum + count, sum + 2 * count, sum + 3 * count)
      sum.initialize(repeating: 0, count: 4 * count)
      for frame in 0..<(frames - 1) {
        let (cells, a, b) = (values[frame], line[frame], parabola[frame])
        for cell in 0..<count {
          let value = cells[cell] - base[cell]
          sum[cell] += value
          squares[cell] += value * value
          first[cell] += a * value
          second[cell] += b * value
        }
      }
      for cell in 0..<count {
        let about = max(0, squares[cell] - mean * sum[cell] * sum[cell])
        let left = max(0, about - first[cell] * first[cell] - second[cell] * second[cell])
        movement[cell] = (about * all).squareRoot()
        strokes[cell] = (left * rest).squareRoot()
      }
    }
  }
}
