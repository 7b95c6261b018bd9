/// The depth at any pixel threshold, from those that were counted.
///
/// Depth falls with the threshold, the steeper the more pixels exceed it: its slope is minus the changed
/// fraction, which is counted too. Between two rungs it is the cubic with both depths and both slopes.
struct LadderDepth {
  /// `[step]`: the rungs used, as places among the trace's, increasing.
  let rungs: [Int]
  /// `[step]`: their thresholds, grey levels.
  private let levels: [Double]
  private let stride: Int
  private let pixels: Double

  /// - Precondition: `thresholds` are among those of the trace, and there is one.
  init(_ thresholds: [UInt8], trace: Trace, pixels: Int) {
    rungs = thresholds.compactMap(trace.pixelThresholds.firstIndex(of:))
    levels = thresholds.map(Double.init)
    stride = trace.pixelThresholds.count
    self.pixels = Double(pixels)
  }

  /// The depth of a sample at a threshold, grey levels; beyond the ladder's ends that at the end.
  func depth(_ sample: Int, _ counted: Comparisons, at threshold: Double) -> Double {
    let first = sample * stride
    func depth(_ step: Int) -> Double {
      Double(counted.depth[first + rungs[step]]) / Comparisons.depthUnits
    }
    func slope(_ step: Int) -> Double { -Double(counted.changed[first + rungs[step]]) / pixels }
    let (low, high, part) = place(threshold)
    guard part > 0 else { return depth(low) }
    let (width, rest) = (levels[high] - levels[low], 1 - part)
    return rest * rest * ((1 + 2 * part) * depth(low) + part * width * slope(low))
      + part * part * ((1 + 2 * rest) * depth(high) - rest * width * slope(high))
  }

  /// What noise alone makes at a threshold, grey levels: on the straight line between the rungs.
  func noise(_ depths: [Double], at threshold: Double) -> Double {
    guard !depths.isEmpty else { return 0 }
    let (low, high, part) = place(threshold)
    return (1 - part) * depths[rungs[low]] + part * depths[rungs[high]]
  }

  /// The steps around a threshold and how far it lies on the way between them, 0-1.
  private func place(_ threshold: Double) -> (low: Int, high: Int, part: Double) {
    guard let high = levels.firstIndex(where: { $0 >= threshold }) else {
      return (levels.count - 1, levels.count - 1, 0)
    }
    guard high > 0, levels[high] > threshold else { return (high, high, 0) }
    return (high - 1, high, (threshold - levels[high - 1]) / (levels[high] - levels[high - 1]))
  }
}
