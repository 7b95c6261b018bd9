/// By how much the variation of an arena's cells exceeds each of a ladder of thresholds, sample by sample: the
/// threshold is known only when the recording has been read.
struct CellLadder {
  /// The thresholds, grey levels: from 0.5 on in steps of half an octave.
  static let thresholds: [Float] = [
    0.5, 0.707, 1, 1.414, 2, 2.828, 4, 5.657, 8, 11.314, 16, 22.627, 32,
  ]

  /// `[sample * thresholds + threshold]`: sums over the cells, grey levels.
  private var sums: [Float] = []

  /// The number of samples.
  var count: Int { sums.count / Self.thresholds.count }

  /// Adds a sample: the variation of its cells, grey levels; none where nothing was measured.
  mutating func append(_ variation: UnsafeBufferPointer<Float>) {
    let first = sums.count
    sums.append(contentsOf: repeatElement(0, count: Self.thresholds.count))
    sums.withUnsafeMutableBufferPointer { sums in
      Self.thresholds.withUnsafeBufferPointer { thresholds in
        for value in variation where value > thresholds[0] {
          for rung in 0..<thresholds.count {
            guard value > thresholds[rung] else { break }
            sums[first &+ rung] += value - thresholds[rung]
          }
        }
      }
    }
  }

  /// The sum over the cells of a sample of what exceeds a threshold, grey levels: on a straight line between
  /// two of the ladder, beyond its ends that of the end.
  func sum(_ sample: Int, above threshold: Double) -> Double {
    let ladder = Self.thresholds
    let first = sample * ladder.count
    let wanted = Float(threshold)
    guard let high = ladder.firstIndex(where: { $0 >= wanted }) else {
      return Double(sums[first + ladder.count - 1])
    }
    guard high > 0 else { return Double(sums[first]) }
    let part = (wanted - ladder[high - 1]) / (ladder[high] - ladder[high - 1])
    return Double((1 - part) * sums[first + high - 1] + part * sums[first + high])
  }
}
