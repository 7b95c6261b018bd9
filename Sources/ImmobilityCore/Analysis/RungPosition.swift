/// A pixel threshold's place among the rungs of a trace: one of them, or between two.
struct RungPosition {
  /// The rung at or below the threshold.
  var below: Int
  /// The rung at or above it.
  var above: Int
  /// How far the threshold lies on the way from one to the other, 0-1.
  var part: Double

  /// A rung itself.
  init(rung: Int) { (below, above, part) = (rung, rung, 0) }

  /// The place between two rungs of the thresholds given, grey levels.
  init(threshold: UInt8, below: Int, above: Int, in thresholds: [UInt8]) {
    self.below = below
    self.above = above
    part = Double(threshold - thresholds[below]) / Double(thresholds[above] - thresholds[below])
  }

  /// The threshold, grey levels.
  func level(in thresholds: [UInt8]) -> Double {
    let low = Double(thresholds[below])
    return low + part * (Double(thresholds[above]) - low)
  }

  /// The value at the threshold, on the straight line between those at both rungs; the first rung's
  /// value stands at `first`.
  func between<Values: RandomAccessCollection<UInt16>>(
    _ values: Values, from first: Int
  ) -> Double where Values.Index == Int {
    let low = Double(values[first + below])
    return part == 0 ? low : low + part * (Double(values[first + above]) - low)
  }

  /// The same of real numbers.
  func between(_ values: [Double], from first: Int) -> Double {
    let low = values[first + below]
    return part == 0 ? low : low + part * (values[first + above] - low)
  }
}
