/// What a calibration makes as large as it can.
public enum CalibrationObjective: String, Sendable, Equatable {
  /// Cohen's kappa over the seconds of all animals together, by exact integration; an animal with
  /// several raters counts once, with the mean over its raters.
  case kappa
  /// Lin's concordance of the animals' totals with the means of their raters; with fewer than three
  /// animals 1 - mean absolute error / mean window.
  case totals

  /// The objective in words.
  public var words: String {
    switch self {
    case .kappa:
      "agreement in time: Cohen's kappa over the seconds of all animals together, after the raters' "
        + "reaction delays are taken out; several raters of an animal count as their mean"
    case .totals:
      "totals: Lin's concordance (CCC) of the animals' immobile seconds with the means of their raters; "
        + "with fewer than 3 animals 1 - mean absolute error / window"
    }
  }

  /// The fewest animals that are fitted by default.
  public var leastAnimals: Int { self == .kappa ? 3 : 5 }
}

/// Sums over animals from which the objective is made; they add up and may be subtracted.
///
/// For `kappa` the first four lanes are both immobile, reference only, scorer only and neither, seconds.
/// For `totals` the lanes are count, sum x, sum y, sum xx, sum yy, sum xy, sum |x - y|, sum of windows.
typealias Sums = SIMD8<Double>

extension CalibrationObjective {
  /// The sums of one animal's confusion.
  static func sums(_ c: TimeConfusion) -> Sums {
    Sums(c.bothImmobile, c.referenceOnly, c.scorerOnly, c.neither, 0, 0, 0, 0)
  }

  /// The sums of one animal's totals: by hand x, scored y, in a window, seconds.
  static func sums(_ x: Double, _ y: Double, window: Double) -> Sums {
    Sums(1, x, y, x * x, y * y, x * y, (x - y).magnitude, window)
  }

  /// The objective; 0, which is chance, where it is not defined.
  func value(_ s: Sums) -> Double {
    switch self {
    case .kappa:
      let total = s[0] + s[1] + s[2] + s[3]
      guard total > 0 else { return 0 }
      let observed = (s[0] + s[3]) / total
      let chance =
        ((s[0] + s[1]) * (s[0] + s[2]) + (s[3] + s[2]) * (s[3] + s[1])) / (total * total)
      guard chance < 1 - 1e-12 else { return 0 }
      return (observed - chance) / (1 - chance)
    case .totals:
      let n = s[0]
      guard n > 0 else { return 0 }
      guard n >= 2.5 else { return s[7] > 0 ? 1 - s[6] / s[7] : 0 }
      let (meanX, meanY) = (s[1] / n, s[2] / n)
      let spread = s[3] / n - meanX * meanX + s[4] / n - meanY * meanY
      let shift = (meanX - meanY) * (meanX - meanY)
      guard spread + shift > 1e-9 else { return 0 }
      return 2 * (s[5] / n - meanX * meanY) / (spread + shift)
    }
  }
}
