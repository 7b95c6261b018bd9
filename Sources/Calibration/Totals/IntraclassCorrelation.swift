import Statistics

/// The intraclass correlation of single totals by random scorers: ICC(2,1) of Shrout & Fleiss
/// (1979), ICC(A,1) of McGraw & Wong (1996). Bias between scorers lowers it.
public enum IntraclassCorrelation {
  /// With k scorers no correlation can lie below -1 / (k - 1): figure and interval end there.
  ///
  /// (MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n) from a two-way analysis of variance, with
  /// the interval of McGraw & Wong (1996, table 7).
  ///
  /// - Parameter totals: `[animal][scorer]`, seconds; every row with the same number of scorers.
  public static func estimate(_ totals: [[Double]]) -> Estimate {
    let n = Double(totals.count)
    let k = Double(totals.first?.count ?? 0)
    guard totals.count >= 2 else { return Estimate(missing: "fewer than 2 animals") }
    guard k >= 2 else { return Estimate(missing: "fewer than 2 scorers") }
    let all = totals.flatMap(\.self)
    guard !Moments.areConstant(all), let mean = Moments.mean(all) else {
      return Estimate(missing: "all totals are the same")
    }
    let square = { (value: Double) in (value - mean) * (value - mean) }
    let rows = totals.compactMap(Moments.mean)
    let columns = totals[0].indices.compactMap { column in Moments.mean(totals.map { $0[column] }) }
    let rowSquares = k * rows.map(square).reduce(0, +)
    let columnSquares = n * columns.map(square).reduce(0, +)
    let totalSquares = all.map(square).reduce(0, +)
    // A remainder of nothing but rounding is none.
    let errorSquares = totalSquares - rowSquares - columnSquares
    let msr = rowSquares / (n - 1)
    let msc = columnSquares / (k - 1)
    let mse = errorSquares > 1e-12 * totalSquares ? errorSquares / ((n - 1) * (k - 1)) : 0
    let icc = (msr - mse) / (msr + (k - 1) * mse + k * (msc - mse) / n)
    let least = -1 / (k - 1)
    let figure = min(max(icc, least), 1)
    guard icc.isFinite else { return Estimate(missing: "all totals are the same") }
    guard mse > 0 else {
      return Estimate(figure, reason: "no interval: the scorers differ by a constant alone")
    }
    let ratio = msc / mse
    let inner = n * (1 + (k - 1) * icc) - k * icc
    let numerator = (k - 1) * (n - 1) * (k * icc * ratio + inner) * (k * icc * ratio + inner)
    let degrees =
      numerator / ((n - 1) * k * k * icc * icc * ratio * ratio + inner * inner)
    guard degrees.isFinite, degrees > 0 else {
      return Estimate(figure, reason: "no interval: it is not defined for these totals")
    }
    let upperF = Distributions.fisherQuantile(0.975, n - 1, degrees)
    let lowerF = Distributions.fisherQuantile(0.975, degrees, n - 1)
    let between = k * msc + (k * n - k - n) * mse
    let interval = Estimate.interval(
      max(least, n * (msr - upperF * mse) / (upperF * between + n * msr)),
      min(1, n * (lowerF * msr - mse) / (between + n * lowerF * msr)))
    return Estimate(
      figure, interval: interval,
      reason: interval == nil ? "no interval: it is not defined for these totals" : nil)
  }
}
