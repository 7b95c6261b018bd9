/// One animal in one recording, with what the study says about it.
public struct Observation: Sendable, Equatable {
  /// The animal.
  public var animal: String
  /// The recording, for messages.
  public var recording: String
  /// The treatment group, such as `vehicle`.
  public var group: String
  /// The dose as written; empty where there is none. Its unit is the study's (mg/kg by custom).
  public var dose: String
  /// The session, such as `pretest`; empty where the study has none.
  public var session: String
  /// Further factors, such as `stress`: name to level.
  public var factors: [String: String]
  /// What was measured, or why nothing was.
  public var outcome: Outcome

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
    factors: [String: String] = [:], outcome: Outcome
  ) {
    self.animal = animal
    self.recording = recording
    self.group = group
    self.dose = dose
    self.session = session
    self.factors = factors
    self.outcome = outcome
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
  /// Time of the window without evidence, seconds.
  public var unscored: Double
  /// The analysis window's length, seconds.
  public var window: Double

  /// Makes measures of their parts.
  public init(
    immobile: Double, latency: Double, latencyIsCensored: Bool = false, bouts: Double,
    unscored: Double = 0, window: Double
  ) {
    self.immobile = immobile
    self.latency = latency
    self.latencyIsCensored = latencyIsCensored
    self.bouts = bouts
    self.unscored = unscored
    self.window = window
  }
}

/// The measure that a figure is about.
public enum ComparedMeasure: String, Sendable, CaseIterable {
  /// Immobile time, seconds.
  case immobile = "immobile_s"
  /// Latency to the first immobile bout, seconds.
  case latency = "latency_s"
  /// Number of immobile bouts.
  case bouts = "bout_count"

  /// Its value among measures.
  public func value(of measures: Measures) -> Double {
    switch self {
    case .immobile: measures.immobile
    case .latency: measures.latency
    case .bouts: measures.bouts
    }
  }
}
