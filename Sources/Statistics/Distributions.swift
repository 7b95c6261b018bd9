import Glibc

/// Quantiles and probabilities of the distributions behind the confidence intervals.
package enum Distributions {
  /// The 97.5 % point of the standard normal distribution, for two-sided 95 % intervals.
  package static let normal975 = 1.959_963_984_540_054

  /// The probability that a standard normal value lies below `z`.
  package static func normalProbability(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The p quantile of the standard normal distribution, 0 < p < 1: halving, to neighbouring numbers.
  package static func normalQuantile(_ p: Double) -> Double {
    // The smaller tail keeps its digits; the other side is its mirror image.
    if p > 0.5 { return -normalQuantile(1 - p) }
    var (low, high) = (-40.0, 0.0)
    while true {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { return high }
      if normalProbability(middle) < p { low = middle } else { high = middle }
    }
  }

  /// The p quantile of Student's t distribution (Student 1908), 0 < p < 1, `degrees` > 0.
  package static func studentQuantile(_ p: Double, degrees: Double) -> Double {
    if p == 0.5 { return 0 }
    // The tail beyond t has the probability I_x(degrees / 2, 1 / 2) / 2 with
    // x = degrees / (degrees + t^2) (Abramowitz & Stegun 1964, 26.7.1).
    let (x, complement) = IncompleteBeta.inverse(2 * min(p, 1 - p), degrees / 2, 0.5)
    let size = (degrees * complement / x).squareRoot()
    return p < 0.5 ? -size : size
  }

  /// The probability that a t-distributed value is at least as far from 0 as `t`.
  package static func studentTwoSided(_ t: Double, degrees: Double) -> Double {
    let square = t * t
    return IncompleteBeta.value(
      degrees / (degrees + square), complement: square / (degrees + square), degrees / 2, 0.5)
  }

  /// The probability that a t-distributed value lies below `t`.
  package static func studentProbability(_ t: Double, degrees: Double) -> Double {
    let tail = studentTwoSided(t, degrees: degrees) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// The density of the standard normal distribution.
  package static func normalDensity(_ z: Double) -> Double {
    exp(-z * z / 2) / (2 * Double.pi).squareRoot()
  }

  /// The density at `s` > 0 of the root of a chi-squared value over its degrees of freedom: of an
  /// estimated standard deviation over the true one.
  package static func spreadDensity(_ s: Double, degrees: Double) -> Double {
    guard s > 0 else { return 0 }
    let half = degrees / 2
    return 2 * exp(half * log(half) - lgamma(half) + (degrees - 1) * log(s) - half * s * s)
  }

  /// Where all but about 1e-14 of that density lies.
  package static func spreadRange(degrees: Double) -> ClosedRange<Double> {
    let width = 9 / (2 * degrees).squareRoot()
    return max(0, 1 - width)...1 + width
  }

  /// The p quantile of the F distribution (Fisher 1924, Snedecor 1934), 0 < p < 1, degrees > 0.
  package static func fisherQuantile(_ p: Double, _ numerator: Double, _ denominator: Double)
    -> Double
  {
    let (x, complement) = IncompleteBeta.inverse(p, numerator / 2, denominator / 2)
    return denominator * x / (numerator * complement)
  }
}
