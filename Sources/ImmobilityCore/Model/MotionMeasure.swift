/// The per-sample measure of motion that the classifier reads (motion energy).
public enum MotionMeasure: String, Sendable, CaseIterable {
  /// Swimming strokes and struggling: what no smooth movement explains in the cells of the arena within 0.3 s,
  /// percent of the animal's own vigour; see `CellMotion` and `Vigour`.
  case strokes
  /// All movement: what changes at all in the cells of the arena within 0.3 s, percent of the animal; see `CellMotion`.
  case movement
  /// The changed fraction at the lag, percent of the arena.
  case changed
  /// The mean absolute difference at the lag, percent of 255 grey levels.
  case meanAbsDiff = "mean-abs-diff"

  /// Whether it is read from the arena's cells.
  public var isOfCells: Bool { self == .strokes || self == .movement }
}
