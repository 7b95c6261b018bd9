/// Everything that turns a trace into a score. Seconds unless the name says otherwise.
public struct ScoringSettings: Sendable, Equatable {
  /// The built-in protocol these settings started from; `nil` when none was named.
  public var protocolName: String?
  /// The profile that was laid over the protocol; `nil` when none was given.
  public var profileName: String?
  /// Whether the classifier's settings are those of a profile as it stands, not defaults and not
  /// changed by hand: without that a result is uncalibrated.
  public var isCalibrated: Bool
  /// The recordings that the profile was fitted on; `nil` where it does not say.
  public var fittedOn: FittedRanges?
  /// Where the trial starts in the recording.
  public var trialStart: TrialStart
  /// Where it starts for single arenas, by their names; the others have `trialStart`.
  public var arenaTrialStarts: [String: TrialStart]
  /// The trial's length; `nil` lasts to the end of the recording.
  public var trialLength: Double?
  /// The analysis window from trial start; `nil` is the whole trial.
  public var window: Window?
  /// The measure that the classifier reads.
  public var measure: MotionMeasure
  /// The lag over which pixels are compared.
  public var lag: Double
  /// The most samples analysed per second; `nil` analyses every frame.
  public var analysisRate: Double?
  /// The artefacts that are kept out of the score.
  public var cleaning: Cleaning
  /// A pixel counts as changed above this difference.
  public var pixelThreshold: PixelThreshold
  /// The animal is immobile below this motion energy, percent.
  public var motionThreshold: Double
  /// The animal is highly mobile at or above this motion energy, percent; `nil`: not assessed.
  public var highlyMobileThreshold: Double?
  /// The width of the centred moving mean.
  public var smoothing: Double
  /// An immobile bout ends only at or above the motion threshold times this (at least 1).
  public var exitRatio: Double
  /// Shorter immobile bouts are dropped.
  public var minImmobile: Double
  /// Shorter interruptions of immobility are absorbed.
  public var minMobile: Double
  /// Samples without evidence are bridged up to this long; longer stretches are unscored.
  public var bridge: Double
  /// The width of a bin of the per-bin table.
  public var bin: Double

  /// A half-open stretch of time, seconds.
  public struct Window: Sendable, Equatable {
    /// The first second that belongs to it.
    public var start: Double
    /// The first second that no longer belongs to it.
    public var end: Double

    /// Makes the window [start, end), seconds.
    public init(start: Double, end: Double) {
      self.start = start
      self.end = end
    }
  }

  /// Makes settings of all their parts; see the properties for units.
  public init(
    protocolName: String? = nil, profileName: String? = nil,
    isCalibrated: Bool = false, fittedOn: FittedRanges? = nil, trialStart: TrialStart = .at(0),
    arenaTrialStarts: [String: TrialStart] = [:], trialLength: Double? = nil,
    window: Window? = nil, measure: MotionMeasure = .strokes, lag: Double = 1.0 / 15,
    analysisRate: Double? = 30, cleaning: Cleaning = .all,
    pixelThreshold: PixelThreshold = .fromNoise, motionThreshold: Double = 15,
    highlyMobileThreshold: Double? = nil, smoothing: Double = 0.4, exitRatio: Double = 1,
    minImmobile: Double = 1, minMobile: Double = 0.5, bridge: Double = 0.5, bin: Double = 60
  ) {
    self.protocolName = protocolName
    self.profileName = profileName
    self.isCalibrated = isCalibrated
    self.fittedOn = fittedOn
    self.trialStart = trialStart
    self.arenaTrialStarts = arenaTrialStarts
    self.trialLength = trialLength
    self.window = window
    self.measure = measure
    self.lag = lag
    self.analysisRate = analysisRate
    self.cleaning = cleaning
    self.pixelThreshold = pixelThreshold
    self.motionThreshold = motionThreshold
    self.highlyMobileThreshold = highlyMobileThreshold
    self.smoothing = smoothing
    self.exitRatio = exitRatio
    self.minImmobile = minImmobile
    self.minMobile = minMobile
    self.bridge = bridge
    self.bin = bin
  }

  /// Whether both classify motion alike: all that a profile may set is the same.
  public func classifiesLike(_ other: ScoringSettings) -> Bool {
    measure == other.measure && lag == other.lag
      && pixelThreshold == other.pixelThreshold
      && motionThreshold == other.motionThreshold
      && highlyMobileThreshold == other.highlyMobileThreshold && smoothing == other.smoothing
      && exitRatio == other.exitRatio && minImmobile == other.minImmobile
      && minMobile == other.minMobile && bridge == other.bridge
  }
}
