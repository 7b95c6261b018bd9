import ImmobilityCore

extension Trace {
  /// Lays out memory for a number of samples, so that a long trace is not moved to ever larger places, which
  /// leaves twice its size behind.
  mutating func reserve(samples: Int) {
    let rungs = pixelThresholds.count
    ticks.reserveCapacity(samples)
    frames.reserveCapacity(samples)
    readingFlags.reserveCapacity(samples)
    keyframes.reserveCapacity(samples)
    lag.real.reserveCapacity(samples)
    reach.real.reserveCapacity(samples)
    for arena in arenas.indices {
      arenas[arena].changes.reserve(samples: samples, rungs: rungs)
    }
    background.changed.reserveCapacity(samples * rungs)
    background.cellsChanged.reserveCapacity(samples)
    background.cellsStirred.reserveCapacity(samples)
  }
}

extension Comparisons {
  fileprivate mutating func reserve(samples: Int, rungs: Int) {
    changed.reserveCapacity(samples * rungs)
    meanDifference.reserveCapacity(samples)
  }
}
