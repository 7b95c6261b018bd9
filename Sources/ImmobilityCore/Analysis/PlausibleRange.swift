/// The immobile times of an animal that motion thresholds give which are about as good as the one in force.
///
/// No threshold fits all animals best: on the accuracy corpus the best one of an animal lies within a factor of
/// `factor` of the default for most animals. Edges of bouts are uncertain too, by `edge` of the window. Where
/// an animal either moves or keeps still the range is narrow; where it moves about as much as the threshold, the
/// result is only as good as the threshold.
struct PlausibleRange {
  /// The thresholds tried are this many times lower and higher than the one in force.
  static let factor = 1.6
  /// Added at both ends, part of the window, 0-1.
  static let edge = 0.025
  /// A range that reaches further from the immobile time than this part of the window gets a note, 0-1.
  static let worthwhile = 0.05

  /// The range, seconds; it holds the immobile time in force.
  let seconds: ClosedRange<Double>
  private let immobile: Double
  private let window: TimeSpan

  /// - Parameters:
  ///   - motion: the animal's motion, smoothed as the settings say.
  ///   - immobile: its immobile time by the settings, seconds.
  ///   - scored: for how long it was scored, seconds.
  init(_ motion: SmoothedMotion, _ settings: ScoringSettings, immobile: Double, scored: Double) {
    func time(_ factor: Double) -> Double {
      var other = settings
      other.motionThreshold *= factor
      return motion.immobile(other)
    }
    let times = [time(1 / Self.factor), immobile, time(Self.factor)]
    let edge = Self.edge * motion.window.duration
    let low = max(0, (times.min() ?? immobile) - edge)
    seconds = low...max(low, min(max(scored, immobile), (times.max() ?? immobile) + edge))
    self.immobile = immobile
    window = motion.window
  }

  /// The note about a wide range, seconds from trial start; `nil` where the threshold hardly matters.
  ///
  /// - Parameter start: the trial's start, seconds of the recording.
  func note(start trialStart: Double) -> QualityNote? {
    let most = max(immobile - seconds.lowerBound, seconds.upperBound - immobile)
    guard most >= Self.worthwhile * window.duration - Classification.durationTolerance else {
      return nil
    }
    let low = Rounding.text(seconds.lowerBound, places: 1)
    let high = Rounding.text(seconds.upperBound, places: 1)
    return QualityNote(
      flag: "threshold_sensitive", start: window.start - trialStart,
      end: window.end - trialStart,
      detail: "immobile time may lie between \(low) and \(high) s: for some time the animal moves "
        + "about as much as the motion threshold; look at it, and calibrate")
  }
}
