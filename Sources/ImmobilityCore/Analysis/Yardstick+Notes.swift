extension CellMotion.Yardstick {
  /// From this part of the contrast on, noise hides strokes, 0-1.
  static let mostNoisePart = 0.12
  /// With less contrast, an animal is hard to tell from what is behind it, grey levels.
  static let leastContrast = 12.0

  /// The note about a recording whose noise hides motion, over a trial of a length, seconds.
  func noiseNote(trial: Double) -> QualityNote? {
    guard CellMotion.noiseMultiple * noise > Self.mostNoisePart * contrast else { return nil }
    return QualityNote(
      flag: "too_noisy", start: 0, end: trial,
      detail: "the picture's noise (\(Rounding.text(noise, places: 1)) grey levels in a cell) is "
        + "large beside the animal's contrast (\(Rounding.text(contrast, places: 0))): gentle "
        + "movements are lost; film with more light")
  }

  /// The note about an animal that hardly stands out, over a trial of a length, seconds.
  func contrastNote(trial: Double) -> QualityNote? {
    guard contrast < Self.leastContrast else { return nil }
    return QualityNote(
      flag: "low_contrast", start: 0, end: trial,
      detail: "nothing in the arena stands out by more than "
        + "\(Rounding.text(contrast, places: 0)) grey levels: check that the animal is there and can "
        + "be seen; do not rely on this score")
  }
}
