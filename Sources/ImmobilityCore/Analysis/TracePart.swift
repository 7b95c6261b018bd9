extension Trace {
  /// A part of what was counted: all that scoring with some settings reads.
  public struct Part: Sendable, Equatable {
    /// The rung of `pixelThresholds` whose counts are read.
    public var rung: Int
    /// Whether the counts of the arenas are read, and not those of the background alone.
    public var readsArenas: Bool

    /// Makes a part of its rung and of what is read there.
    public init(rung: Int, readsArenas: Bool) {
      self.rung = rung
      self.readsArenas = readsArenas
    }
  }

  /// The part of the counts that scoring with `settings` reads, told from all else that the trace holds; `nil`
  /// when it may be all of them, or the settings do not fit the trace.
  ///
  /// A trace that holds this part alone (`keep`) gives the same scores with these settings.
  public func part(readBy settings: ScoringSettings) -> Part? {
    guard settings.measure != .meanAbsDiff, settings.trialStart != .found,
      settings.arenaTrialStarts.values.allSatisfy({ $0 != .found }),
      let rung = rung(settings)
    else { return nil }
    if settings.cleaning.contains(.emptyArena) {
      // Whether an arena is empty is told from its motion too, at a threshold of its own.
      for arena in arenas where AnimalPresence.maySeeEmpty(arena.presence) { return nil }
    }
    let readsPulses =
      settings.cleaning.contains(.keyframePulses) && KeyframePulses.readArenas(self)
    return Part(rung: rung, readsArenas: settings.measure == .changed || readsPulses)
  }

  /// Leaves out all other pixel thresholds, of counts that hold this rung alone.
  public mutating func keep(rung: Int) { pixelThresholds = [pixelThresholds[rung]] }
}
