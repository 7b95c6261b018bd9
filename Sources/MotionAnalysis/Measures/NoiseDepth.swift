import Glibc

/// What noise alone adds to the depth of an arena.
enum NoiseDepth {
  /// Differences have at least this spread: rounding to whole grey levels makes as much, grey levels.
  private static let leastDeviation = 0.3
  /// Depths are rounded to a part of this of a grey level: the last digits of exponential and error function
  /// are not the same on all processors.
  private static let part = 1_073_741_824.0

  /// The mean of `max(0, |d| - threshold)` over normally distributed differences `d` of a standard
  /// deviation (both grey levels): `2 s (phi(z) - z (1 - Phi(z)))` with `z = threshold / s`, the
  /// density phi and the distribution Phi of the standard normal distribution.
  static func expected(deviation: Double, pixelThreshold: UInt8) -> Double {
    let deviation = max(deviation, leastDeviation)
    let z = Double(pixelThreshold) / deviation
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    let beyond = erfc(z / 2.0.squareRoot()) / 2
    return (max(0, 2 * deviation * (density - z * beyond)) * part).rounded() / part
  }
}
