import ImmobilityCore

/// Bins of one second, each immobile where its majority is: more than half a second.
enum SecondBins {
  /// The length of a bin, seconds.
  static let length = 1.0

  /// How many bins two scorers judged alike. Bins are cut from the window's start; a rest shorter
  /// than a bin, and bins that are not judged in full, take no part.
  static func confusion(
    reference: TimeSpans, scorer: TimeSpans, judged: TimeSpans, window: TimeSpan
  ) -> TimeConfusion {
    let count = Int(((window.duration + 1e-9) / length).rounded(.down))
    guard count > 0 else { return TimeConfusion() }
    let first = seconds(of: reference, in: window, count: count)
    let second = seconds(of: scorer, in: window, count: count)
    let known = seconds(of: judged, in: window, count: count)
    var table = TimeConfusion()
    for bin in 0..<count where known[bin] > length - 1e-6 {
      switch (isMajority(first[bin]), isMajority(second[bin])) {
      case (true, true): table.bothImmobile += 1
      case (true, false): table.referenceOnly += 1
      case (false, true): table.scorerOnly += 1
      case (false, false): table.neither += 1
      }
    }
    return table
  }

  /// More than half; exactly half, but for rounding, is no majority.
  private static func isMajority(_ seconds: Double) -> Bool { seconds > length / 2 + 1e-9 }

  /// The seconds of a set in each bin.
  private static func seconds(of set: TimeSpans, in window: TimeSpan, count: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for span in set.clipped(to: window).spans {
      let from = (span.start - window.start) / length
      let to = (span.end - window.start) / length
      var bin = max(0, Int(from.rounded(.down)))
      while bin < count, Double(bin) < to {
        sums[bin] += (min(to, Double(bin + 1)) - max(from, Double(bin))) * length
        bin += 1
      }
    }
    return sums
  }
}
