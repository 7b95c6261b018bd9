/// Bootstrap intervals: animals are drawn with replacement and the figure made anew (Efron 1979).
package enum Bootstrap {
  /// Groups smaller than this have no interval by the bootstrap: too few different draws.
  package static let leastAnimals = 6

  /// The 95 % interval of a contrast by the bootstrap-t (Efron & Tibshirani 1993, section 12.5): each
  /// draw's distance from the contrast over that draw's own Welch error takes the place of Student's t.
  /// `nil` where a group has fewer than `leastAnimals` or nothing varies.
  ///
  /// - Parameter seed: draws are groups in order, animals in order, by `SeededRandom.below`.
  package static func studentised(
    _ contrast: Contrast, seed: UInt64, draws: Int
  ) -> ClosedRange<Double>? {
    guard let test = contrast.welch, draws > 1,
      contrast.groups.allSatisfy({ $0.count >= leastAnimals })
    else { return nil }
    var random = SeededRandom(seed: seed)
    var ratios: [Double] = []
    ratios.reserveCapacity(draws)
    for _ in 0..<draws {
      var (value, variance) = (0.0, 0.0)
      for (group, weight) in zip(contrast.groups, contrast.weights) {
        let count = Double(group.count)
        var (sum, squares) = (0.0, 0.0)
        let first = group[0]
        for _ in group.indices {
          // Less one of the values, so that squares of near values keep their digits.
          let drawn = group[random.below(group.count)] - first
          sum += drawn
          squares += drawn * drawn
        }
        value += weight * (first + sum / count)
        variance += weight * weight * max(0, squares - sum * sum / count) / (count - 1) / count
      }
      let distance = value - test.difference
      // Without any spread a draw is as far away as can be.
      ratios.append(
        variance > 1e-18 * test.error * test.error
          ? distance / variance.squareRoot()
          : distance == 0 ? 0 : distance > 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude)
    }
    ratios.sort()
    return Estimate.interval(
      test.difference - quantile(ratios, 0.975) * test.error,
      test.difference - quantile(ratios, 0.025) * test.error)
  }

  /// The quantile of sorted values, on the straight line between two of them.
  package static func quantile(_ sorted: [Double], _ part: Double) -> Double {
    let place = part * Double(sorted.count - 1)
    let low = min(max(Int(place), 0), sorted.count - 1)
    let high = min(low + 1, sorted.count - 1)
    return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
  }
}
