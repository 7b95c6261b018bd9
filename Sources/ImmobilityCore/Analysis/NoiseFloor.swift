/// The pixel threshold that a recording's own noise asks for.
///
/// The changed fraction counts each pixel that noise carries over the threshold, so it needs a high one.
/// Artefacts that are looked for beside the motion in cells need less.
public struct NoiseFloor: Sendable, Equatable {
  /// The pixel thresholds that are counted, grey levels; a threshold given by hand is added.
  public static let ladder: [UInt8] = [12, 16, 20, 24, 28, 40]

  /// The threshold is this many times the noise.
  public var multiple: Double
  /// The lowest threshold chosen: below it codecs' own changes count, grey levels.
  public var least: Double
  /// The highest threshold chosen: above it too little of an animal is left, grey levels.
  public var most: Double
  /// The recording's noise: the median of its arenas', the standard deviation of the differences that
  /// noise alone makes, grey levels.
  public var noise: Double

  /// The floor for a measure and the noise of a recording's arenas, grey levels.
  public init(measure: MotionMeasure, noise: [Double]) {
    let sorted = noise.sorted()
    let middle = sorted.count / 2
    self.noise =
      sorted.isEmpty
      ? 0 : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    switch measure {
    case .strokes, .movement: (multiple, least, most) = (2.5, 16, 28)
    case .changed, .meanAbsDiff: (multiple, least, most) = (5.5, 12, 40)
    }
  }

  /// The lowest rung that is not below `multiple` times the noise, held inside `least ... most`, or the last.
  ///
  /// - Precondition: the ladder holds a threshold.
  public func pixelThreshold(ladder: [UInt8]) -> UInt8 {
    let wanted = min(max(multiple * noise, least), most)
    return ladder.first { Double($0) >= wanted } ?? ladder[ladder.count - 1]
  }

  /// Whether the noise asks for more than the highest threshold.
  public var isTooNoisy: Bool { multiple * noise > most }

  /// The note about a recording that is too noisy, over a trial of a length, seconds.
  func note(trial: Double) -> QualityNote? {
    guard isTooNoisy else { return nil }
    return QualityNote(
      flag: "too_noisy", start: 0, end: trial,
      detail:
        "the noise of \(Rounding.text(noise, places: 1)) grey levels asks for a pixel threshold "
        + "of \(Rounding.text(multiple * noise, places: 1)), above the highest of "
        + "\(Rounding.text(most, places: 0)): do not rely on these scores; film with more light")
  }
}
