/// What an animal does, as far as immobility scoring tells.
public enum State: String, Sendable, CaseIterable {
  /// Motion energy below the motion threshold.
  case immobile
  /// Neither immobile nor highly mobile.
  case mobile
  /// Motion energy at or above the second threshold: climbing or struggling.
  case highlyMobile = "highly_mobile"
  /// No evidence.
  case unscored
}

/// A maximal run of one state, half-open [start, end), seconds from trial start.
public struct Bout: Sendable, Equatable {
  /// The state.
  public var state: State
  /// Its first second.
  public var start: Double
  /// The first second after it.
  public var end: Double
  /// Its length, seconds.
  public var duration: Double { end - start }

  /// Makes the bout [start, end), seconds from trial start.
  public init(state: State, start: Double, end: Double) {
    self.state = state
    self.start = start
    self.end = end
  }
}

/// One bin of the per-bin table; [start, end) in seconds from trial start.
public struct Bin: Sendable, Equatable {
  /// The bin's first second.
  public var start: Double
  /// The first second after the bin.
  public var end: Double
  /// Immobile seconds in it.
  public var immobile: Double
  /// Unscored seconds in it.
  public var unscored: Double

  /// Makes a bin of its edges and its immobile and unscored seconds.
  public init(start: Double, end: Double, immobile: Double, unscored: Double) {
    self.start = start
    self.end = end
    self.immobile = immobile
    self.unscored = unscored
  }
}

/// A stretch of the analysis that deserves a look; [start, end) in seconds from trial start.
public struct QualityNote: Sendable, Equatable {
  /// What it is: a name of `SampleFlags.named`, or one of the whole recording such as
  /// `recording_ends_early`.
  public var flag: String
  /// Its first second.
  public var start: Double
  /// The first second after it.
  public var end: Double
  /// What happened and what to do, in words.
  public var detail: String

  /// Makes a note of a flag, a stretch (seconds from trial start) and words.
  public init(flag: String, start: Double, end: Double, detail: String) {
    self.flag = flag
    self.start = start
    self.end = end
    self.detail = detail
  }
}

/// The score of one animal in its analysis window. Seconds, from trial start where a time is meant.
public struct AnimalScore: Sendable, Equatable {
  /// The arena's name.
  public var arena: String
  /// The animal, where the user said.
  public var animalID: String?
  /// Where the animal's trial starts in the recording, seconds: as a player shows them in what
  /// `TracedRecording.score` made, from the first frame in what `Trace.score` made.
  public var trialStart: Double
  /// How sure the found start of the trial is, 0-1; `nil` where it was given by hand.
  public var trialStartConfidence: Double?
  /// The spread of the differences that the camera's noise makes in the arena, grey levels; `nil` when
  /// unknown.
  public var noise: Double?
  /// How far the animal's cells lie from what is behind it, grey levels; `nil` where it is not known.
  public var contrast: Double?
  /// The number of cells that the animal covers; `nil` where it is not known.
  public var area: Double?
  /// The analysis window.
  public var window: ScoringSettings.Window
  /// Seconds immobile in the window. With the three following it adds up to the window's length.
  public var immobile: Double
  /// Between which seconds the immobile time plausibly lies: what thresholds give that are about as good as the
  /// one in force; `nil` where it is not known.
  public var plausibleImmobile: ClosedRange<Double>?
  /// Seconds mobile (not highly mobile) in the window.
  public var mobile: Double
  /// Seconds highly mobile in the window; 0 where no second threshold was set.
  public var highlyMobile: Double
  /// Seconds of the window without evidence.
  public var unscored: Double
  /// Immobile seconds as percent of scored seconds; `nil` when nothing was scored.
  public var immobilePercent: Double?
  /// Trial start to the start of the first immobile bout; the window's end when there was none.
  public var latency: Double
  /// Whether there was no immobile bout before the window's end.
  public var latencyCensored: Bool
  /// The number of immobile bouts in the window (cut at its edges).
  public var boutCount: Int
  /// Mean length of the immobile bouts; `nil` without bouts.
  public var boutMean: Double?
  /// Median length of the immobile bouts; `nil` without bouts.
  public var boutMedian: Double?
  /// Longest immobile bout; `nil` without bouts.
  public var boutLongest: Double?
  /// The per-bin table.
  public var bins: [Bin]
  /// All states in order, cut at the window's edges; together they fill the window.
  public var bouts: [Bout]
  /// What deserves a look.
  public var quality: [QualityNote]
  /// `[sample of the trace]`: each sample's state after all rules; `unscored` outside the trial.
  public var states: [State]
  /// `[sample of the trace]`: each sample's flags.
  public var flags: [SampleFlags]
  /// `[sample of the trace]`: motion energy in percent before smoothing; `nil` without a value.
  public var motion: [Double?]

  /// Makes a score of all its parts; see the properties for units.
  public init(
    arena: String, animalID: String?, trialStart: Double = 0, trialStartConfidence: Double? = nil,
    noise: Double? = nil, contrast: Double? = nil, area: Double? = nil,
    window: ScoringSettings.Window, immobile: Double,
    plausibleImmobile: ClosedRange<Double>? = nil, mobile: Double,
    highlyMobile: Double, unscored: Double, immobilePercent: Double?,
    latency: Double, latencyCensored: Bool, boutCount: Int, boutMean: Double?,
    boutMedian: Double?, boutLongest: Double?, bins: [Bin], bouts: [Bout],
    quality: [QualityNote], states: [State], flags: [SampleFlags], motion: [Double?]
  ) {
    self.arena = arena
    self.animalID = animalID
    self.trialStart = trialStart
    self.trialStartConfidence = trialStartConfidence
    self.noise = noise
    self.contrast = contrast
    self.area = area
    self.window = window
    self.immobile = immobile
    self.plausibleImmobile = plausibleImmobile
    self.mobile = mobile
    self.highlyMobile = highlyMobile
    self.unscored = unscored
    self.immobilePercent = immobilePercent
    self.latency = latency
    self.latencyCensored = latencyCensored
    self.boutCount = boutCount
    self.boutMean = boutMean
    self.boutMedian = boutMedian
    self.boutLongest = boutLongest
    self.bins = bins
    self.bouts = bouts
    self.quality = quality
    self.states = states
    self.flags = flags
    self.motion = motion
  }
}

extension AnimalScore {
  /// Whether nothing of the window is scored, to within a millisecond: its seconds are no measurement then.
  public var isBlank: Bool { unscored >= window.end - window.start - 0.001 }
}
