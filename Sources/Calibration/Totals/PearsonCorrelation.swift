import Glibc
import Statistics

/// Pearson's correlation: how well two scorers' totals lie on any straight line. It is blind to bias.
public enum PearsonCorrelation {
  /// r (Pearson 1896) with the interval of Fisher's z: tanh(atanh r +- 1.96 / sqrt(n - 3)) (Fisher
  /// 1921). Three pairs give r alone; fewer, or values without any spread, give neither.
  public static func estimate(_ x: [Double], _ y: [Double]) -> Estimate {
    guard x.count >= 3 else { return Estimate(missing: "fewer than 3 animals") }
    guard !Moments.areConstant(x), !Moments.areConstant(y) else {
      return Estimate(missing: "the totals of one scorer do not differ between animals")
    }
    let spread = (Moments.products(x, x) * Moments.products(y, y)).squareRoot()
    let r = min(max(Moments.products(x, y) / spread, -1), 1)
    guard x.count >= 4 else {
      return Estimate(r, reason: "no interval: fewer than 4 animals")
    }
    guard r.magnitude < 1 else {
      return Estimate(r, reason: "no interval: all animals lie on one line")
    }
    let half = Distributions.normal975 / Double(x.count - 3).squareRoot()
    return Estimate(r, interval: Estimate.interval(tanh(atanh(r) - half), tanh(atanh(r) + half)))
  }
}
