import Calibration

/// Standardised differences (Hedges 1981) with 95 % intervals (Hedges & Olkin 1985, p. 86, by the t
/// distribution).
enum EffectSize {
  /// Hedges' g of two independent groups: the difference of the means over the pooled standard deviation,
  /// times 1 - 3 / (4 n - 9).
  static func independent(_ a: [Double], _ b: [Double]) -> Estimate {
    guard a.count >= 2, b.count >= 2 else {
      return Estimate(missing: "it needs two animals a group")
    }
    let (na, nb) = (Double(a.count), Double(b.count))
    let variance = (Moments.products(a, a) + Moments.products(b, b)) / (na + nb - 2)
    guard variance > 0 else { return Estimate(missing: "the values do not vary") }
    let d = ((Moments.mean(a) ?? 0) - (Moments.mean(b) ?? 0)) / variance.squareRoot()
    let g = d * correction(na + nb)
    return estimate(
      g, variance: (na + nb) / (na * nb) + g * g / (2 * (na + nb)), degrees: na + nb - 2)
  }

  /// Hedges' g of paired values: the mean difference over the root of the mean of both variances (Cumming
  /// 2012), times 1 - 3 / (4 n - 9) with n the number of values.
  static func paired(_ first: [Double], _ second: [Double]) -> Estimate {
    precondition(first.count == second.count, "a second value for each first")
    guard first.count >= 2 else { return Estimate(missing: "it needs two animals") }
    let count = Double(first.count)
    let variance =
      (Moments.products(first, first) + Moments.products(second, second)) / (count - 1) / 2
    guard variance > 0 else { return Estimate(missing: "the values do not vary") }
    let d = ((Moments.mean(second) ?? 0) - (Moments.mean(first) ?? 0)) / variance.squareRoot()
    let g = d * correction(2 * count)
    return estimate(g, variance: 1 / count + g * g / (2 * count), degrees: count - 1)
  }

  private static func correction(_ values: Double) -> Double { 1 - 3 / (4 * values - 9) }

  private static func estimate(_ g: Double, variance: Double, degrees: Double) -> Estimate {
    let half = Distributions.studentQuantile(0.975, degrees: degrees) * variance.squareRoot()
    return Estimate(g, interval: Estimate.interval(g - half, g + half))
  }
}
