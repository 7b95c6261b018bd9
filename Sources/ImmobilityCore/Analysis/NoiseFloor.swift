/// The pixel threshold that a recording's own noise asks for.
///
/// Excess motion sums by how much differences exceed the threshold and takes the noise's own part away,
/// so it stands a low threshold; the changed fraction counts each pixel that noise carries over the
/// threshold, so it needs a high one. The constants are those that held for every recording of the
/// accuracy corpus.
public struct NoiseFloor: Sendable, Equatable {
  /// The pixel thresholds that are counted, grey levels; a threshold given by hand is added. They lie
  /// close together where excess motion chooses: a tenth off what the noise asks for, and gentle
  /// swimming in a noisy picture is lost or still water moves.
  public static let ladder: [UInt8] = [12, 16, 18, 20, 22, 25, 28, 40]
  /// The rungs between that only excess motion chooses: for the changed fraction, which no noise is
  /// taken from, they lie too close to what noise carries over them.
  private static let betweenRungs: Set<UInt8> = [18, 22]

  /// The threshold is this many times the noise.
  public var multiple: Double
  /// The lowest threshold chosen: below it codecs' own changes count, grey levels.
  public var least: Double
  /// The highest threshold chosen: above it too little of an animal is left, grey levels.
  public var most: Double
  /// The recording's noise: the median of its arenas', the standard deviation of the differences that
  /// noise alone makes, grey levels.
  public var noise: Double
  private let measure: MotionMeasure

  /// The floor for a measure and the noise of a recording's arenas, grey levels.
  public init(measure: MotionMeasure, noise: [Double]) {
    let sorted = noise.sorted()
    let middle = sorted.count / 2
    self.noise =
      sorted.isEmpty
      ? 0 : sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    self.measure = measure
    switch measure {
    case .excess: (multiple, least, most) = (2.5, 16, 28)
    case .changed, .meanAbsDiff: (multiple, least, most) = (5.5, 12, 40)
    }
  }

  /// The threshold of a ladder for `multiple` times the noise, held inside `least ... most`: for excess
  /// motion the nearest, the lower of two; otherwise the lowest that is not below it, or the last.
  ///
  /// - Precondition: the ladder holds a threshold.
  public func pixelThreshold(ladder: [UInt8]) -> UInt8 {
    let wanted = min(max(multiple * noise, least), most)
    guard measure == .excess else {
      return ladder.first { Double($0) >= wanted && !Self.betweenRungs.contains($0) }
        ?? ladder[ladder.count - 1]
    }
    return ladder.reduce(ladder[0]) { best, rung in
      abs(Double(rung) - wanted) < abs(Double(best) - wanted) ? rung : best
    }
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
        + "of \(Rounding.text(multiple * noise, places: 0)), above the highest of "
        + "\(Rounding.text(most, places: 0)): do not rely on these scores; film with more light")
  }
}
