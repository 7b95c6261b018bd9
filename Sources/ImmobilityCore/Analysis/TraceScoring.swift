extension Trace {
  /// The scores of all arenas and the pixel threshold that they were made with, grey levels.
  public struct Scores: Sendable {
    /// `[arena]`, in the trace's order.
    public var animals: [AnimalScore]
    /// Grey levels.
    public var pixelThreshold: UInt8
  }

  /// Scores every arena: cleaning, energy, smoothing, classification and summary. A pure function of
  /// the trace and the settings.
  ///
  /// Only samples of the trial take part, so the result does not depend on what was recorded before
  /// it; bouts are cut at the trial's start and end.
  ///
  /// - Throws: `ScoringError` when the trial or the window lies outside the recording, or the
  ///   trace does not hold what the settings ask for.
  public func score(_ settings: ScoringSettings) throws(ScoringError) -> Scores {
    let threshold = pixelThreshold(settings)
    guard let rung = rung(settings) else {
      throw .pixelThresholdNotInTrace(asked: threshold, counted: pixelThresholds)
    }
    try requireAnswers(to: settings)
    try settings.requireTrialStarts(onlyOf: arenas.map(\.arena.name))
    let artefacts = Artefacts(trace: self, rung: rung, settings: settings)
    var animals: [AnimalScore] = []
    var shared: Trial?
    for arena in arenas.indices {
      let start = try trialStart(of: arena, settings)
      let trial: Trial
      if let known = shared, known.start == start.time {
        trial = known
      } else {
        trial = try Trial(trace: self, start: start.time, settings: settings)
        shared = trial
      }
      var animal = score(
        arena: arena, rung: rung, trial: trial, settings: settings, artefacts: artefacts)
      animal.trialStartConfidence = start.confidence
      animals.append(animal)
    }
    return Scores(animals: animals, pixelThreshold: threshold)
  }

  /// The pixel threshold that the settings come to for this recording, grey levels.
  public func pixelThreshold(_ settings: ScoringSettings) -> UInt8 {
    switch settings.pixelThreshold {
    case .fixed(let level): level
    case .fromNoise:
      // A trace may hold a rung that was asked for by hand; the choice does not depend on that.
      NoiseFloor(measure: settings.measure, noise: arenas.compactMap(\.noise))
        .pixelThreshold(ladder: standardThresholds)
    }
  }

  /// The place of the settings' pixel threshold among those of the trace; `nil` where it was not counted.
  func rung(_ settings: ScoringSettings) -> Int? {
    pixelThresholds.firstIndex(of: pixelThreshold(settings))
  }

  /// The thresholds of `NoiseFloor.ladder` that were counted; all that were, when none of it was.
  private var standardThresholds: [UInt8] {
    let standard = pixelThresholds.filter(NoiseFloor.ladder.contains)
    return standard.isEmpty ? pixelThresholds : standard
  }

  func requireAnswers(to settings: ScoringSettings) throws(ScoringError) {
    if settings.measure.isOfCells, count > CellMotion.leastFrames,
      !reach.real.contains(where: { $0 > 0 }), lag.real.contains(where: { $0 > 0 })
    {
      throw .measureNotInTrace(settings.measure)
    }
    guard lag.answers(settings.lag) else {
      throw .lagNotInTrace(asked: settings.lag, traced: [lag.asked])
    }
    let asked = settings.cleaning.intersection(.whileReading)
    if asked != cleaning {
      throw .cleaningNotInTrace(asked: asked.names, traced: cleaning.names)
    }
    if settings.analysisRate != analysisRate {
      throw .analysisRateNotInTrace(asked: settings.analysisRate, traced: analysisRate)
    }
  }

  func trialStart(
    of arena: Int, _ settings: ScoringSettings
  ) throws(ScoringError) -> (time: Double, confidence: Double?) {
    let part = settings.coverage(ofRecordingWith: arenas.map(\.arena.name))
    switch settings.trialStart(of: arenas[arena].arena.name) {
    case .at(let time):
      guard time < end else { throw .trialAfterEnd(trialStart: time, recordingEnd: end) }
      try requireCoverage(from: part.start, to: part.end)
      return (time, nil)
    case .found:
      try requireCoverage(from: part.start, to: part.end)
      guard let entry = AnimalPresence(trace: self, arena: arena).entry else {
        throw .trialStartNotFound(arena: arenas[arena].arena.name)
      }
      return (entry.time, entry.confidence)
    }
  }

  /// Throws unless just this part of the recording was read, as far as there was more of it: noise, the
  /// animal's contrast and size, and presence are those of the part that was read, so another would give another result.
  private func requireCoverage(from start: Double, to stop: Double) throws(ScoringError) {
    let tolerance = MotionEnergy.timeTolerance
    let endsAlike = covered.end == .infinity ? stop >= end - tolerance : stop == covered.end
    guard abs(start - covered.start) <= tolerance, endsAlike else {
      throw .notCovered(trialStart: start, trialEnd: stop, covered: covered)
    }
  }

  /// The analysed part of the recording, and the time in it.
  struct Trial {
    var start: Double
    var window: ScoringSettings.Window
    /// The end of what is analysed, seconds of the recording.
    var end: Double
    /// Seconds recorded from the trial's start on.
    var recorded: Double
    var timeline: Timeline

    init(trace: Trace, start: Double, settings: ScoringSettings) throws(ScoringError) {
      guard start < trace.end else {
        throw .trialAfterEnd(trialStart: start, recordingEnd: trace.end)
      }
      self.start = start
      recorded = trace.end - start
      window =
        settings.window
        ?? ScoringSettings.Window(start: 0, end: settings.trialLength ?? recorded)
      guard window.start < recorded - Classification.durationTolerance else {
        throw .windowAfterEnd(window: window, recordedTrial: recorded)
      }
      guard (window.end - window.start) / settings.bin <= ScoringSettings.mostBins else {
        throw .tooManyBins(windowLength: window.end - window.start, bin: settings.bin)
      }
      end = start + min(recorded, settings.trialLength ?? recorded)
      timeline = Timeline(trace: trace, start: start, end: end, bridge: settings.bridge)
    }
  }

  /// The motion energy of an arena, and `[segment]`: what of it is evidence, percent.
  func evidence(
    arena: Int, rung: Int, trial: Trial, settings: ScoringSettings,
    artefacts: Artefacts
  ) -> (energy: MotionEnergy, evidence: [Double?]) {
    let span = trial.start..<max(trial.start, trial.end)
    var flags = artefacts.flags(arena: arena)
    let contrast = ContrastChange(trace: self, samples: samples(in: span), settings: settings)
    for (sample, flag) in contrast.flags.enumerated() { flags[sample].formUnion(flag) }
    var energy = MotionEnergy(
      trace: self, arena: arena, rung: rung, settings: settings, artefacts: flags)
    var evidence: [Double?] = trial.timeline.segments.map { segment in
      guard let sample = segment.sample, energy.flags[sample].isDisjoint(with: .noEvidence) else {
        return nil
      }
      return energy.percent[sample]
    }
    if settings.measure == .strokes {
      let vigour = Vigour.of(evidence, timeline: trial.timeline)
      energy.divide(by: vigour)
      evidence = evidence.map { $0.map { 100 * $0 / vigour } }
    }
    return (energy, evidence)
  }

  /// What makes a measure doubtful over a whole trial of a length, seconds.
  private func measuringNotes(
    arena: Int, settings: ScoringSettings, trial: Double
  ) -> [QualityNote] {
    guard settings.measure.isOfCells else {
      let floor = NoiseFloor(measure: settings.measure, noise: arenas.compactMap(\.noise))
      return [floor.note(trial: trial)].compactMap(\.self)
    }
    guard let yardstick = arenas[arena].cells.yardstick else { return [] }
    return [yardstick.noiseNote(trial: trial), yardstick.contrastNote(trial: trial)]
      .compactMap(\.self)
  }

  private func score(
    arena: Int, rung: Int, trial: Trial, settings: ScoringSettings,
    artefacts: Artefacts
  ) -> AnimalScore {
    let (energy, evidence) = evidence(
      arena: arena, rung: rung, trial: trial, settings: settings, artefacts: artefacts)
    var flags = energy.flags
    let motion = MotionReading(
      timeline: trial.timeline, evidence: evidence, bridge: settings.bridge,
      window: TimeSpan(
        start: trial.start + trial.window.start, end: trial.start + trial.window.end)
    ).smoothed(width: settings.smoothing)
    let recordingBouts = Classification.bouts(
      timeline: trial.timeline, evidence: evidence, motion: motion, settings: settings)
    let bouts = recordingBouts.map {
      Bout(state: $0.state, start: $0.start - trial.start, end: $0.end - trial.start)
    }
    let summary = Summary(bouts: bouts, window: trial.window, bin: settings.bin)
    var quality = Quality.notes(
      timeline: trial.timeline, flags: flags, start: trial.start, settings: settings)
    quality += measuringNotes(arena: arena, settings: settings, trial: trial.end - trial.start)
    if let fitted = settings.fittedOn {
      quality += fitted.notes(self, arena: arena, trial: trial.end - trial.start)
    }
    if settings.cleaning.contains(.emptyArena) {
      quality += Quality.doubts(
        AnimalPresence(trace: self, arena: arena),
        trial: (start: trial.start, length: trial.end - trial.start))
    }
    if let note = Quality.latencyDoubt(summary, bouts: bouts, least: settings.minImmobile) {
      quality.append(note)
    }
    let immobile = summary.seconds[.immobile] ?? 0
    let mobile = summary.seconds[.mobile] ?? 0
    let highlyMobile = summary.seconds[.highlyMobile] ?? 0
    let scored = immobile + mobile + highlyMobile
    let plausible = PlausibleRange(motion, settings, immobile: immobile, scored: scored)
    if let note = plausible.note(start: trial.start) { quality.append(note) }
    if let note = SmallMovements.note(
      recordingBouts, timeline: trial.timeline, evidence: evidence, trialStart: trial.start,
      settings: settings)
    {
      quality.append(note)
    }
    if let note = Quality.endsEarly(
      recorded: trial.recorded, window: trial.window, latencyCensored: summary.latencyCensored)
    {
      quality.append(note)
    }

    let yardstick = arenas[arena].cells.yardstick
    let states = sampleStates(recordingBouts, timeline: trial.timeline, flags: &flags)
    return AnimalScore(
      arena: arenas[arena].arena.name, animalID: arenas[arena].arena.animalID,
      trialStart: trial.start, noise: arenas[arena].noise, contrast: yardstick?.contrast,
      area: yardstick?.area, window: trial.window,
      immobile: immobile, plausibleImmobile: plausible.seconds, mobile: mobile,
      highlyMobile: highlyMobile,
      unscored: summary.seconds[.unscored] ?? 0,
      immobilePercent: scored > Classification.durationTolerance
        ? 100 * immobile / scored : nil, latency: summary.latency,
      latencyCensored: summary.latencyCensored, boutCount: summary.immobileDurations.count,
      boutMean: summary.meanDuration, boutMedian: summary.medianDuration,
      boutLongest: summary.immobileDurations.last, bins: summary.bins, bouts: summary.bouts,
      quality: quality, states: states, flags: flags, motion: energy.percent)
  }
}
