/// Finds the weights with which the places of a ladder foretell each other best: least squares over the
/// samples, for the mean differences least magnitudes, because a keyframe makes them very large.
///
/// Plain arithmetic in a fixed order, so that every machine finds the same.
struct LadderFitting {
  /// `[place][sample]`: whole numbers.
  let rows: [[Double]]
  /// Whether the last place is one of mean differences.
  let hasDifferences: Bool

  /// A part of a place's variance that is smaller than this is nothing new, 0-1.
  private static let leastNew = 1e-9
  /// A rest is never larger than this.
  private static let mostRest = Int64(1) << 46
  /// Rounds in which weights of samples approach least magnitudes.
  private static let rounds = 6

  /// The foretelling, and `[place][sample]`, what it leaves.
  func fitted(differenceFeatures: [Int]) -> (foretelling: LadderForetelling, rest: [[Int64]]) {
    var fitted = LadderForetelling(places: rows.count)
    let samples = rows.first?.count ?? 0
    guard samples > 0 else { return (fitted, rows.map { _ in [] }) }
    let squares = Squares(rows, samples: nil)
    for place in rows.indices {
      let isDifference = hasDifferences && place == rows.count - 1
      let features = isDifference ? differenceFeatures : Array(0..<place)
      var found = squares.solution(of: place, from: features, leastNew: Self.leastNew)
      if isDifference { found = leastMagnitudes(place, features, from: found) }
      set(found, of: place, features, in: &fitted)
    }
    var rest = fitted.rest(of: rows)
    for place in rows.indices where rest[place].contains(where: { abs($0) > Self.mostRest }) {
      fitted.centres[place] = 0
      for earlier in 0..<place { fitted.weights[place * rows.count + earlier] = 0 }
      rest[place] = rows[place].map { Int64($0) }
    }
    return (fitted, rest)
  }

  private func set(
    _ found: Squares.Solution, of place: Int, _ features: [Int],
    in fitted: inout LadderForetelling
  ) {
    let units = found.weights.map { ($0 * LadderForetelling.unit).rounded() }
    guard found.centre.magnitude < 1e15, units.allSatisfy({ $0.magnitude < Double(Int32.max) })
    else { return }
    for (feature, unit) in zip(features, units) {
      fitted.weights[place * rows.count + feature] = Int32(unit)
    }
    fitted.centres[place] = Int64(found.centre.rounded())
  }

  /// Least squares again and again, each sample weighed by how far it lay off.
  private func leastMagnitudes(
    _ place: Int, _ features: [Int], from start: Squares.Solution
  ) -> Squares.Solution {
    var found = start
    let chosen = (features + [place]).map { rows[$0] }
    for _ in 0..<Self.rounds {
      let off = rows[place].indices.map { sample in
        var value = found.centre
        for (feature, weight) in zip(features, found.weights) {
          value += weight * rows[feature][sample]
        }
        return abs(rows[place][sample] - value)
      }
      // A rough median is enough.
      let some = stride(from: 0, to: off.count, by: 1 + off.count / 500).map { off[$0] }.sorted()
      let least = 2 + 0.3 * some[some.count / 2]
      let squares = Squares(chosen, samples: off.map { 1 / ($0 + least) })
      found = squares.solution(
        of: features.count, from: Array(features.indices), leastNew: Self.leastNew)
    }
    return found
  }
}

/// Sums of squares and products of rows, about their means.
private struct Squares {
  /// A weighted sum of rows and a centre.
  struct Solution {
    var centre: Double
    var weights: [Double]
  }

  private let means: [Double]
  /// `[row][row]`, scaled to 1 on the diagonal; 0 for rows that do not vary.
  private var products: [[Double]]
  private let scales: [Double]

  /// - Parameter weights: `[sample]`: how much each counts; `nil` for all alike.
  init(_ rows: [[Double]], samples weights: [Double]?) {
    let count = rows.first?.count ?? 0
    let ones = [Double](repeating: 1, count: count)
    let total = Self.product(weights ?? ones, ones)
    let means = rows.map { Self.product($0, weights ?? ones) / total }
    let centred = zip(rows, means).map { row, mean in row.map { $0 - mean } }
    let weighed =
      weights.map { weights in centred.map { zip($0, weights).map { $0 * $1 } } } ?? centred
    var products = rows.map { _ in [Double](repeating: 0, count: rows.count) }
    for row in rows.indices {
      for other in 0...row { products[row][other] = Self.product(centred[row], weighed[other]) }
    }
    let scales = rows.indices.map { products[$0][$0].squareRoot() }
    for row in rows.indices {
      for other in 0...row {
        let scale = scales[row] * scales[other]
        products[row][other] = scale > 0 ? products[row][other] / scale : 0
        products[other][row] = products[row][other]
      }
    }
    (self.means, self.products, self.scales) = (means, products, scales)
  }

  /// Four sums side by side, which the compiler turns into vector code.
  private static func product(_ one: [Double], _ two: [Double]) -> Double {
    one.withUnsafeBufferPointer { one in
      two.withUnsafeBufferPointer { two in
        var sums = SIMD4<Double>()
        var index = 0
        while index + 4 <= one.count {
          sums +=
            SIMD4(one[index], one[index &+ 1], one[index &+ 2], one[index &+ 3])
            * SIMD4(two[index], two[index &+ 1], two[index &+ 2], two[index &+ 3])
          index &+= 4
        }
        var sum = (sums[0] + sums[1]) + (sums[2] + sums[3])
        while index < one.count {
          sum += one[index] * two[index]
          index &+= 1
        }
        return sum
      }
    }
  }

  /// The best weights of some rows for another (by Cholesky's decomposition); rows that bring nothing new
  /// get none.
  func solution(of target: Int, from features: [Int], leastNew: Double) -> Solution {
    let count = features.count
    var lower = [[Double]](repeating: [Double](repeating: 0, count: count), count: count + 1)
    let all = features + [target]
    for row in 0...count {
      for column in 0..<min(row + 1, count) {
        var value = products[all[row]][all[column]]
        for earlier in 0..<column { value -= lower[row][earlier] * lower[column][earlier] }
        if row == column {
          lower[row][column] = value > leastNew ? value.squareRoot() : 0
        } else {
          lower[row][column] = lower[column][column] > 0 ? value / lower[column][column] : 0
        }
      }
    }
    var weights = [Double](repeating: 0, count: count)
    for row in stride(from: count - 1, through: 0, by: -1) where lower[row][row] > 0 {
      var value = lower[count][row]
      for later in (row + 1)..<max(count, row + 1) { value -= lower[later][row] * weights[later] }
      weights[row] = value / lower[row][row]
    }
    var centre = means[target]
    for (index, feature) in features.enumerated() {
      weights[index] = scales[feature] > 0 ? weights[index] * scales[target] / scales[feature] : 0
      centre -= weights[index] * means[feature]
    }
    return Solution(centre: centre, weights: weights)
  }
}
