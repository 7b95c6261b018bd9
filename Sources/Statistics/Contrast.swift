/// A weighted sum of the means of independent groups, such as a difference (1, -1) or a difference of
/// differences (1, -1, -1, 1).
package struct Contrast: Sendable {
  /// `[group]`: the animals' values.
  package var groups: [[Double]]
  /// `[group]`: the weights.
  package var weights: [Double]

  /// A contrast of groups.
  package init(groups: [[Double]], weights: [Double]) {
    self.groups = groups
    self.weights = weights
  }

  /// The contrast itself; `nil` where a group is empty.
  package var value: Double? { Self.value(groups, weights) }

  static func value(_ groups: [[Double]], _ weights: [Double]) -> Double? {
    var sum = 0.0
    for (group, weight) in zip(groups, weights) {
      guard let mean = Moments.mean(group) else { return nil }
      sum += weight * mean
    }
    return sum
  }

  /// The test of Welch (1947); `nil` with fewer than two animals in a group or without any spread.
  package var welch: WelchTest? {
    guard let value, groups.allSatisfy({ $0.count >= 2 }) else { return nil }
    let parts = zip(groups, weights).map { group, weight in
      weight * weight * (Moments.variance(group) ?? 0) / Double(group.count)
    }
    let variance = parts.reduce(0, +)
    // What is left of sums of like numbers is rounding.
    let size = groups.joined().map(\.magnitude).max() ?? 0
    guard variance > 1e-24 * size * size else { return nil }
    let degrees =
      variance * variance
      / zip(parts, groups).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1.count - 1) }
    return WelchTest(difference: value, error: variance.squareRoot(), degrees: degrees)
  }
}

/// A contrast tested by the t distribution without the assumption of equal variances (Welch 1947; the
/// degrees of freedom of Satterthwaite 1946). Interval and p-value agree: 0 lies outside the 95 %
/// interval where p < 0.05.
public struct WelchTest: Sendable, Equatable {
  /// The contrast, in the measure's unit.
  public var difference: Double
  /// Its standard error, in the measure's unit.
  public var error: Double
  /// The degrees of freedom.
  public var degrees: Double

  /// A test of its parts.
  package init(difference: Double, error: Double, degrees: Double) {
    self.difference = difference
    self.error = error
    self.degrees = degrees
  }

  /// The contrast over its error.
  public var t: Double { difference / error }
  /// The two-sided p-value.
  public var p: Double { Distributions.studentTwoSided(t, degrees: degrees) }
  /// The 95 % interval.
  public var interval: ClosedRange<Double>? { interval(level: 0.95) }

  /// The interval of another level, between 0 and 1.
  package func interval(level: Double) -> ClosedRange<Double>? {
    let half = Distributions.studentQuantile((1 + level) / 2, degrees: degrees) * error
    return Estimate.interval(difference - half, difference + half)
  }
}
