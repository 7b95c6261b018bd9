import Glibc

/// Integrals by the rule of Gauss and Legendre with 24 points in each part of a range.
package enum GaussLegendre {
  private static let count = 24
  /// The roots of the Legendre polynomial in (-1, 1), by Newton's method, and their weights (Abramowitz &
  /// Stegun 1964, 25.4.29).
  private static let rule: [(node: Double, weight: Double)] = (0..<count).map { index in
    var x = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
    var slope = 1.0
    for _ in 0..<100 {
      var (last, this) = (1.0, x)
      for degree in 2...count {
        let n = Double(degree)
        (last, this) = (this, ((2 * n - 1) * x * this - (n - 1) * last) / n)
      }
      slope = Double(count) * (x * this - last) / (x * x - 1)
      let step = this / slope
      x -= step
      if step.magnitude < 1e-16 { break }
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }

  /// The integral of a function over a range that is cut into `parts` of one length.
  package static func integral(
    _ range: ClosedRange<Double>, parts: Int = 1, _ function: (Double) -> Double
  ) -> Double {
    let half = (range.upperBound - range.lowerBound) / Double(parts) / 2
    guard half > 0 else { return 0 }
    var sum = 0.0
    for part in 0..<parts {
      let middle = range.lowerBound + half * Double(2 * part + 1)
      for (node, weight) in rule { sum += weight * function(middle + half * node) }
    }
    return sum * half
  }
}
