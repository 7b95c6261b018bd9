/// The motion measures of one arena.
public struct ArenaTrace: Sendable, Equatable {
  /// The arena.
  public var arena: Arena
  /// The number of its pixels inside the picture.
  public var pixelCount: Int
  /// What changed in its pixels over the lag.
  public var changes: Comparisons
  /// The motion in its cells.
  public var cells: CellMotion
  /// The spread of the differences that the camera's noise alone makes: their standard deviation over
  /// the lag, grey levels; `nil` when nothing was compared.
  public var noise: Double?
  /// Whether an animal is in the arena.
  public var presence: PresenceTrack

  /// Makes an arena's measures of their parts.
  public init(
    arena: Arena, pixelCount: Int, changes: Comparisons = Comparisons(),
    cells: CellMotion = CellMotion(), noise: Double? = nil,
    presence: PresenceTrack = PresenceTrack()
  ) {
    self.arena = arena
    self.pixelCount = pixelCount
    self.changes = changes
    self.cells = cells
    self.noise = noise
    self.presence = presence
  }
}

/// What comparing each sample with an earlier one counted in one arena.
public struct Comparisons: Sendable, Equatable {
  /// `[sample * rungs + rung]`: pixels that changed by more than the rung's threshold.
  public var changed: CompactCounts
  /// `[sample]`: the mean of the absolute differences over all pixels of the arena, in units of
  /// 1 / `differenceUnits` grey level, rounded.
  public var meanDifference: [UInt16]
  /// `[sample]`: how the light changed.
  public var light: LightTrack

  /// A mean difference of one grey level.
  public static let differenceUnits = 256.0
  /// The most that a mean difference can be.
  public static let mostMeanDifference = UInt16(UInt8.max) * UInt16(differenceUnits)

  /// The mean of absolute differences that come to `sum` grey levels in all.
  public static func meanDifference(sum: UInt64, pixels: Int) -> UInt16 {
    guard pixels > 0 else { return 0 }
    let mean = (differenceUnits * Double(sum) / Double(pixels)).rounded()
    return UInt16(min(mean, Double(mostMeanDifference)))
  }

  /// Makes comparisons of their parts; see the properties for their shapes.
  public init(
    changed: CompactCounts = [], meanDifference: [UInt16] = [],
    light: LightTrack = LightTrack()
  ) {
    self.changed = changed
    self.meanDifference = meanDifference
    self.light = light
  }
}

/// What moved outside all arenas: nothing there is an animal's doing.
public struct BackgroundTrace: Sendable, Equatable {
  /// The number of pixels looked at; 0 when the arenas leave too few.
  public var pixelCount: Int
  /// The parts of the picture that the pixels were divided into.
  public var cellCount: Int
  /// `[sample * rungs + rung]`: pixels that changed over the lag.
  public var changed: CompactCounts
  /// `[sample]`: parts of the picture in which much changed over the lag.
  public var cellsChanged: [UInt8]
  /// `[sample]`: parts of the picture in which something changed over the lag that noise does not make:
  /// edges that were pushed by a pixel or two.
  public var cellsStirred: [UInt8]

  /// Makes the background's measures of their parts.
  public init(
    pixelCount: Int = 0, cellCount: Int = 0, changed: CompactCounts = [],
    cellsChanged: [UInt8] = [], cellsStirred: [UInt8] = []
  ) {
    self.pixelCount = pixelCount
    self.cellCount = cellCount
    self.changed = changed
    self.cellsChanged = cellsChanged
    self.cellsStirred = cellsStirred
  }
}

/// How much of an arena looks otherwise than at the first and at the last sample, at intervals of
/// about a second: what tells an empty arena from one with an animal.
public struct PresenceTrack: Sendable, Equatable {
  /// An animal covers at least this part of its arena, 0-1: what differs by less looks alike.
  public static let leastCover = 0.01

  /// `[snapshot]`: the sample at which the arena was looked at.
  public var samples: [Int]
  /// `[snapshot]`: the part of the arena that differs from the first snapshot, 0-1.
  public var fromFirst: [Double]
  /// `[snapshot]`: the part of the arena that differs from the last snapshot, 0-1.
  public var fromLast: [Double]
  /// `[snapshot]`: the part of the arena that differs from the first snapshot here and nearly always
  /// from here on (among the snapshots that are not like the first), 0-1: what an animal that was there
  /// from the start leaves behind.
  public var lastingFromFirst: [Double]
  /// `[snapshot]`: the part of the arena that differs from the last snapshot here and nearly always
  /// up to here (among the snapshots that are not like the last), 0-1: what an animal covers that stays to
  /// the end.
  public var lastingFromLast: [Double]

  /// Makes a track of its parts; all have one value for each snapshot.
  public init(
    samples: [Int] = [], fromFirst: [Double] = [], fromLast: [Double] = [],
    lastingFromFirst: [Double] = [], lastingFromLast: [Double] = []
  ) {
    self.samples = samples
    self.fromFirst = fromFirst
    self.fromLast = fromLast
    self.lastingFromFirst = lastingFromFirst
    self.lastingFromLast = lastingFromLast
  }
}
