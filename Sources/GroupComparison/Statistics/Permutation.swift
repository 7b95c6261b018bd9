import Calibration

/// A p-value by permutation and how it was reached.
public struct PermutationP: Sendable, Equatable {
  /// Two-sided: twice the smaller tail, at most 1.
  public var p: Double
  /// The permutations counted.
  public var count: Int
  /// Whether these are all that there are.
  public var isExact: Bool
}

/// Permutation tests (Fisher 1935; Ernst 2004).
enum Permutation {
  /// Up to so many permutations all are counted.
  static let mostExact = 200_000
  /// Random ones otherwise; with the observed one there are 10,000.
  static let draws = 9_999

  /// Whether two groups differ in their means, by exchanging animals between them; `nil` where a group is
  /// empty or there is only one way.
  static func difference(_ a: [Double], _ b: [Double], seed: UInt64) -> PermutationP? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    let all = a + b
    // With the sum of all given, the sum of the first group orders the permutations like the difference.
    let observed = a.reduce(0, +)
    let count = ways(all.count, a.count)
    if let count, count <= mostExact {
      var tails = Tails(observed: observed, scale: scale(all))
      chosenSums(all, a.count) { tails.add($0) }
      return tails.exact
    }
    var tails = Tails(observed: observed, scale: scale(all))
    tails.add(observed)
    var random = SeededRandom(seed: seed)
    var order = all
    for _ in 0..<draws {
      shuffle(&order, first: a.count, &random)
      tails.add(order[..<a.count].reduce(0, +))
    }
    return tails.drawn
  }

  /// Whether the mean of paired differences is 0, by turning the signs; `nil` without differences.
  static func signs(_ differences: [Double], seed: UInt64) -> PermutationP? {
    guard !differences.isEmpty else { return nil }
    var tails = Tails(observed: differences.reduce(0, +), scale: scale(differences))
    if differences.count < 63, 1 << differences.count <= mostExact {
      for signs in 0..<(1 << differences.count) {
        var sum = 0.0
        for (place, value) in differences.enumerated() {
          sum += signs >> place & 1 == 0 ? value : -value
        }
        tails.add(sum)
      }
      return tails.exact
    }
    tails.add(differences.reduce(0, +))
    var random = SeededRandom(seed: seed)
    for _ in 0..<draws {
      tails.add(differences.reduce(0) { $0 + (random.next() >> 63 == 0 ? $1 : -$1) })
    }
    return tails.drawn
  }

  /// Whether a difference of differences of four groups is 0: residuals of the additive model are
  /// permuted (Freedman & Lane 1983) and the t statistic of the interaction is made anew.
  ///
  /// - Parameter cells: treated and vehicle of one stratum, treated and vehicle of the other.
  static func interaction(_ cells: [[Double]], seed: UInt64) -> PermutationP? {
    guard cells.count == 4, cells.allSatisfy({ !$0.isEmpty }),
      cells.reduce(0, { $0 + $1.count }) > 4
    else { return nil }
    let fit = AdditiveFit(cells)
    guard let observed = fit.statistic(cells.flatMap(\.self)) else { return nil }
    var tails = Tails(observed: observed, scale: max(1, observed.magnitude))
    tails.add(observed)
    var random = SeededRandom(seed: seed)
    var residuals = fit.residuals
    for _ in 0..<draws {
      shuffle(&residuals, first: residuals.count - 1, &random)
      // Without any spread a permutation is as extreme as its contrast is: it counts on both sides.
      tails.add(fit.statistic(zip(fit.fitted, residuals).map { $0 + $1 }) ?? observed)
    }
    return tails.drawn
  }

  // MARK: - Counting

  private struct Tails {
    let observed: Double
    /// What differs by less is a tie.
    let tolerance: Double
    var count = 0
    var below = 0
    var above = 0

    init(observed: Double, scale: Double) {
      self.observed = observed
      tolerance = 1e-9 * scale
    }

    mutating func add(_ value: Double) {
      count += 1
      if value <= observed + tolerance { below += 1 }
      if value >= observed - tolerance { above += 1 }
    }

    private var p: Double { min(1, 2 * Double(min(below, above)) / Double(count)) }
    var exact: PermutationP { PermutationP(p: p, count: count, isExact: true) }
    var drawn: PermutationP { PermutationP(p: p, count: count, isExact: false) }
  }

  private static func scale(_ values: [Double]) -> Double {
    max(values.reduce(0) { $0 + $1.magnitude }, 1e-300)
  }

  /// The number of ways to choose; `nil` where it is large.
  private static func ways(_ all: Int, _ chosen: Int) -> Int? {
    var ways = 1
    for step in 0..<min(chosen, all - chosen) {
      ways = ways * (all - step) / (step + 1)
      if ways > mostExact { return nil }
    }
    return ways
  }

  /// The sums of every choice of `count` values.
  private static func chosenSums(
    _ values: [Double], _ count: Int, _ body: (Double) -> Void
  ) {
    func choose(from first: Int, left: Int, sum: Double) {
      if left == 0 { return body(sum) }
      for place in first...(values.count - left) {
        choose(from: place + 1, left: left - 1, sum: sum + values[place])
      }
    }
    choose(from: 0, left: count, sum: 0)
  }

  /// Fisher and Yates: a random choice of values in random order at the first places.
  private static func shuffle(
    _ values: inout [Double], first: Int, _ random: inout SeededRandom
  ) {
    for place in 0..<first {
      values.swapAt(place, place + random.below(values.count - place))
    }
  }
}

/// The additive model of four cells (stratum and treatment without interaction), fitted by least squares.
private struct AdditiveFit {
  private let sizes: [Int]
  /// `[animal]`, cells in order.
  private(set) var fitted: [Double]
  private(set) var residuals: [Double]

  init(_ cells: [[Double]]) {
    sizes = cells.map(\.count)
    // With n the sizes, the interaction's estimate is taken out of the cell means in proportion to
    // 1 / n: what is left is the nearest additive table.
    let means = cells.map { Moments.mean($0) ?? 0 }
    let signs = [1.0, -1, -1, 1]
    let contrast = zip(means, signs).reduce(0) { $0 + $1.0 * $1.1 }
    let inverses = sizes.map { 1 / Double($0) }
    let sum = inverses.reduce(0, +)
    fitted = []
    residuals = []
    for cell in cells.indices {
      let additive = means[cell] - signs[cell] * contrast * inverses[cell] / sum
      for value in cells[cell] {
        fitted.append(additive)
        residuals.append(value - additive)
      }
    }
  }

  /// The t statistic of the interaction with pooled variance; `nil` without any spread.
  func statistic(_ values: [Double]) -> Double? {
    var first = 0
    var (contrast, squares, inverses) = (0.0, 0.0, 0.0)
    for (size, sign) in zip(sizes, [1.0, -1, -1, 1]) {
      let cell = values[first..<first + size]
      let mean = cell.reduce(0, +) / Double(size)
      contrast += sign * mean
      squares += cell.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      inverses += 1 / Double(size)
      first += size
    }
    let variance = squares / Double(values.count - 4) * inverses
    return variance > 0 ? contrast / variance.squareRoot() : nil
  }
}
