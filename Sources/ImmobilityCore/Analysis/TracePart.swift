extension Trace {
  /// A part of what was counted: all that scoring with some settings reads.
  public struct Part: Sendable, Equatable {
    /// Kinds of numbers.
    public struct Kinds: OptionSet, Sendable {
      /// One bit for each kind.
      public let rawValue: UInt8

      /// Makes kinds from their bits.
      public init(rawValue: UInt8) { self.rawValue = rawValue }

      /// The counts of changed pixels.
      public static let counts = Kinds(rawValue: 1 << 0)
      /// The depths.
      public static let depths = Kinds(rawValue: 1 << 1)
      /// Both.
      public static let all: Kinds = [.counts, .depths]
    }

    /// The rungs of `pixelThresholds`.
    public var rungs: ClosedRange<Int>
    /// What is read of the arenas at the short lag.
    public var short: Kinds
    /// What is read of them at the long lag.
    public var long: Kinds

    /// Makes a part of its rungs and of what is read at each lag.
    public init(rungs: ClosedRange<Int>, short: Kinds, long: Kinds) {
      self.rungs = rungs
      self.short = short
      self.long = long
    }
  }

  /// The part of the counts and depths that scoring with `settings` reads, told from all else that the
  /// trace holds; `nil` when it may be all of them, or the settings do not fit the trace.
  ///
  /// A trace that holds this part alone (`keep`) gives the same scores with these settings.
  public func part(readBy settings: ScoringSettings) -> Part? {
    guard settings.measure != .meanAbsDiff, settings.trialStart != .found,
      settings.arenaTrialStarts.values.allSatisfy({ $0 != .found }),
      let position = position(of: pixelThreshold(settings), settings)
    else { return nil }
    if settings.cleaning.contains(.emptyArena) {
      // Whether an arena is empty is told from its motion too, at a threshold of its own.
      for arena in arenas where AnimalPresence.maySeeEmpty(arena.presence) { return nil }
    }
    var part = Part(rungs: position.below...position.above, short: [], long: [])
    if settings.measure == .excess {
      (part.short, part.long) = (.depths, .depths)
      addOtherLight(to: &part, position, settings)
    } else {
      part.short = .counts
    }
    if settings.cleaning.contains(.keyframePulses), KeyframePulses.readArenas(self) {
      part.short.insert(.counts)
    }
    return part
  }

  /// Where the contrast changes depths are read at other thresholds too, and counts as their slopes.
  private func addOtherLight(
    to part: inout Part, _ position: RungPosition, _ settings: ScoringSettings
  ) {
    let threshold = position.level(in: pixelThresholds)
    let read = ContrastChange.thresholdsRead(threshold, self, settings)
    guard read.lowerBound < read.upperBound else { return }
    let ladder = ladder(settings)
    let low = ladder.last { Double($0) <= read.lowerBound }
    let high = ladder.first { Double($0) >= read.upperBound } ?? ladder.last
    let below = low.flatMap(pixelThresholds.firstIndex(of:)) ?? position.below
    let above = high.flatMap(pixelThresholds.firstIndex(of:)) ?? position.above
    part.rungs = min(position.below, below)...max(position.above, above)
    part.short.insert(.counts)
    part.long.insert(.counts)
  }

  /// Leaves out the thresholds of all other rungs, of counts that hold these rungs alone.
  public mutating func keep(_ rungs: ClosedRange<Int>) {
    pixelThresholds = Array(pixelThresholds[rungs])
    for index in arenas.indices where !arenas[index].noiseDepth.isEmpty {
      arenas[index].noiseDepth = Array(arenas[index].noiseDepth[rungs])
    }
  }
}
