/// Finds values by their ranks without sorting the others: they are counted in narrow bins once, and only
/// those of one bin are looked through for a rank.
struct RankedValues {
  private let values: [Double]
  /// `[value]`: its bin.
  private let places: [UInt16]
  /// `[bin]`: the number of values in the bins before it.
  private let before: [Int]

  private static let bins = 1024

  /// Values in any order, none of them unequal to itself or infinite.
  ///
  /// Time grows with their number.
  init(_ values: [Double]) {
    self.values = values
    let most = values.max() ?? 0
    let quotient = most > 0 ? Double(Self.bins - 1) / most : 0
    let scale = quotient.isFinite ? quotient : 0
    let places = values.map { Self.bin($0, scale) }
    var counts = [Int](repeating: 0, count: Self.bins + 1)
    for place in places { counts[Int(place) + 1] += 1 }
    for bin in 1...Self.bins { counts[bin] += counts[bin - 1] }
    before = counts
    self.places = places
  }

  /// The number of values.
  var count: Int { values.count }

  /// The value that would stand at `rank` if the values were sorted, and the one behind it; the last one
  /// stands for both.
  ///
  /// - Precondition: there is such a rank.
  func values(at rank: Int) -> (Double, next: Double) {
    var inside = values(beside: rank)
    let place = rank - inside.before
    let value = inside.values.withUnsafeMutableBufferPointer { Selection.place(place, of: $0) }
    if let next = inside.values[(place + 1)...].min() { return (value, next) }
    guard rank + 1 < values.count else { return (value, value) }
    return (value, values(beside: rank + 1).values.min() ?? value)
  }

  /// The values of the bin that holds a rank, and how many there are in the bins before.
  private func values(beside rank: Int) -> (values: [Double], before: Int) {
    var (bin, end) = (0, Self.bins)
    // The last bin with no more than `rank` values before it.
    while end - bin > 1 {
      let middle = (bin + end) / 2
      if before[middle] <= rank { bin = middle } else { end = middle }
    }
    var inside: [Double] = []
    inside.reserveCapacity(before[bin + 1] - before[bin])
    let wanted = UInt16(bin)
    for (index, place) in places.enumerated() where place == wanted {
      inside.append(values[index])
    }
    return (inside, before[bin])
  }

  /// A greater value is never in an earlier bin: multiplying and cutting off keep the order.
  @inline(__always)
  private static func bin(_ value: Double, _ scale: Double) -> UInt16 {
    UInt16(min(max(value * scale, 0), Double(bins - 1)))
  }
}
