/// In how many of the background's parts much changed, or something stirred, in one sample, at each rung.
struct CellCounts {
  /// Much changed in a part when it did at the first rung from here on, grey levels,
  private static let threshold = 16.0
  /// and from so many times the noise on, which then carries hardly a pixel over it.
  private static let changeNoise = 2.5
  /// Something stirred from so many times the noise on, where noise carries no pixel over it.
  private static let stirNoise = 4.0

  /// `[rung]`: in how many parts much changed.
  private var changed: [UInt8]
  /// `[rung]`: in how many something stirred.
  private var stirred: [UInt8]

  /// Counts them in what was counted at the short lag.
  init(_ counts: FrameComparer.Counts, _ layout: TraceLayout, rungs: Int) {
    changed = [UInt8](repeating: 0, count: rungs)
    stirred = changed
    for (cell, pixels) in layout.background.pixelCounts.enumerated() {
      let first = (layout.backgroundGroups.lowerBound + cell) * rungs
      for rung in 0..<rungs {
        let count = counts.changed[first + rung]
        if Double(count) > BackgroundCells.much * Double(pixels) { changed[rung] += 1 }
        if count >= BackgroundCells.leastStirred,
          Double(count) > BackgroundCells.little * Double(pixels)
        {
          stirred[rung] += 1
        }
      }
    }
  }

  /// Both at the rungs that the camera's noise asks for.
  ///
  /// - Parameters:
  ///   - noise: its standard deviation, grey levels.
  ///   - rungs: those that may be chosen, at least one.
  func read(
    noise: Double, _ pixelThresholds: [UInt8], rungs: [Int]
  ) -> (changed: UInt8, stirred: UInt8) {
    func rung(noiseTimes: Double) -> Int {
      let threshold = max(Self.threshold, noiseTimes * noise)
      return rungs.first { Double(pixelThresholds[$0]) >= threshold } ?? rungs[rungs.count - 1]
    }
    return (changed[rung(noiseTimes: Self.changeNoise)], stirred[rung(noiseTimes: Self.stirNoise)])
  }
}
