extension Trace {
  /// A part of what was counted: all that scoring with some settings reads.
  public struct Part: Sendable, Equatable {
    /// The rungs of `pixelThresholds`.
    public var rungs: ClosedRange<Int>
    /// Whether depths are read, or counts alone.
    public var hasDepths: Bool

    /// Makes a part of its rungs, with depths or with counts alone.
    public init(rungs: ClosedRange<Int>, hasDepths: Bool) {
      self.rungs = rungs
      self.hasDepths = hasDepths
    }
  }

  /// The part of the counts and depths that scoring with `settings` reads, told from all else that the
  /// trace holds; `nil` when it may be all of them, or the settings do not fit the trace.
  ///
  /// A trace that holds this part alone (`keep`) gives the same scores with these settings.
  public func part(readBy settings: ScoringSettings) -> Part? {
    guard settings.measure != .meanAbsDiff, settings.trialStart != .found,
      let position = position(of: pixelThreshold(settings), settings)
    else { return nil }
    if settings.cleaning.contains(.emptyArena) {
      // Whether an arena is empty is told from its motion too, at a threshold of its own.
      for arena in arenas where AnimalPresence.maySeeEmpty(arena.presence) { return nil }
    }
    guard settings.measure == .excess else {
      return Part(rungs: position.below...position.above, hasDepths: false)
    }
    // Where the contrast changes depths are read at other thresholds too.
    let read = ContrastChange.thresholdsRead(
      position.level(in: pixelThresholds), self, settings)
    let ladder = ladder(settings)
    let low = ladder.last { Double($0) <= read.lowerBound }
    let high = ladder.first { Double($0) >= read.upperBound } ?? ladder.last
    let below = low.flatMap(pixelThresholds.firstIndex(of:)) ?? position.below
    let above = high.flatMap(pixelThresholds.firstIndex(of:)) ?? position.above
    return Part(
      rungs: min(position.below, below)...max(position.above, above), hasDepths: true)
  }

  /// Leaves out the thresholds of all other rungs, of counts that hold these rungs alone.
  public mutating func keep(_ rungs: ClosedRange<Int>) {
    pixelThresholds = Array(pixelThresholds[rungs])
    for index in arenas.indices where !arenas[index].noiseDepth.isEmpty {
      arenas[index].noiseDepth = Array(arenas[index].noiseDepth[rungs])
    }
  }
}
