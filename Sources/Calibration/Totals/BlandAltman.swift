import Statistics

/// How far two scorers' totals lie apart (Bland & Altman 1986, 1999): differences second - first,
/// seconds.
public struct BlandAltman: Sendable, Equatable {
  /// The mean difference.
  public var bias: Estimate
  /// The standard deviation of the differences (over n - 1).
  public var deviation: Estimate
  /// Bias less 1.96 standard deviations.
  public var lowerLimit: Estimate
  /// Bias plus 1.96 standard deviations.
  public var upperLimit: Estimate
  /// The mean of the differences without their sign.
  public var meanAbsoluteError: Estimate

  /// The limits hold 95 % of differences if those are normal. Intervals from Student's t with n - 1
  /// degrees of freedom and the standard errors s / sqrt n for the bias and
  /// s sqrt(1 / n + 1.96^2 / (2 (n - 1))) for a limit (Bland & Altman 1999, section 2.1). One animal
  /// gives the bias alone.
  public init(_ x: [Double], _ y: [Double]) {
    let differences = zip(x, y).map { $1 - $0 }
    guard let bias = Moments.mean(differences),
      let absolute = Moments.mean(differences.map(\.magnitude))
    else {
      let none = Estimate(missing: "no animals")
      self.bias = none
      (deviation, lowerLimit, upperLimit, meanAbsoluteError) = (none, none, none, none)
      return
    }
    meanAbsoluteError = Estimate(absolute)
    guard differences.count >= 2 else {
      self.bias = Estimate(bias, reason: "no interval: fewer than 2 animals")
      let none = Estimate(missing: "fewer than 2 animals")
      (deviation, lowerLimit, upperLimit) = (none, none, none)
      return
    }
    let n = Double(differences.count)
    let z = Distributions.normal975
    let s = (Moments.products(differences, differences) / (n - 1)).squareRoot()
    let t = Distributions.studentQuantile(0.975, degrees: n - 1)
    let half = t * s / n.squareRoot()
    let limitHalf = t * s * (1 / n + z * z / (2 * (n - 1))).squareRoot()
    let around = { (center: Double, half: Double) in
      Estimate(center, interval: Estimate.interval(center - half, center + half))
    }
    self.bias = around(bias, half)
    deviation = Estimate(s)
    lowerLimit = around(bias - z * s, limitHalf)
    upperLimit = around(bias + z * s, limitHalf)
  }
}
