/// A behavioural test with its trial length, analysis window and classifier defaults.
public enum TestProtocol: String, Sendable, CaseIterable {
  /// Mouse forced swim test: 360 s, scored from 120 to 360 s.
  case fstMouse = "fst-mouse"
  /// Rat forced swim test, first day: 900 s, all scored.
  case fstRatPretest = "fst-rat-pretest"
  /// Rat forced swim test, second day: 300 s, all scored.
  case fstRatTest = "fst-rat-test"
  /// Mouse tail suspension test: 360 s, all scored.
  case tstMouse = "tst-mouse"
  /// Conditioned freezing: the whole recording.
  case freezing

  /// The protocol's settings.
  public var settings: ScoringSettings {
    var settings = ScoringSettings(protocolName: rawValue)
    switch self {
    case .fstMouse:
      settings.trialLength = 360
      settings.window = .init(start: 120, end: 360)
    case .fstRatPretest: settings.trialLength = 900
    case .fstRatTest: settings.trialLength = 300
    case .tstMouse:
      settings.trialLength = 360
      // A hanging animal swings faster than a floating one drifts.
      settings.motionThreshold = 45
    case .freezing:
      // A slowly walking animal moves smoothly, and is not immobile.
      settings.measure = .movement
      settings.motionThreshold = 0.6
    }
    return settings
  }
}
