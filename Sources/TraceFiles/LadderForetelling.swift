/// What the places of a ladder foretell of those behind them: a file keeps what is left.
///
/// A number at a place is foretold as its centre and a weighted sum of the numbers at the places before it,
/// rounded to the nearest whole number, of two the even one. The weights are whole numbers of 1 / 65,536.
struct LadderForetelling: Equatable {
  /// `[place]`.
  var centres: [Int64]
  /// `[place * places + earlier place]`; 0 from the place itself on.
  var weights: [Int32]

  /// What a weight of 1 is kept as.
  static let unit = 65_536.0

  /// Foretells nothing but a centre of 0 at each place.
  init(places: Int) {
    centres = [Int64](repeating: 0, count: places)
    weights = [Int32](repeating: 0, count: places * places)
  }

  /// The number of places.
  var places: Int { centres.count }

  /// Foretells a run of numbers at a place from those of the places before.
  ///
  /// - Parameters:
  ///   - rows: `[place * stride + index]`.
  ///   - foretold: `[index]`, to be filled.
  @inline(__always)
  static func foretell(
    centre: Int64, weights: UnsafePointer<Int32>, before place: Int,
    rows: UnsafePointer<Double>, stride: Int, count: Int,
    into foretold: UnsafeMutablePointer<Double>
  ) {
    for index in 0..<count { foretold[index] = 0 }
    for earlier in 0..<place where weights[earlier] != 0 {
      let weight = Double(weights[earlier]) / unit
      let row = rows + earlier &* stride
      for index in 0..<count { foretold[index] += weight * row[index] }
    }
    let centre = Double(centre)
    for index in 0..<count {
      foretold[index] = centre + ((foretold[index] + rounding) - rounding)
    }
  }

  /// Adding this to a number of less than 2^51 and taking it away leaves the nearest whole number, of two
  /// the even one.
  private static let rounding = 6_755_399_441_055_744.0  // 2^52 + 2^51

  /// `[place][sample]`: what is left of the rows that is not foretold.
  func rest(of rows: [[Double]]) -> [[Int64]] {
    let samples = rows.first?.count ?? 0
    let all = rows.flatMap(\.self)
    var foretold = [Double](repeating: 0, count: samples)
    return rows.indices.map { place in
      all.withUnsafeBufferPointer { all in
        weights.withUnsafeBufferPointer { weights in
          foretold.withUnsafeMutableBufferPointer { foretold in
            guard let all = all.baseAddress, let weights = weights.baseAddress,
              let foretold = foretold.baseAddress
            else { return }
            Self.foretell(
              centre: centres[place], weights: weights + place * places, before: place, rows: all,
              stride: samples, count: samples, into: foretold)
          }
        }
      }
      return zip(rows[place], foretold).map { Int64($0 - $1) }
    }
  }
}
