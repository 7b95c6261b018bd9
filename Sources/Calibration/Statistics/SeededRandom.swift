/// Random numbers that are the same for the same seed on every machine: SplitMix64 (Steele, Lea &
/// Flood 2014).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number from 0 to `bound` - 1 (Lemire's multiplication without rejection: the bias is below
  /// 1e-15 for any number of animals).
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

/// Bootstrap over animals (Efron 1979): animals are drawn with replacement and the figure made anew.
enum Bootstrap {
  /// The 2.5 and 97.5 percentiles of a figure over `replicates` draws of `count` animals; `nil` with
  /// fewer than 2 animals, or when the figure is not defined for half of the draws.
  static func interval(
    count: Int, seed: UInt64, replicates: Int, _ figure: ([Int]) -> Double?
  ) -> ClosedRange<Double>? {
    guard count >= 2, replicates > 0 else { return nil }
    var random = SeededRandom(seed: seed)
    var figures: [Double] = []
    for _ in 0..<replicates {
      let drawn = (0..<count).map { _ in random.below(count) }
      if let value = figure(drawn), value.isFinite { figures.append(value) }
    }
    guard figures.count * 2 > replicates else { return nil }
    figures.sort()
    let last = Double(figures.count - 1)
    return figures[Int((0.025 * last).rounded(.down))]...figures[Int((0.975 * last).rounded(.up))]
  }
}
