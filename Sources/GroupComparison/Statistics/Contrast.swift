import Calibration

/// A weighted sum of the means of independent groups, such as a difference (1, -1) or a difference of
/// differences (1, -1, -1, 1).
struct Contrast {
  /// `[group]`: the animals' values.
  var groups: [[Double]]
  /// `[group]`: the weights.
  var weights: [Double]

  /// The contrast itself; `nil` where a group is empty.
  var value: Double? { Self.value(groups, weights) }

  static func value(_ groups: [[Double]], _ weights: [Double]) -> Double? {
    var sum = 0.0
    for (group, weight) in zip(groups, weights) {
      guard let mean = Moments.mean(group) else { return nil }
      sum += weight * mean
    }
    return sum
  }

  /// The 95 % interval by the t distribution without the assumption of equal variances (Welch 1947; the
  /// degrees of freedom of Satterthwaite 1946); `nil` with fewer than two animals in a group or without
  /// any spread.
  var welchInterval: ClosedRange<Double>? {
    guard let value, groups.allSatisfy({ $0.count >= 2 }) else { return nil }
    let parts = zip(groups, weights).map { group, weight in
      let count = Double(group.count)
      return weight * weight * Moments.products(group, group) / (count - 1) / count
    }
    let variance = parts.reduce(0, +)
    guard variance > 0 else { return nil }
    let degrees =
      variance * variance
      / zip(parts, groups).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1.count - 1) }
    let half =
      Distributions.studentQuantile(0.975, degrees: degrees) * variance.squareRoot()
    return Estimate.interval(value - half, value + half)
  }
}
