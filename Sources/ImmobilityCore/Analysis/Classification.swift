/// From smoothed energy to bouts.
enum Classification {
  /// Lengths that differ by less are equal: a bout of exactly the minimum is kept, seconds.
  static let durationTolerance = 1e-6

  /// Turns a timeline into bouts that fill it, in seconds of the recording.
  ///
  /// Immobile when the smoothed energy is below the threshold; an immobile bout ends at or above
  /// threshold x exit ratio. Mobile stretches are then trimmed to where the energy itself, not only its
  /// mean, is above the threshold and half of what it usually is there. Segments without evidence take the state before them (at the front:
  /// after them) when they last no longer than `settings.bridge` together, else they are unscored.
  /// Then immobile bouts shorter than `minImmobile` are dropped (they become mobile, or beside unscored time
  /// unscored), and after
  /// that interruptions between two immobile bouts that are shorter than `minMobile` are absorbed.
  ///
  /// - Parameters:
  ///   - evidence: `[segment]`: motion energy in percent; `nil` where there is none.
  ///   - motion: the same, smoothed as the settings say, with the analysis window.
  static func bouts(
    timeline: Timeline, evidence: [Double?], motion: SmoothedMotion, settings: ScoringSettings
  ) -> [Bout] {
    let states = decide(evidence: evidence, motion: motion, settings: settings)
    let bridged = bridge(states, timeline: timeline, longest: settings.bridge)
    var bouts = merge(
      zip(timeline.segments, bridged).lazy.map { Bout(state: $1, start: $0.start, end: $0.end) })
    dropShortImmobility(
      &bouts, minimum: settings.minImmobile, isCutAtEnd: motion.windowGoesOn)
    bouts = merge(bouts)
    absorbShortInterruptions(&bouts, minimum: settings.minMobile)
    return merge(bouts)
  }

  /// `[segment]`: the threshold decision; `nil` where there is no evidence.
  private static func decide(
    evidence: [Double?], motion: SmoothedMotion, settings: ScoringSettings
  ) -> [State?] {
    var states = [State?](repeating: nil, count: evidence.count)
    let exit = settings.motionThreshold * settings.exitRatio
    // No energy is infinite: a mean of counts and amounts.
    let high = settings.highlyMobileThreshold ?? .infinity
    for stretch in motion.stretches {
      var immobile = false
      var decided = stretch.means.withUnsafeBufferPointer { smoothed in
        [State](unsafeUninitializedCapacity: smoothed.count) { decided, used in
          for (cell, energy) in smoothed.enumerated() {
            immobile = energy < (immobile ? exit : settings.motionThreshold)
            decided.initializeElement(
              at: cell, to: immobile ? .immobile : energy >= high ? .highlyMobile : .mobile)
          }
          used = smoothed.count
        }
      }
      trim(&decided, cells: stretch.cells, settings: settings)
      var cell = 0
      for index in stretch.segments where evidence[index] != nil {
        states[index] = decided[cell]
        cell += 1
      }
    }
    return states
  }

  /// Draws mobile runs in at both ends while their own energy is below `edgeLevel`.
  ///
  /// A centred mean carries movement up to half its width into the stillness beside it; that much and
  /// no more is given back at each end that borders on immobility, and one sample always stays.
  private static func trim(
    _ states: inout [State], cells: [Smoothing.Cell], settings: ScoringSettings
  ) {
    let reach = settings.smoothing / 2 + durationTolerance
    var first = 0
    while first < states.count {
      guard states[first] != .immobile else {
        first += 1
        continue
      }
      var end = first
      while end < states.count, states[end] != .immobile { end += 1 }
      let level = edgeLevel(cells[first..<end], threshold: settings.motionThreshold)
      let isStill = { (cell: Int) in cells[cell].value < level }
      var from = first
      if first > 0 {
        while from < end - 1, isStill(from), cells[from].end - cells[first].start <= reach {
          states[from] = .immobile
          from += 1
        }
      }
      var to = end
      if end < states.count {
        while to > from + 1, isStill(to - 1), cells[end - 1].end - cells[to - 1].start <= reach {
          states[to - 1] = .immobile
          to -= 1
        }
      }
      first = end
    }
  }

  /// Where the edges of a mobile run lie: where its energy passes half of its median, or the motion threshold if
  /// that is higher.
  ///
  /// Energy is measured over a time itself, and rises and falls over that time: half way it has passed the
  /// edge.
  static func edgeLevel(_ cells: ArraySlice<Smoothing.Cell>, threshold: Double) -> Double {
    max(threshold, Selection.middle(of: cells.map(\.value)) / 2)
  }

  /// The ranges of segments between stretches without evidence that are too long to bridge: across
  /// those neither the mean nor the hysteresis reaches.
  static func stretches(
    timeline: Timeline, evidence: [Double?], bridge: Double
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for run in runsWithoutEvidence(evidence) where isTooLong(run, timeline, bridge) {
      if run.lowerBound > start { ranges.append(start..<run.lowerBound) }
      start = run.upperBound
    }
    if start < evidence.count { ranges.append(start..<evidence.count) }
    return ranges
  }

  private static func bridge(
    _ states: [State?], timeline: Timeline, longest: Double
  ) -> [State] {
    var bridged = states.map { $0 ?? .unscored }
    for run in runsWithoutEvidence(states) where !isTooLong(run, timeline, longest) {
      let before = run.lowerBound > 0 ? bridged[run.lowerBound - 1] : nil
      let after = run.upperBound < states.count ? states[run.upperBound] : nil
      for index in run { bridged[index] = before ?? after ?? .unscored }
    }
    return bridged
  }

  private static func runsWithoutEvidence<Value>(_ values: [Value?]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var index = 0
    while index < values.count {
      let start = index
      while index < values.count, values[index] == nil { index += 1 }
      if index > start { runs.append(start..<index) }
      index += 1
    }
    return runs
  }

  private static func isTooLong(
    _ run: Range<Int>, _ timeline: Timeline, _ longest: Double
  ) -> Bool {
    let length = timeline.segments[run.upperBound - 1].end - timeline.segments[run.lowerBound].start
    return length > longest + durationTolerance
  }

  /// Neighbours of one state become one bout.
  static func merge(_ bouts: some Sequence<Bout>) -> [Bout] {
    var merged: [Bout] = []
    var latest: Bout?
    for bout in bouts {
      if let last = latest, last.state == bout.state, last.end == bout.start {
        latest?.end = bout.end
      } else {
        if let latest { merged.append(latest) }
        latest = bout
      }
    }
    if let latest { merged.append(latest) }
    return merged
  }

  /// Short immobile bouts become mobile, but unscored where they border on unscored time: how long the animal
  /// was immobile there is not known.
  ///
  /// - Parameter isCutAtEnd: whether the time after the last bout is unscored.
  static func dropShortImmobility(_ bouts: inout [Bout], minimum: Double, isCutAtEnd: Bool) {
    let isUnscored = bouts.map { $0.state == .unscored }
    for index in bouts.indices where bouts[index].state == .immobile {
      guard bouts[index].duration < minimum - durationTolerance else { continue }
      let isCut =
        (index > 0 && isUnscored[index - 1])
        || (index + 1 < bouts.count ? isUnscored[index + 1] : isCutAtEnd)
      bouts[index].state = isCut ? .unscored : .mobile
    }
  }

  static func absorbShortInterruptions(_ bouts: inout [Bout], minimum: Double) {
    var index = 0
    while index < bouts.count {
      let start = index
      while index < bouts.count,
        bouts[index].state == .mobile || bouts[index].state == .highlyMobile
      {
        index += 1
      }
      if index > start, start > 0, index < bouts.count, bouts[start - 1].state == .immobile,
        bouts[index].state == .immobile,
        bouts[index].start - bouts[start].start < minimum - durationTolerance
      {
        for interruption in start..<index { bouts[interruption].state = .immobile }
      }
      index += 1
    }
  }
}
