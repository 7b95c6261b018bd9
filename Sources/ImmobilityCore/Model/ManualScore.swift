/// What one scorer, a person or a program, says about one animal in one recording.
///
/// Times are seconds of the recording as a player shows them. The score says where it was read, so that
/// whoever finds it at odds with something else can name file and line.
public struct ManualScore: Sendable, Equatable {
  /// The recording, as the score names it.
  public var recording: String
  /// The animal, where the score names one.
  public var animal: String?
  /// The arena, where the score names one apart from the animal.
  public var arena: String?
  /// The scorer, where the score names one.
  public var rater: String?
  /// What was observed.
  public var observation: Observation
  /// The stretch of the recording that was scored; `nil` where the score does not say. Outside of
  /// it nothing is known, inside of it what is not immobile was seen to be mobile.
  public var window: TimeSpan?
  /// The parts of the window without a judgement.
  public var unscored: TimeSpans
  /// The file that the score was read from, as the user gave it.
  public var path: String
  /// The line on which the score begins there, from 1.
  public var line: Int

  /// The three ways of scoring by hand.
  public enum Observation: Sendable, Equatable {
    /// Times of immobility, united; other behaviours (swimming, climbing) as they were written.
    case bouts(immobile: TimeSpans, others: [LabelledSpan])
    /// One behaviour for each interval of the recording.
    case intervals([IntervalSample])
    /// Nothing but the immobile seconds in the window.
    case total(seconds: Double)
  }

  /// Makes a score of its parts; see the properties for units.
  public init(
    recording: String, animal: String? = nil, arena: String? = nil, rater: String? = nil,
    observation: Observation, window: TimeSpan? = nil, unscored: TimeSpans = TimeSpans(),
    path: String, line: Int
  ) {
    self.recording = recording
    self.animal = animal
    self.arena = arena
    self.rater = rater
    self.observation = observation
    self.window = window
    self.unscored = unscored
    self.path = path
    self.line = line
  }

  /// When the animal was immobile; `nil` where only a total is known. Intervals count whole.
  public var immobile: TimeSpans? {
    switch observation {
    case .bouts(let immobile, _): immobile
    case .intervals(let samples):
      TimeSpans(uniting: samples.filter(\.isImmobile).map(\.span))
    case .total: nil
    }
  }
}

/// A stretch of time and the behaviour that a scorer wrote for it.
public struct LabelledSpan: Sendable, Equatable {
  /// The behaviour, as written.
  public var behaviour: String
  /// When, seconds from the recording's first frame.
  public var span: TimeSpan

  /// Makes a labelled stretch of time.
  public init(behaviour: String, span: TimeSpan) {
    self.behaviour = behaviour
    self.span = span
  }
}

/// One interval of time sampling, such as five seconds of the modified rat swim test.
public struct IntervalSample: Sendable, Equatable {
  /// The behaviour, as written.
  public var behaviour: String
  /// Whether that behaviour counts as immobile.
  public var isImmobile: Bool
  /// The interval, seconds from the recording's first frame.
  public var span: TimeSpan

  /// Makes a sample.
  public init(behaviour: String, isImmobile: Bool, span: TimeSpan) {
    self.behaviour = behaviour
    self.isImmobile = isImmobile
    self.span = span
  }
}

/// Something about a score that its reader has to know: nothing is settled silently.
public struct ScoreWarning: Sendable, Equatable, CustomStringConvertible {
  /// The file, as the user gave it.
  public var path: String
  /// The line, from 1; `nil` where the whole file is meant.
  public var line: Int?
  /// What was found and what was made of it.
  public var message: String

  /// Makes a warning about a file.
  public init(path: String, line: Int?, message: String) {
    self.path = path
    self.line = line
    self.message = message
  }

  /// `path: line 3: message`.
  public var description: String {
    path + ": " + (line.map { "line \($0): " } ?? "") + message
  }
}
