/// The motion in an arena's cells, relative to the animal in it.
///
/// A *cell* is a small square of the arena, 1/30 of its side, whose mean brightness stands for it. Around
/// each sample lies a *window* of 0.3 s. What varies in a cell within the window splits in two: what a
/// parabola in time explains (drifting, turning, a slow pendulum) and the rest (strokes, kicks). With `n`
/// frames in the window the cell's *variation* e is
/// - for strokes `sqrt(sum of squared residuals of the parabola / (n - 3))`,
/// - for movement `sqrt(sum of squared differences from the mean / (n - 1))`,
/// grey levels. The *amount* is `100 sum max(e - t, 0) / (K A)` percent of the animal, summed over the
/// arena's cells: K is the animal's contrast, A the number of cells that it covers, and t the larger of 2.5 times the cells'
/// noise and a part of the contrast (`strokesPart`, `movementPart`). So it depends neither on the frame rate
/// nor on the arena's size, the light, or the colour of the fur. Strokes are then read as a part of the
/// animal's own vigour (`Vigour`).
public struct CellMotion: Sendable, Equatable {
  /// `[sample]`: the amount of strokes, in units of 1 / `units` percent of the animal, rounded; at most 65,535.
  public var strokes: [UInt16]
  /// `[sample]`: the amount of movement, in the same units.
  public var movement: [UInt16]
  /// What the animal is measured by; `nil` when the recording was too short to tell.
  public var yardstick: Yardstick?

  /// One percent.
  public static let units = 100.0
  /// The length of the window, seconds.
  public static let window = 0.3
  /// A window holds at least so many frames, and is longer where the frame rate asks for it.
  public static let leastFrames = 5
  /// The cells along the side of a square arena.
  public static let cellsPerSide = 30.0
  /// Variation below this part of the contrast is no stroke, 0-1.
  public static let strokesPart = 0.05
  /// Variation below this part of the contrast is no movement, 0-1: breathing.
  public static let movementPart = 0.07
  /// Variation below so many times the cells' noise is noise.
  public static let noiseMultiple = 2.5

  /// Makes a track of its parts.
  public init(strokes: [UInt16] = [], movement: [UInt16] = [], yardstick: Yardstick? = nil) {
    self.strokes = strokes
    self.movement = movement
    self.yardstick = yardstick
  }

  /// What the animal is measured by: its contrast and size, and the cells' noise.
  public struct Yardstick: Sendable, Equatable {
    /// How far the animal's cells lie from what is behind it, grey levels.
    public var contrast: Double
    /// The number of cells that it covers.
    public var area: Double
    /// The standard deviation of the cells' noise, grey levels.
    public var noise: Double
    /// Whether the animal hardly left its place, so that contrast and size come from how it stands out there.
    public var isFromRest: Bool

    /// Makes a yardstick of its parts.
    public init(contrast: Double, area: Double, noise: Double, isFromRest: Bool) {
      self.contrast = contrast
      self.area = area
      self.noise = noise
      self.isFromRest = isFromRest
    }

    /// The least variation that counts, where `part` of the contrast is asked for, grey levels.
    public func threshold(part: Double) -> Double {
      max(CellMotion.noiseMultiple * noise, part * contrast)
    }
  }
}
