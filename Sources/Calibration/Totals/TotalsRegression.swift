import Statistics

/// Straight lines through two scorers' totals, y on x.
public struct TotalsRegression: Sendable, Equatable {
  /// The slope of the ordinary least squares line of y on x.
  public var slope: Estimate
  /// Its value at x = 0, seconds.
  public var intercept: Estimate
  /// The slope of Deming's line, which grants both scorers the same error.
  public var demingSlope: Estimate
  /// The value of Deming's line at x = 0, seconds.
  public var demingIntercept: Estimate

  /// Ordinary least squares (Legendre 1805) with intervals from Student's t with n - 2 degrees of
  /// freedom, and orthogonal regression (Deming 1943, both errors equal). At least 3 pairs.
  public init(_ x: [Double], _ y: [Double]) {
    let missing: String? =
      if x.count < 3 { "fewer than 3 animals" } else if Moments.areConstant(x) {
        "the totals of the first scorer do not differ between animals"
      } else { nil }
    guard missing == nil, let meanX = Moments.mean(x), let meanY = Moments.mean(y) else {
      let none = Estimate(missing: missing ?? "no animals")
      (slope, intercept, demingSlope, demingIntercept) = (none, none, none, none)
      return
    }
    let n = Double(x.count)
    let (xx, yy) = (Moments.products(x, x), Moments.products(y, y))
    let xy = Moments.products(x, y)
    let slope = xy / xx
    let intercept = meanY - slope * meanX
    let residual = zip(x, y).reduce(0) { sum, pair in
      let error = pair.1 - intercept - slope * pair.0
      return sum + error * error
    }
    let variance = residual / (n - 2)
    let t = Distributions.studentQuantile(0.975, degrees: n - 2)
    let slopeHalf = t * (variance / xx).squareRoot()
    let interceptHalf = t * (variance * (1 / n + meanX * meanX / xx)).squareRoot()
    self.slope = Estimate(slope, interval: Estimate.interval(slope - slopeHalf, slope + slopeHalf))
    self.intercept = Estimate(
      intercept, interval: Estimate.interval(intercept - interceptHalf, intercept + interceptHalf))
    guard xy.magnitude > 1e-12 * (xx * max(yy, 1e-300)).squareRoot() else {
      demingSlope = Estimate(missing: "the totals are not correlated")
      demingIntercept = demingSlope
      return
    }
    let deming = (yy - xx + ((yy - xx) * (yy - xx) + 4 * xy * xy).squareRoot()) / (2 * xy)
    demingSlope = Estimate(deming)
    demingIntercept = Estimate(meanY - deming * meanX)
  }
}
