import ImmobilityCore

/// What a traced recording has to fulfil before it goes into a file and after it came out of one, so
/// that nothing that reads traces has to look again.
extension TracedRecording {
  /// Times beyond this many ticks would lose precision as seconds; so do frames' positions.
  private static var mostTicks: Int64 { 1 << 53 }
  /// libav keeps both parts of a time base in 32 bits, and a trace's tick may be a part of one: both are exact
  /// as real numbers.
  private static var mostTimeBase: Int64 { 1 << 53 }
  /// No lag is longer, seconds.
  private static var mostLag: Double { 1e6 }
  /// No median of differences of grey levels is larger.
  private static var mostLightShift: Int { 255 }

  /// Checks the parts against each other.
  ///
  /// - Parameter isRead: whether the recording was read from a file, perhaps in part: what was not is empty,
  ///   and counts were checked as they were put together.
  /// - Throws: the first contradiction.
  func requireConsistency(isRead: Bool = false) throws(TraceFormatError) {
    try requireTimes()
    try requireThresholds()
    let names = trace.arenas.map(\.arena.name)
    try require(Set(names).count == names.count, "two arenas have the same name")
    for arena in trace.arenas {
      try requireConsistency(of: arena, isRead: isRead)
    }
    try requireBackground(isRead: isRead)
    try require(
      !info.duration.isNaN && !info.firstPTS.isNaN && info.width >= 0 && info.height >= 0
        && info.framesDecoded >= 0 && info.decodeErrors >= 0,
      "what it says of the video is impossible")
    for note in notes {
      if let arena = note.arena {
        try require(
          trace.arenas.indices.contains(arena), "a note is about an arena that is not there")
      }
    }
  }

  private func require(_ fulfilled: Bool, _ message: String) throws(TraceFormatError) {
    guard fulfilled else { throw TraceFormatError(message) }
  }

  private func requireTimes() throws(TraceFormatError) {
    let count = trace.count
    let ticks = 0...Self.mostTicks
    let base = trace.timeBase
    try require(
      (1...Self.mostTimeBase).contains(base.numerator)
        && (1...Self.mostTimeBase).contains(base.denominator),
      "its time base is no length of time")
    try require(
      trace.frames.count == count && trace.readingFlags.count == count
        && trace.keyframes.count == count && trace.lag.real.count == count
        && trace.reach.real.count == count
        && [0, count].contains(trace.contrastGain.count),
      "its arrays have different numbers of samples")
    try require(
      trace.ticks.allSatisfy(ticks.contains) && ticks.contains(trace.lastFrameDuration)
        && Self.isIncreasing(trace.ticks), "its times do not increase")
    try require(
      trace.frames.allSatisfy { $0 >= 0 && $0 <= Self.mostTicks }
        && Self.isIncreasing(trace.frames),
      "its frames' positions do not increase")
    for lag in [trace.lag, trace.reach] {
      try require(
        lag.asked > 0 && lag.asked <= Self.mostLag && lag.real.allSatisfy(ticks.contains),
        "its lags are no lengths of time")
    }
    try require(trace.reach.asked == CellMotion.window, "its cells have another window")
    try require(
      trace.analysisRate.map { $0.isFinite && $0 > 0 } ?? true, "its analysis rate is no rate")
    try require(
      trace.covered.start.isFinite && !trace.covered.end.isNaN, "the part it covers is no time")
    try require(Cleaning.all.isSuperset(of: trace.cleaning), "it was cleaned in an unknown way")
    let known = SampleFlags.named.reduce(into: SampleFlags()) { $0.insert($1.flag) }
    try require(trace.readingFlags.allSatisfy(known.isSuperset), "it has unknown flags")
  }

  private func requireThresholds() throws(TraceFormatError) {
    let thresholds = trace.pixelThresholds
    try Self.requireIncreasing(thresholds)
    let counts = trace.count.multipliedReportingOverflow(by: thresholds.count)
    let all = counts.partialValue.multipliedReportingOverflow(by: trace.arenas.count + 1)
    try require(
      !counts.overflow && !all.overflow && all.partialValue <= TraceFile.mostCounts,
      "it is too long for one file; choose a lower --analysis-rate or split the recording")
  }

  private func requireConsistency(
    of arena: ArenaTrace, isRead: Bool
  ) throws(TraceFormatError) {
    let name = arena.arena.name
    try require(
      (1...Int(Int32.max)).contains(arena.pixelCount), "arena \"\(name)\" has no pixels")
    let noise = arena.noise ?? 0
    try require(noise.isFinite && noise >= 0, "the noise of arena \"\(name)\" is no number")
    if let yardstick = arena.cells.yardstick {
      try require(
        yardstick.contrast.isFinite && yardstick.contrast >= 0 && yardstick.noise.isFinite
          && yardstick.noise >= 0 && yardstick.area.isFinite && yardstick.area > 0,
        "what the animal of arena \"\(name)\" is measured by is impossible")
    }
    let changes = arena.changes
    func isThere(_ count: Int) -> Bool { count == trace.count || isRead && count == 0 }
    try require(
      isThere(arena.cells.strokes.count) && isThere(arena.cells.movement.count)
        && isThere(changes.meanDifference.count) && changes.light.count == trace.count,
      "arena \"\(name)\" has another number of samples")
    try require(
      changes.meanDifference.allSatisfy { $0 <= Comparisons.mostMeanDifference },
      "arena \"\(name)\" has impossible mean differences")
    if !isRead {
      try requireCounts(changes.changed, of: arena.pixelCount, "arena \"\(name)\"")
    }
    var isPossible = true
    changes.light.forEachChange { _, change in
      if abs(Int(change.shift)) > Self.mostLightShift { isPossible = false }
    }
    try require(isPossible, "the light of arena \"\(name)\" changed impossibly")
    let presence = arena.presence
    try require(
      presence.samples.allSatisfy { $0 >= 0 && $0 < trace.count }
        && Self.isIncreasing(presence.samples),
      "the snapshots of arena \"\(name)\" are not at its samples")
    for parts in presence.parts {
      try require(
        parts.count == presence.samples.count && parts.allSatisfy { (0...1).contains($0) },
        "the snapshots of arena \"\(name)\" are no parts of it")
    }
  }

  /// Checks `changed[sample * rungs + rung]`: all there, and never more at a higher threshold.
  private func requireCounts(
    _ changed: CompactCounts, of pixels: Int, _ place: String
  ) throws(TraceFormatError) {
    let rungs = trace.pixelThresholds.count
    try require(changed.count == trace.count * rungs, "\(place) has another number of counts")
    try require(
      Self.arePossible(changed, rungs: rungs, pixels: pixels),
      "\(place) has impossible counts of changed pixels")
  }

  /// Whether no count of `[sample * rungs + rung]` is more than the pixels, or than that of the rung before.
  static func arePossible<Counts: RandomAccessCollection>(
    _ counts: Counts, rungs: Int, pixels: Int
  ) -> Bool where Counts.Index == Int, Counts.Element: FixedWidthInteger {
    if rungs == 1 { return (counts.max() ?? 0) <= pixels }
    var isOrdered = true
    for start in stride(from: 0, to: counts.count, by: rungs) {
      var most = Counts.Element(clamping: pixels)
      for place in start..<(start + rungs) {
        if counts[place] > most { isOrdered = false }
        most = counts[place]
      }
    }
    return isOrdered
  }

  private func requireBackground(isRead: Bool) throws(TraceFormatError) {
    let background = trace.background
    try require(
      (0...Int(Int32.max)).contains(background.pixelCount) && background.cellCount >= 0,
      "its background is impossible")
    if background.isAbsent { return }
    try require(
      background.cellsChanged.count == trace.count
        && background.cellsStirred.count == trace.count,
      "its background has another number of samples")
    if !isRead {
      try requireCounts(background.changed, of: background.pixelCount, "the background")
    }
  }

  /// Throws unless there are pixel thresholds, each higher than the one before.
  static func requireIncreasing(_ pixelThresholds: [UInt8]) throws(TraceFormatError) {
    guard !pixelThresholds.isEmpty else { throw TraceFormatError("it has no pixel thresholds") }
    guard isIncreasing(pixelThresholds) else {
      throw TraceFormatError("its pixel thresholds do not increase")
    }
  }

  private static func isIncreasing(_ values: [some BinaryInteger]) -> Bool {
    var isIncreasing = true
    for index in values.indices.dropFirst() where values[index] <= values[index - 1] {
      isIncreasing = false
    }
    return isIncreasing
  }
}

extension PresenceTrack {
  /// The four series of parts, each with one value for each snapshot.
  var parts: [[Double]] { [fromFirst, fromLast, lastingFromFirst, lastingFromLast] }
}

extension BackgroundTrace {
  /// Whether there is none.
  var isAbsent: Bool {
    pixelCount == 0 && cellCount == 0 && changed.isEmpty && cellsChanged.isEmpty
      && cellsStirred.isEmpty
  }
}
