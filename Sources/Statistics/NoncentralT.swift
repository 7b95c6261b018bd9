import Glibc

/// The noncentral t distribution: that of (z + shift) / s, where z is standard normal and s an estimated
/// standard deviation over the true one.
package enum NoncentralT {
  /// The probability that the value lies below `t`, by integration over s (Owen 1968).
  package static func probability(_ t: Double, degrees: Double, shift: Double) -> Double {
    let range = Distributions.spreadRange(degrees: degrees)
    let density = { (s: Double) in
      Distributions.normalProbability(t * s - shift)
        * Distributions.spreadDensity(s, degrees: degrees)
    }
    // Where the normal probability turns from 0 to 1 the parts are short.
    guard t != 0 else { return GaussLegendre.integral(range, parts: 12, density) }
    let (middle, reach) = (shift / t, 9 / t.magnitude)
    let edges =
      [range.lowerBound]
      + [middle - reach, middle, middle + reach].filter {
        $0 > range.lowerBound && $0 < range.upperBound
      } + [range.upperBound]
    return zip(edges, edges.dropFirst()).reduce(0) {
      $0 + GaussLegendre.integral($1.0...$1.1, parts: 12, density)
    }
  }

  /// The 95 % interval of the shift for an observed `t` (Steiger & Fouladi 1997): the shifts under which
  /// as much, or as little, is seen in 2.5 %.
  package static func shiftInterval(_ t: Double, degrees: Double) -> ClosedRange<Double>? {
    guard t.isFinite, degrees >= 1 else { return nil }
    func shift(_ part: Double) -> Double {
      // The probability falls with the shift.
      var reach = 4.0
      while reach < 1e9, probability(t, degrees: degrees, shift: t - reach) < part { reach *= 2 }
      var low = t - reach
      reach = 4
      while reach < 1e9, probability(t, degrees: degrees, shift: t + reach) > part { reach *= 2 }
      var high = t + reach
      for _ in 0..<80 {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { break }
        if probability(t, degrees: degrees, shift: middle) > part {
          low = middle
        } else {
          high = middle
        }
      }
      return (low + high) / 2
    }
    return Estimate.interval(shift(0.975), shift(0.025))
  }
}
