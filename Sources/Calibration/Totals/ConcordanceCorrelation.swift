import Glibc
import Statistics

/// Lin's concordance correlation: how well two scorers' totals lie on the line of identity.
public enum ConcordanceCorrelation {
  /// The figure alone; `nil` where it is not defined.
  static func value(_ x: [Double], _ y: [Double]) -> Double? {
    let n = Double(x.count)
    guard x.count >= 2, let meanX = Moments.mean(x), let meanY = Moments.mean(y),
      !(Moments.areConstant(x) && Moments.areConstant(y))
    else { return nil }
    let spread = (Moments.products(x, x) + Moments.products(y, y)) / n
    return 2 * Moments.products(x, y) / n / (spread + (meanX - meanY) * (meanX - meanY))
  }

  /// 2 s_xy / (s_x^2 + s_y^2 + (mean x - mean y)^2) with variances over n, and the interval on the
  /// scale of atanh with the asymptotic variance of Lin (1989, corrected 2000). Two pairs give the
  /// figure, three the interval as well.
  public static func estimate(_ x: [Double], _ y: [Double]) -> Estimate {
    guard x.count >= 2, let meanX = Moments.mean(x), let meanY = Moments.mean(y) else {
      return Estimate(missing: "fewer than 2 animals")
    }
    let n = Double(x.count)
    let (xx, yy) = (Moments.products(x, x) / n, Moments.products(y, y) / n)
    let xy = Moments.products(x, y) / n
    let shift = (meanX - meanY) * (meanX - meanY)
    guard !(Moments.areConstant(x) && Moments.areConstant(y)) else {
      return Estimate(missing: "the totals of both scorers do not differ between animals")
    }
    let c = 2 * xy / (xx + yy + shift)
    guard x.count >= 3 else { return Estimate(c, reason: "no interval: fewer than 3 animals") }
    guard !Moments.areConstant(x), !Moments.areConstant(y), xy != 0 else {
      return Estimate(c, reason: "no interval: the totals are not correlated")
    }
    let r = xy / (xx * yy).squareRoot()
    guard c.magnitude < 1 - 1e-12 else {
      return Estimate(c, reason: "no interval: agreement is perfect")
    }
    let u2 = shift / (xx * yy).squareRoot()
    let rest = 1 - c * c
    let variance =
      ((1 - r * r) * c * c / (rest * r * r) + 2 * c * c * c * (1 - c) * u2 / (r * rest * rest)
        - c * c * c * c * u2 * u2 / (2 * r * r * rest * rest)) / (n - 2)
    guard variance >= 0 else { return Estimate(c, reason: "no interval: too few animals") }
    let half = Distributions.normal975 * variance.squareRoot()
    return Estimate(c, interval: Estimate.interval(tanh(atanh(c) - half), tanh(atanh(c) + half)))
  }
}
