/// One arena's motion over its trial, read once at one measure, lag and pixel threshold, so that any
/// number of thresholds and rules can be tried on it.
///
/// What it gives for some settings is what `Trace.score` gives for them, without the report.
public struct MotionReading: Sendable {
  /// The analysis window, seconds of the recording.
  public let window: TimeSpan
  /// What follows each other without an unbridgeable gap between; the rest of the window is unscored.
  private let stretches: [Stretch]
  /// All that was analysed, seconds of the recording.
  private let analysed: TimeSpan

  private struct Stretch {
    var segments: Range<Int>
    var span: TimeSpan
    var cells: [Smoothing.Cell]
  }

  /// - Parameters:
  ///   - evidence: `[segment]`: motion energy in percent; `nil` where there is none.
  ///   - bridge: longer stretches without evidence are unscored, seconds.
  ///   - window: the analysis window, seconds of the recording.
  init(timeline: Timeline, evidence: [Double?], bridge: Double, window: TimeSpan) {
    self.window = window
    analysed = TimeSpan(
      start: timeline.segments.first?.start ?? 0, end: timeline.segments.last?.end ?? 0)
    let ranges = Classification.stretches(timeline: timeline, evidence: evidence, bridge: bridge)
    stretches = ranges.compactMap { range in
      let cells = timeline.cells(in: range, evidence: evidence)
      guard !cells.isEmpty else { return nil }
      return Stretch(
        segments: range,
        span: TimeSpan(
          start: timeline.segments[range.lowerBound].start,
          end: timeline.segments[range.upperBound - 1].end), cells: cells)
    }
  }

  /// The motion with its moving mean over `width` seconds.
  public func smoothed(width: Double) -> SmoothedMotion {
    SmoothedMotion(
      window: window, analysed: analysed,
      stretches: stretches.map {
        SmoothedMotion.Stretch(
          segments: $0.segments, span: $0.span, cells: $0.cells,
          means: Smoothing.movingMean($0.cells, width: width))
      }, width: width)
  }
}

/// Motion energy with its moving mean, ready for the threshold decision.
public struct SmoothedMotion: Sendable {
  /// The analysis window, seconds of the recording.
  public let window: TimeSpan
  /// What follows each other without an unbridgeable gap between, in order of time.
  let stretches: [Stretch]
  private let analysed: TimeSpan
  private let width: Double

  struct Stretch {
    /// The timeline's segments.
    var segments: Range<Int>
    var span: TimeSpan
    /// Those of its segments that have evidence.
    var cells: [Smoothing.Cell]
    /// `[cell]`: the means that are compared with the thresholds, percent.
    var means: [Double]
  }

  fileprivate init(window: TimeSpan, analysed: TimeSpan, stretches: [Stretch], width: Double) {
    self.window = window
    self.analysed = analysed
    self.stretches = stretches
    self.width = width
  }

  /// Whether the analysis window reaches beyond what was recorded; the rest of it is unscored.
  var windowGoesOn: Bool { window.end > analysed.end + Classification.durationTolerance }

  /// The smoothed energies of the trial, percent, in order of time.
  public var energies: [Double] { stretches.flatMap(\.means) }

  /// When the animal is in which state, by the thresholds and rules of `settings`, whose `smoothing` has
  /// to be the width of this mean. Time grows with the number of samples.
  public func states(_ settings: ScoringSettings) -> StateTimes {
    StateTimes(bouts: bouts(settings), window: window)
  }

  /// For how long the animal is immobile in the window by `settings`, seconds; see `states(_:)`.
  func immobile(_ settings: ScoringSettings) -> Double {
    bouts(settings).reduce(0) { sum, bout in
      bout.state == .immobile
        ? sum + max(0, min(bout.end, window.end) - max(bout.start, window.start)) : sum
    }
  }

  private func bouts(_ settings: ScoringSettings) -> [Bout] {
    var bouts: [Bout] = []
    var end = analysed.start
    // Across what is unscored no interruption is absorbed, and beside it nobody knows how long a bout was.
    func leaveOut(to start: Double) {
      if end < start { bouts.append(Bout(state: .unscored, start: end, end: start)) }
    }
    for stretch in stretches {
      leaveOut(to: stretch.span.start)
      append(stretch, settings, to: &bouts)
      end = stretch.span.end
    }
    leaveOut(to: analysed.end)
    bouts = Classification.merge(bouts)
    Classification.dropShortImmobility(
      &bouts, minimum: settings.minImmobile, isCutAtEnd: windowGoesOn)
    bouts = Classification.merge(bouts)
    Classification.absorbShortInterruptions(&bouts, minimum: settings.minMobile)
    return bouts
  }

  /// The bouts of one stretch before the rules about their lengths.
  private func append(_ stretch: Stretch, _ settings: ScoringSettings, to bouts: inout [Bout]) {
    let enter = settings.motionThreshold
    let exit = enter * settings.exitRatio
    let count = stretch.means.count
    var now = stretch.span.start
    func close(at cell: Int, _ state: State) {
      let end = cell < count ? stretch.cells[cell].start : stretch.span.end
      guard end > now else { return }
      bouts.append(Bout(state: state, start: now, end: end))
      now = end
    }
    stretch.means.withUnsafeBufferPointer { means in
      var cell = 0
      while cell < count {
        if means[cell] < enter {
          while cell < count, means[cell] < exit { cell += 1 }
          if cell == count { close(at: count, .immobile) }
          continue
        }
        let first = cell
        while cell < count, means[cell] >= enter { cell += 1 }
        let (from, to) = trimmed(first, cell, stretch.cells, settings)
        if from > 0 { close(at: from, .immobile) }
        closeMobile(from, to, means, settings.highlyMobileThreshold, close)
        if cell == count, to < cell { close(at: count, .immobile) }
      }
    }
  }

  /// Cuts a mobile run into mobile and highly mobile.
  private func closeMobile(
    _ from: Int, _ to: Int, _ means: UnsafeBufferPointer<Double>, _ high: Double?,
    _ close: (Int, State) -> Void
  ) {
    guard let high else { return close(to, .mobile) }
    var isHigh = means[from] >= high
    for cell in from..<to where (means[cell] >= high) != isHigh {
      close(cell, isHigh ? .highlyMobile : .mobile)
      isHigh.toggle()
    }
    close(to, isHigh ? .highlyMobile : .mobile)
  }

  /// A mobile run without what the mean alone carried into the stillness beside it; see
  /// `Classification`.
  private func trimmed(
    _ first: Int, _ end: Int, _ cells: [Smoothing.Cell], _ settings: ScoringSettings
  ) -> (from: Int, to: Int) {
    let reach = width / 2 + Classification.durationTolerance
    let level = Classification.edgeLevel(cells[first..<end], threshold: settings.motionThreshold)
    var from = first
    if first > 0 {
      while from < end - 1, cells[from].value < level,
        cells[from].end - cells[first].start <= reach
      { from += 1 }
    }
    var to = end
    if end < cells.count {
      while to > from + 1, cells[to - 1].value < level,
        cells[end - 1].end - cells[to - 1].start <= reach
      { to -= 1 }
    }
    return (from, to)
  }
}

/// When an animal was in which state, inside its analysis window; seconds of the recording.
public struct StateTimes: Sendable, Equatable {
  /// When it was immobile.
  public var immobile: TimeSpans
  /// When it was highly mobile.
  public var highlyMobile: TimeSpans
  /// When nothing is known.
  public var unscored: TimeSpans

  init(bouts: [Bout], window: TimeSpan) {
    func times(_ state: State) -> TimeSpans {
      TimeSpans(
        uniting: bouts.filter { $0.state == state }.map { TimeSpan(start: $0.start, end: $0.end) }
      ).clipped(to: window)
    }
    immobile = times(.immobile)
    highlyMobile = times(.highlyMobile)
    let known = TimeSpans(
      uniting: bouts.filter { $0.state != .unscored }.map {
        TimeSpan(start: $0.start, end: $0.end)
      })
    unscored = known.complement(in: window)
  }
}

extension Trace {
  /// Reads the motion of the arena with index `arena` at the measure, lag and pixel threshold of
  /// `settings`, over the trial that they name.
  ///
  /// - Throws: `ScoringError` when the trace does not hold what the settings ask for, or the trial or
  ///   the window lies outside the recording.
  public func motion(
    of arena: Int, _ settings: ScoringSettings
  ) throws(ScoringError) -> MotionReading {
    let threshold = pixelThreshold(settings)
    guard let rung = rung(settings) else {
      throw .pixelThresholdNotInTrace(asked: threshold, counted: pixelThresholds)
    }
    try requireAnswers(to: settings)
    let start = try trialStart(of: arena, settings)
    let trial = try Trial(trace: self, start: start.time, settings: settings)
    let evidence = evidence(
      arena: arena, rung: rung, trial: trial, settings: settings,
      artefacts: Artefacts(trace: self, rung: rung, settings: settings)
    ).evidence
    return MotionReading(
      timeline: trial.timeline, evidence: evidence, bridge: settings.bridge,
      window: TimeSpan(start: start.time + trial.window.start, end: start.time + trial.window.end))
  }
}

extension Trace {
  /// The analysis window of an arena, seconds of the recording, cut to what was recorded.
  ///
  /// - Throws: `ScoringError` when the trial or the window lies outside of the recording, or its start
  ///   is not found.
  public func analysisWindow(
    of arena: Int, _ settings: ScoringSettings
  ) throws(ScoringError) -> TimeSpan {
    let start = try trialStart(of: arena, settings).time
    let trial = try Trial(trace: self, start: start, settings: settings)
    return TimeSpan(
      start: start + trial.window.start, end: min(start + trial.window.end, trial.end))
  }
}
