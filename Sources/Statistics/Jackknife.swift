import Glibc

/// Intervals over animals by leaving out each in turn (Tukey 1958), with Student's t: they hold what they
/// say from three animals on, where percentiles of a bootstrap hold 75 to 90 % with up to ten
/// (`Scripts/coverage`).
package enum Jackknife {
  /// With fewer animals there is no interval.
  package static let leastAnimals = 3
  /// Why there is none then.
  package static let tooFew = "no interval: fewer than \(leastAnimals) animals"

  /// The scale on which a figure is about normal.
  package enum Scale: Sendable {
    /// As it is.
    case plain
    /// atanh, for figures from -1 to 1 (Fisher 1915).
    case correlation
  }

  /// The figure with its 95 % interval, or why there is none.
  ///
  /// - Parameters:
  ///   - count: the number of animals.
  ///   - figure: the figure over some of them, by their places.
  package static func estimate(
    _ estimate: Estimate, count: Int, scale: Scale, _ figure: ([Int]) -> Double?
  ) -> Estimate {
    guard let value = estimate.value else { return estimate }
    var estimate = estimate
    estimate.interval = nil
    guard count >= leastAnimals else {
      estimate.reason = tooFew
      return estimate
    }
    let toScale: (Double) -> Double =
      scale == .plain ? { $0 } : { atanh(min(max($0, -1 + 1e-12), 1 - 1e-12)) }
    let all = Array(0..<count)
    let without = all.compactMap { left in figure(all.filter { $0 != left }).map(toScale) }
    guard without.count == count, let mean = Moments.mean(without) else {
      estimate.reason = "no interval: without one of the animals the figure is not defined"
      return estimate
    }
    let n = Double(count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = ((n - 1) / n * squares).squareRoot()
    guard error > 1e-9 else {
      estimate.reason = "no interval: the animals do not differ"
      return estimate
    }
    let half = Distributions.studentQuantile(0.975, degrees: n - 1) * error
    let (low, high) = (toScale(value) - half, toScale(value) + half)
    estimate.interval =
      scale == .plain ? Estimate.interval(low, high) : Estimate.interval(tanh(low), tanh(high))
    estimate.reason = nil
    return estimate
  }
}
