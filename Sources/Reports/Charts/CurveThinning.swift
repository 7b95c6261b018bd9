/// Thins a curve to what shows its shape: largest triangle, three buckets (Steinarsson 2013, Downsampling
/// Time Series for Visual Representation, University of Iceland, section 4.2).
enum CurveThinning {
  /// The places of the points that are kept, increasing: the first, the last, and of each of the
  /// `most` - 2 equally full buckets between them the point that makes the largest triangle with the one
  /// kept before and the mean of the next bucket; the earliest of equals.
  ///
  /// All places when there are no more than `most`, or `most` is below 3. Complexity: linear.
  static func kept(x: [Double], y: [Double], most: Int) -> [Int] {
    precondition(x.count == y.count, "a value for each place")
    let count = x.count
    guard count > most, most >= 3 else { return Array(0..<count) }
    let width = Double(count - 2) / Double(most - 2)
    func start(_ bucket: Int) -> Int { Int(clamped: Double(bucket) * width) + 1 }
    var kept = [0]
    kept.reserveCapacity(most)
    for bucket in 0..<(most - 2) {
      let next = start(bucket + 1)..<min(max(start(bucket + 2), start(bucket + 1) + 1), count)
      let meanX = next.reduce(0) { $0 + x[$1] } / Double(next.count)
      let meanY = next.reduce(0) { $0 + y[$1] } / Double(next.count)
      let last = kept[kept.count - 1]
      var best = start(bucket)
      var largest = -1.0
      for place in start(bucket)..<start(bucket + 1) {
        let area =
          ((x[last] - meanX) * (y[place] - y[last]) - (x[last] - x[place]) * (meanY - y[last]))
          .magnitude
        if area > largest { (best, largest) = (place, area) }
      }
      kept.append(best)
    }
    kept.append(count - 1)
    return kept
  }
}
