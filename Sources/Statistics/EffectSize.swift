import Glibc

/// Standardised differences (Hedges 1981) with 95 % intervals by the noncentral t distribution.
package enum EffectSize {
  /// Hedges' g of two independent groups: the difference of the means over the pooled standard deviation,
  /// times 1 - 3 / (4 n - 9). Its interval is that of t = d / sqrt(1 / n1 + 1 / n2) (Steiger & Fouladi
  /// 1997), scaled alike.
  package static func independent(_ a: [Double], _ b: [Double]) -> Estimate {
    guard a.count >= 2, b.count >= 2 else {
      return Estimate(missing: "it needs two animals a group")
    }
    let (na, nb) = (Double(a.count), Double(b.count))
    let variance = (Moments.products(a, a) + Moments.products(b, b)) / (na + nb - 2)
    guard variance > 0, !(Moments.areConstant(a) && Moments.areConstant(b)) else {
      return Estimate(missing: "the values do not vary")
    }
    let d = ((Moments.mean(a) ?? 0) - (Moments.mean(b) ?? 0)) / variance.squareRoot()
    return estimate(
      d, scale: (1 / na + 1 / nb).squareRoot(), degrees: na + nb - 2, correction(na + nb))
  }

  /// Hedges' g of paired values: the mean difference over the root of the mean of both variances (Cumming
  /// 2012), times 1 - 3 / (4 n - 9) with n the number of values. Its interval is that of the paired t,
  /// scaled by the spread of the differences: sqrt(2 (1 - r) / n) where both variances are alike (Algina &
  /// Keselman 2003).
  package static func paired(_ first: [Double], _ second: [Double]) -> Estimate {
    precondition(first.count == second.count, "a second value for each first")
    guard first.count >= 2 else { return Estimate(missing: "it needs two animals") }
    let count = Double(first.count)
    let variance =
      (Moments.products(first, first) + Moments.products(second, second)) / (count - 1) / 2
    guard variance > 0, !(Moments.areConstant(first) && Moments.areConstant(second)) else {
      return Estimate(missing: "the values do not vary")
    }
    let d = ((Moments.mean(second) ?? 0) - (Moments.mean(first) ?? 0)) / variance.squareRoot()
    let changes = zip(first, second).map { $1 - $0 }
    guard !Moments.areConstant(changes), let spread = Moments.variance(changes) else {
      return Estimate(
        d * correction(2 * count), reason: "no interval: all changes are the same")
    }
    return estimate(
      d, scale: (spread / variance / count).squareRoot(), degrees: count - 1,
      correction(2 * count))
  }

  private static func correction(_ values: Double) -> Double { 1 - 3 / (4 * values - 9) }

  private static func estimate(
    _ d: Double, scale: Double, degrees: Double, _ correction: Double
  ) -> Estimate {
    let shift = NoncentralT.shiftInterval(d / scale, degrees: degrees)
    let interval = shift.flatMap {
      Estimate.interval($0.lowerBound * scale * correction, $0.upperBound * scale * correction)
    }
    return Estimate(d * correction, interval: interval)
  }
}
