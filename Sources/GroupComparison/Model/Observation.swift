import Statistics

/// One animal in one recording, with what the study says about it.
public struct Observation: Sendable, Equatable {
  /// The animal.
  public var animal: String
  /// The recording, for messages.
  public var recording: String
  /// The treatment group, such as `vehicle`; empty where the animal is left out and none is given.
  public var group: String
  /// The dose as written; empty where there is none. Its unit is the study's (mg/kg by custom).
  public var dose: String
  /// The session, such as `pretest`; empty where the study has none.
  public var session: String
  /// Further factors, such as `stress`: name to level.
  public var factors: [String: String]
  /// What was measured, or why nothing was.
  public var outcome: Outcome
  /// Its immobile time bin by bin; empty where it is not known.
  public var bins: [TimeBin]

  /// What came of a recording of an animal.
  public enum Outcome: Sendable, Equatable {
    /// Its measures.
    case scored(Measures)
    /// None, and why: excluded, failed, not a second scored.
    case missing(reason: String)
  }

  /// Makes an observation of its parts.
  public init(
    animal: String, recording: String, group: String, dose: String = "", session: String = "",
    factors: [String: String] = [:], outcome: Outcome, bins: [TimeBin] = []
  ) {
    self.animal = animal
    self.recording = recording
    self.group = group
    self.dose = dose
    self.session = session
    self.factors = factors
    self.outcome = outcome
    self.bins = bins
  }
}

/// The measures of an animal that groups are compared by.
public struct Measures: Sendable, Equatable {
  /// Immobile time in the analysis window, seconds.
  public var immobile: Double
  /// Latency to the first immobile bout, seconds.
  public var latency: Double
  /// Whether there was no immobile bout before the window's end, so that the latency is at least that.
  public var latencyIsCensored: Bool
  /// Immobile bouts.
  public var bouts: Double
  /// Mean length of the immobile bouts, seconds; `nil` without a bout.
  public var boutMean: Double?
  /// Highly mobile time (climbing, struggling), seconds; `nil` where it is not known.
  public var highlyMobile: Double?
  /// Time of the window without evidence, seconds.
  public var unscored: Double
  /// The analysis window's length, seconds.
  public var window: Double

  /// Makes measures of their parts.
  public init(
    immobile: Double, latency: Double, latencyIsCensored: Bool = false, bouts: Double,
    boutMean: Double? = nil, highlyMobile: Double? = nil, unscored: Double = 0, window: Double
  ) {
    self.immobile = immobile
    self.latency = latency
    self.latencyIsCensored = latencyIsCensored
    self.bouts = bouts
    self.boutMean = boutMean
    self.highlyMobile = highlyMobile
    self.unscored = unscored
    self.window = window
  }

  /// The mean of several recordings, or animals; a latency is censored where any is.
  ///
  /// - Parameter all: not empty.
  static func mean(_ all: [Measures]) -> Measures {
    let count = Double(all.count)
    func mean(_ path: KeyPath<Measures, Double>) -> Double {
      all.reduce(0) { $0 + $1[keyPath: path] } / count
    }
    return Measures(
      immobile: mean(\.immobile), latency: mean(\.latency),
      latencyIsCensored: all.contains { $0.latencyIsCensored }, bouts: mean(\.bouts),
      boutMean: Moments.mean(all.compactMap(\.boutMean)),
      highlyMobile: Moments.mean(all.compactMap(\.highlyMobile)), unscored: mean(\.unscored),
      window: mean(\.window))
  }
}

/// The measure that a figure is about.
public enum ComparedMeasure: String, Sendable, CaseIterable {
  /// Immobile time, seconds.
  case immobile = "immobile_s"
  /// Immobile time in percent of the scored time.
  case percent = "immobile_percent"
  /// Latency to the first immobile bout, seconds; the mean is restricted to the window's end.
  case latency = "latency_s"
  /// Number of immobile bouts.
  case bouts = "bout_count"
  /// Mean length of the immobile bouts, seconds.
  case boutMean = "bout_mean_s"
  /// Highly mobile time, seconds.
  case highlyMobile = "highly_mobile_s"

  /// Its value among measures; `nil` where it is not defined.
  public func value(of measures: Measures) -> Double? {
    switch self {
    case .immobile: measures.immobile
    case .percent:
      measures.window > measures.unscored
        ? 100 * measures.immobile / (measures.window - measures.unscored) : nil
    case .latency: measures.latency
    case .bouts: measures.bouts
    case .boutMean: measures.boutMean
    case .highlyMobile: measures.highlyMobile
    }
  }
}
