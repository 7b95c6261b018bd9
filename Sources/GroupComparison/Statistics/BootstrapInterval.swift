import Calibration

/// Bias-corrected and accelerated bootstrap intervals (BCa, Efron 1987) of contrasts.
enum BootstrapInterval {
  /// The 95 % interval of a contrast, from draws with replacement within each group; `nil` where a group
  /// has fewer than two animals or nothing varies.
  ///
  /// The bias is the normal quantile of the part of draws below the contrast, ties counted half; the
  /// acceleration is that of several samples (Efron & Tibshirani 1993, section 22.5 and problem 14.12),
  /// from leaving out each animal in turn. Limits between two draws are interpolated.
  ///
  /// - Parameter seed: draws are groups in order, animals in order, by `SeededRandom.below`.
  static func bca(_ contrast: Contrast, seed: UInt64, draws: Int) -> ClosedRange<Double>? {
    guard let value = contrast.value, draws > 1,
      contrast.groups.allSatisfy({ $0.count >= 2 })
    else { return nil }
    var random = SeededRandom(seed: seed)
    var drawn: [Double] = []
    drawn.reserveCapacity(draws)
    for _ in 0..<draws {
      var sum = 0.0
      for (group, weight) in zip(contrast.groups, contrast.weights) {
        var total = 0.0
        for _ in group.indices { total += group[random.below(group.count)] }
        sum += weight * (total / Double(group.count))
      }
      drawn.append(sum)
    }
    drawn.sort()
    guard let least = drawn.first, let most = drawn.last, most > least else { return nil }
    let below = drawn.count { $0 < value }
    let equal = drawn.count { $0 == value }
    let part = (Double(below) + Double(equal) / 2) / Double(draws)
    guard part > 0, part < 1 else { return nil }
    let bias = Distributions.normalQuantile(part)
    let acceleration = acceleration(contrast)
    func level(_ z: Double) -> Double {
      Distributions.normalProbability(bias + (bias + z) / (1 - acceleration * (bias + z)))
    }
    let z = Distributions.normal975
    return Estimate.interval(quantile(drawn, level(-z)), quantile(drawn, level(z)))
  }

  private static func acceleration(_ contrast: Contrast) -> Double {
    var cubes = 0.0
    var squares = 0.0
    for (group, weight) in zip(contrast.groups, contrast.weights) {
      let count = Double(group.count)
      let total = group.reduce(0, +)
      let without = group.map { weight * (total - $0) / (count - 1) }
      let mean = without.reduce(0, +) / count
      // Influences: (n - 1) (mean of the values without one animal - the value without it).
      for value in without {
        let influence = (count - 1) * (mean - value)
        cubes += influence * influence * influence / (count * count * count)
        squares += influence * influence / (count * count)
      }
    }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }

  /// The quantile of sorted values, on the straight line between two of them.
  private static func quantile(_ sorted: [Double], _ part: Double) -> Double {
    let place = part * Double(sorted.count - 1)
    let low = min(max(Int(place), 0), sorted.count - 1)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
