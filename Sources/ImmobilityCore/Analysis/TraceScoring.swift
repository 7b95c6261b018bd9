extension Trace {
  /// Scores every arena: energy, smoothing, classification and summary. A pure function of the
  /// trace and the settings.
  ///
  /// Only samples of the trial take part, so the result does not depend on what was recorded before
  /// it; bouts are cut at the trial's start and end.
  ///
  /// - Returns: `[arena]`, in the trace's order.
  /// - Throws: `ScoringError` when the trial or the window lies outside the recording, or the
  ///   trace does not hold what the settings ask for.
  public func score(_ settings: ScoringSettings) throws(ScoringError) -> [AnimalScore] {
    guard let rung = pixelThresholds.firstIndex(of: settings.pixelThreshold) else {
      throw .pixelThresholdNotInTrace(asked: settings.pixelThreshold, counted: pixelThresholds)
    }
    for (asked, track) in [(settings.lag, shortLag), (settings.longLag, longLag)]
    where abs(asked - track.asked) > MotionEnergy.timeTolerance {
      throw .lagNotInTrace(asked: asked, traced: track.asked)
    }
    let start = settings.trialStart
    guard start < end else { throw .trialAfterEnd(trialStart: start, recordingEnd: end) }
    let recorded = end - start
    let window =
      settings.window
      ?? ScoringSettings.Window(start: 0, end: settings.trialLength ?? recorded)
    guard window.start < recorded else {
      throw .windowAfterEnd(window: window, recordedTrial: recorded)
    }
    guard (window.end - window.start) / settings.bin <= ScoringSettings.mostBins else {
      throw .tooManyBins(windowLength: window.end - window.start, bin: settings.bin)
    }
    let analysed = min(recorded, settings.trialLength ?? recorded)
    let timeline = Timeline(
      trace: self, start: start, end: start + analysed, bridge: settings.bridge)
    return arenas.indices.map {
      score(arena: $0, rung: rung, window: window, timeline: timeline, settings: settings)
    }
  }

  private func score(
    arena: Int, rung: Int, window: ScoringSettings.Window, timeline: Timeline,
    settings: ScoringSettings
  ) -> AnimalScore {
    let energy = MotionEnergy(trace: self, arena: arena, rung: rung, settings: settings)
    let evidence: [Double?] = timeline.segments.map { segment in
      guard let sample = segment.sample, energy.flags[sample].isDisjoint(with: .noEvidence) else {
        return nil
      }
      return energy.percent[sample]
    }
    let recordingBouts = Classification.bouts(
      timeline: timeline, evidence: evidence, settings: settings)
    let bouts = recordingBouts.map {
      Bout(
        state: $0.state, start: $0.start - settings.trialStart, end: $0.end - settings.trialStart)
    }
    let summary = Summary(bouts: bouts, window: window, bin: settings.bin)
    var states = [State](repeating: .unscored, count: count)
    var flags = energy.flags
    var inTrial = [Bool](repeating: false, count: count)
    var bout = 0
    for segment in timeline.segments {
      guard let sample = segment.sample else { continue }
      while bout + 1 < recordingBouts.count, recordingBouts[bout].end <= segment.start { bout += 1 }
      states[sample] = recordingBouts[bout].state
      inTrial[sample] = true
    }
    for sample in 0..<count where !inTrial[sample] { flags[sample].insert(.outsideTrial) }

    var quality = Quality.notes(timeline: timeline, flags: energy.flags, settings: settings)
    let recorded = end - settings.trialStart
    if window.end - recorded > Quality.worthwhile {
      let missing = Rounding.text(window.end - recorded)
      let latency =
        summary.latencyCensored
        ? "; the animal was seen for \(Rounding.text(recorded)) s only, not to the censored latency"
        : ""
      quality.append(
        QualityNote(
          flag: "recording_ends_early", start: recorded, end: window.end,
          detail: "the recording ends \(missing) s before the end of the analysis window; "
            + "unscored\(latency)"))
    }
    let immobile = summary.seconds[.immobile] ?? 0
    let mobile = summary.seconds[.mobile] ?? 0
    let highlyMobile = summary.seconds[.highlyMobile] ?? 0
    let scored = immobile + mobile + highlyMobile
    return AnimalScore(
      arena: arenas[arena].arena.name, animalID: arenas[arena].arena.animalID, window: window,
      immobile: immobile, mobile: mobile, highlyMobile: highlyMobile,
      unscored: summary.seconds[.unscored] ?? 0,
      immobilePercent: scored > 0 ? 100 * immobile / scored : nil, latency: summary.latency,
      latencyCensored: summary.latencyCensored, boutCount: summary.immobileDurations.count,
      boutMean: summary.meanDuration, boutMedian: summary.medianDuration,
      boutLongest: summary.immobileDurations.last, bins: summary.bins, bouts: summary.bouts,
      quality: quality, states: states, flags: flags, motion: energy.percent)
  }
}
