import Glibc

/// The regularised incomplete beta function I_x(a, b), from which the t and F distributions follow.
enum IncompleteBeta {
  /// I_x(a, b) for a, b > 0 and x from 0 to 1.
  ///
  /// The continued fraction of Abramowitz & Stegun (1964), 26.5.8, evaluated by the modified method
  /// of Lentz (Press et al. 2007, Numerical Recipes, 6.4); for x beyond the mean the symmetric form.
  static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
    value(x, complement: 1 - x, a, b)
  }

  /// I_x(a, b) with 1 - x given apart, which keeps its digits where x is close to 1.
  static func value(_ x: Double, complement: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if complement <= 0 { return 1 }
    let front = exp(
      lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(complement))
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a
      : 1 - front * fraction(complement, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    let nonZero = { (value: Double) in value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
    var h = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonZero(1 + even * d)
      c = nonZero(1 + even / c)
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonZero(1 + odd * d)
      c = nonZero(1 + odd / c)
      let change = d * c
      h *= change
      if (change - 1).magnitude < 1e-15 { break }
    }
    return h
  }

  /// The x with I_x(a, b) = p, and 1 - x with its own digits: halving until two neighbouring numbers
  /// are reached, on the side on which the answer is small.
  static func inverse(_ p: Double, _ a: Double, _ b: Double) -> (x: Double, complement: Double) {
    if value(0.5, a, b) >= p {
      let x = smallRoot { value($0, complement: 1 - $0, a, b) < p }
      return (x, 1 - x)
    }
    let rest = smallRoot { value($0, complement: 1 - $0, b, a) < 1 - p }
    return (1 - rest, rest)
  }

  /// The border in (0, 0.5] below which a condition holds.
  private static func smallRoot(_ isBelow: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 0.5)
    while true {
      // Small answers are found by ratio, others by difference.
      let middle = low > 0 && high / low > 4 ? (low * high).squareRoot() : (low + high) / 2
      guard middle > low, middle < high, middle > 1e-300 else { return high }
      if isBelow(middle) { low = middle } else { high = middle }
    }
  }
}
