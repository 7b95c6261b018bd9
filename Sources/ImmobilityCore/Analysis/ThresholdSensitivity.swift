/// How much an animal's immobile time hangs on the motion threshold.
///
/// Where an animal either moves or keeps still, a threshold somewhat lower or higher gives the same bouts: on
/// the accuracy corpus 97 of 100 animals change by less than `worthwhile`. Where it does not, its motion lies about
/// the threshold for some time, and the result is only as good as the threshold.
struct ThresholdSensitivity {
  /// The thresholds tried lie this part below and above the one in force, 0-1.
  static let part = 0.15
  /// Immobile time that changes by less than this part of the window is worth no note, 0-1,
  static let worthwhile = 0.03
  /// nor by less than this, seconds.
  static let least = 1.0

  /// Immobile time at the lower and at the higher threshold, and at the one in force, seconds.
  let lower: Double
  let higher: Double
  let immobile: Double
  private let window: TimeSpan

  /// - Parameters:
  ///   - motion: the animal's motion, smoothed as the settings say.
  ///   - immobile: its immobile time by the settings, seconds.
  init(_ motion: SmoothedMotion, _ settings: ScoringSettings, immobile: Double) {
    func time(_ factor: Double) -> Double {
      var other = settings
      other.motionThreshold *= factor
      return motion.immobile(other)
    }
    lower = time(1 - Self.part)
    higher = time(1 + Self.part)
    self.immobile = immobile
    window = motion.window
  }

  /// The note about it, seconds from trial start; `nil` where the threshold hardly matters.
  ///
  /// - Parameter start: the trial's start, seconds of the recording.
  func note(start trialStart: Double) -> QualityNote? {
    let most = max(Self.worthwhile * window.duration, Self.least)
    let change = max(abs(lower - immobile), abs(higher - immobile))
    guard change >= most - Classification.durationTolerance else { return nil }
    let percent = Rounding.text(100 * Self.part)
    let (low, high, now) = (Self.text(lower), Self.text(higher), Self.text(immobile))
    return QualityNote(
      flag: "threshold_sensitive", start: window.start - trialStart,
      end: window.end - trialStart,
      detail: "immobile \(low) s with a motion threshold \(percent) % lower and \(high) s with one "
        + "\(percent) % higher, instead of \(now) s: it moves about as much as the threshold for some "
        + "time; look at it, and calibrate")
  }

  private static func text(_ seconds: Double) -> String { Rounding.text(seconds, places: 1) }
}
