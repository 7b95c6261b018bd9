/// Sums over values, in their order, so that the same values always give the same bits.
package enum Moments {
  /// The mean; `nil` without values.
  package static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// The sum of (x - mean x)(y - mean y).
  package static func products(_ x: [Double], _ y: [Double]) -> Double {
    guard let meanX = mean(x), let meanY = mean(y) else { return 0 }
    return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
  }

  /// The variance over n - 1; `nil` with fewer than two values.
  package static func variance(_ values: [Double]) -> Double? {
    values.count < 2 ? nil : products(values, values) / Double(values.count - 1)
  }

  /// Whether all values are the same but for the rounding of binary fractions.
  package static func areConstant(_ values: [Double]) -> Bool {
    guard let least = values.min(), let greatest = values.max() else { return true }
    return greatest - least <= 1e-9 * max(1, greatest.magnitude, least.magnitude)
  }

  /// The median; `nil` without values.
  package static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
