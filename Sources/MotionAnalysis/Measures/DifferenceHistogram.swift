/// How often each signed difference of two pixels occurs, and the figures read from that.
struct DifferenceHistogram {
  /// `[difference + 255]`.
  private var counts = [UInt32](repeating: 0, count: 511)
  private var total: UInt32 = 0

  /// Counts the differences of a list of pixels from an earlier one in a range of both.
  init(current: [UInt8], earlier: [UInt8], range: Range<Int>) {
    self.init(current: current, earlier: earlier, ranges: [range])
  }

  /// Counts the differences in several ranges together.
  init(current: [UInt8], earlier: [UInt8], ranges: [Range<Int>]) {
    for range in ranges {
      for index in range {
        counts[Int(current[index]) - Int(earlier[index]) + 255] += 1
      }
      total += UInt32(range.count)
    }
  }

  /// The quantile at `part` (0-1) in grey levels, as if the pixels of one difference were spread evenly
  /// over the grey level about it.
  func quantile(_ part: Double) -> Double {
    let wanted = part * Double(total)
    var below = 0.0
    for (index, count) in counts.enumerated() where count > 0 {
      if below + Double(count) >= wanted {
        return Double(index - 255) - 0.5 + (wanted - below) / Double(count)
      }
      below += Double(count)
    }
    return 0
  }

  /// The middle difference, grey levels.
  var median: Int { Int(quantile(0.5).rounded()) }

  /// The standard deviation of a normal distribution with the same distance between the quartiles,
  /// grey levels: what moves in less than a quarter of the pixels hardly counts.
  var spread: Double { (quantile(0.75) - quantile(0.25)) / 1.349 }
}
