extension Trace {
  /// A sample's motion as the classifier compared it with its thresholds.
  public struct ClassifiedMotion: Sendable, Equatable {
    /// The sample's time, seconds from the animal's trial start.
    public var time: Double
    /// The centred mean of the motion energy there, percent.
    public var percent: Double

    /// Makes a sample's motion of its time (seconds from trial start) and energy (percent).
    public init(time: Double, percent: Double) {
      self.time = time
      self.percent = percent
    }
  }

  /// What the classifier compared with its thresholds over an animal's trial: runs of samples between
  /// which there was no evidence for longer than is bridged.
  ///
  /// - Parameters:
  ///   - animal: a score that `score(_:)` made of this trace, with its samples.
  ///   - settings: the settings that it was made with.
  /// - Returns: runs in order of time; none for a score without samples or of another trace.
  public func classifiedMotion(
    of animal: AnimalScore, settings: ScoringSettings
  ) -> [[ClassifiedMotion]] {
    guard animal.motion.count == count, animal.flags.count == count, animal.trialStart < end else {
      return []
    }
    let stop = min(end, animal.trialStart + (settings.trialLength ?? .infinity))
    let timeline = Timeline(
      trace: self, start: animal.trialStart, end: stop, bridge: settings.bridge)
    let evidence: [Double?] = timeline.segments.map { segment in
      guard let sample = segment.sample, animal.flags[sample].isDisjoint(with: .noEvidence) else {
        return nil
      }
      return animal.motion[sample]
    }
    let motion = MotionReading(
      timeline: timeline, evidence: evidence, bridge: settings.bridge,
      window: TimeSpan(start: animal.trialStart, end: stop)
    ).smoothed(width: settings.smoothing)
    return motion.stretches.map { stretch in
      zip(stretch.cells, stretch.means).map {
        ClassifiedMotion(time: $0.start - animal.trialStart, percent: $1)
      }
    }
  }
}
