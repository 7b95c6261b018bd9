import ImmobilityCore

/// The settings that calibration tries.
///
/// The motion threshold has no list: it is tried over all the motion that the recordings hold, in steps
/// of a constant ratio, within `bounds`.
public struct SearchSpace: Sendable, Equatable {
  /// The measures tried, as far as the traces hold them.
  public var measures: [MotionMeasure]
  /// The widths of the moving mean, seconds.
  public var smoothing: [Double]
  /// The exit ratios.
  public var exitRatios: [Double]
  /// The shortest immobile bouts, seconds.
  public var minImmobile: [Double]
  /// Pixel thresholds of the measure `changed`; `nil` for all that every trace counted, and the one from
  /// the noise.
  public var pixelThresholds: [PixelThreshold]?
  /// The motion thresholds that measures may have, percent: less is noise, more is struggling. Measures that
  /// are not in it may have any.
  public var bounds: [MotionMeasure: ClosedRange<Double>]
  /// Steps of the motion threshold in a factor of ten.
  public var stepsPerDecade: Int
  /// Agreements that differ by less are the same.
  public var tolerance: Double
  /// The reaction delays of raters that are tried, seconds: from, to, step.
  public var delays: (from: Double, to: Double, step: Double)

  /// Makes a search space; without arguments the one that `calibrate` uses.
  public init(
    measures: [MotionMeasure] = [.strokes, .movement, .changed],
    smoothing: [Double] = [0.25, 0.4, 0.6, 0.8, 1.2], exitRatios: [Double] = [1, 1.25, 1.5, 2],
    minImmobile: [Double] = [0, 0.5, 1, 1.5, 2, 3], pixelThresholds: [PixelThreshold]? = nil,
    bounds: [MotionMeasure: ClosedRange<Double>] = [.strokes: 1...100, .movement: 0.1...20],
    stepsPerDecade: Int = 24,
    tolerance: Double = 0.005,
    delays: (from: Double, to: Double, step: Double) = (-0.5, 2.5, 0.1)
  ) {
    self.measures = measures
    self.smoothing = smoothing
    self.exitRatios = exitRatios
    self.minImmobile = minImmobile
    self.pixelThresholds = pixelThresholds
    self.bounds = bounds
    self.stepsPerDecade = stepsPerDecade
    self.tolerance = tolerance
    self.delays = delays
  }

  /// Whether both try the same.
  public static func == (left: SearchSpace, right: SearchSpace) -> Bool {
    left.measures == right.measures && left.smoothing == right.smoothing
      && left.exitRatios == right.exitRatios && left.minImmobile == right.minImmobile
      && left.pixelThresholds == right.pixelThresholds
      && left.bounds == right.bounds
      && left.stepsPerDecade == right.stepsPerDecade && left.tolerance == right.tolerance
      && left.delays == right.delays
  }

  /// The delays tried, seconds; 0 is one of them.
  var delayList: [Double] {
    let first = Int((delays.from / delays.step).rounded())
    let last = Int((delays.to / delays.step).rounded())
    return (min(first, 0)...max(last, 0)).map { Double($0) * delays.step }
  }

  /// The ways of reading motion, those of `settings` first: equal agreement leaves them as they are.
  func families(_ settings: ScoringSettings, traces: [Trace]) -> [Family] {
    var families: [Family] = []
    // Artefacts were looked for at the traces' lag, whatever the measure.
    let lag = traces.first?.lag.asked ?? settings.lag
    guard traces.allSatisfy({ $0.lag.asked.isNear(lag) }) else { return [] }
    for measure in [settings.measure] + measures
    where measures.contains(measure) && traces.allSatisfy({ $0.holds(measure) }) {
      for threshold in pixels(settings, traces, measure) {
        let family = Family(measure: measure, lag: lag, pixelThreshold: threshold)
        if !families.contains(family) { families.append(family) }
      }
    }
    return families
  }

  private func pixels(
    _ settings: ScoringSettings, _ traces: [Trace], _ measure: MotionMeasure
  ) -> [PixelThreshold] {
    let hasNoise = traces.allSatisfy { $0.arenas.allSatisfy { $0.noise != nil } }
    let counted = (traces.first?.pixelThresholds ?? []).filter { level in
      traces.allSatisfy { $0.pixelThresholds.contains(level) }
    }
    let all =
      pixelThresholds
      ?? (hasNoise ? [settings.pixelThreshold, .fromNoise] : []) + counted.map { .fixed($0) }
    // The other measures count no pixels: one threshold does for the search for artefacts.
    return measure == .changed ? all : Array(all.prefix(1))
  }

  /// The rules, those of `settings` first, then the fewer they change the earlier.
  func rules(_ settings: ScoringSettings) -> [Rules] {
    let own = Rules(settings)
    var all = [own]
    for width in smoothing {
      for ratio in exitRatios {
        for shortest in minImmobile {
          let rules = Rules(smoothing: width, exitRatio: ratio, minImmobile: shortest)
          if rules != own { all.append(rules) }
        }
      }
    }
    let changes = all.map { $0.changes(from: own) }
    return all.indices.sorted { (changes[$0], $0) < (changes[$1], $1) }.map { all[$0] }
  }
}

/// A way of reading motion: what makes another motion energy.
struct Family: Hashable, Sendable {
  var measure: MotionMeasure
  var lag: Double
  var pixelThreshold: PixelThreshold

  func apply(to settings: inout ScoringSettings) {
    settings.measure = measure
    settings.lag = lag
    settings.pixelThreshold = pixelThreshold
  }
}

extension PixelThreshold: Hashable {
  /// The threshold's place among others.
  public func hash(into hasher: inout Hasher) {
    if case .fixed(let level) = self { hasher.combine(level) }
  }
}

/// What turns a threshold's decisions into bouts.
struct Rules: Hashable, Sendable {
  var smoothing: Double
  var exitRatio: Double
  var minImmobile: Double

  init(smoothing: Double, exitRatio: Double, minImmobile: Double) {
    self.smoothing = smoothing
    self.exitRatio = exitRatio
    self.minImmobile = minImmobile
  }

  init(_ settings: ScoringSettings) {
    self.init(
      smoothing: settings.smoothing, exitRatio: settings.exitRatio,
      minImmobile: settings.minImmobile)
  }

  func apply(to settings: inout ScoringSettings) {
    settings.smoothing = smoothing
    settings.exitRatio = exitRatio
    settings.minImmobile = minImmobile
  }

  func changes(from other: Rules) -> Int {
    (smoothing == other.smoothing ? 0 : 1) + (exitRatio == other.exitRatio ? 0 : 1)
      + (minImmobile == other.minImmobile ? 0 : 1)
  }
}

extension Trace {
  /// Whether a measure can be read from every arena.
  fileprivate func holds(_ measure: MotionMeasure) -> Bool {
    // A table of another tracker's activity has no cells.
    if measure.isOfCells, !reach.real.contains(where: { $0 > 0 }) { return false }
    return arenas.allSatisfy { arena in
      switch measure {
      case .strokes: arena.cells.strokes.count == count
      case .movement: arena.cells.movement.count == count
      case .changed, .meanAbsDiff: true
      }
    }
  }
}

extension Double {
  /// Whether both are the same time but for rounding, seconds.
  fileprivate func isNear(_ other: Double) -> Bool { (self - other).magnitude <= 1e-6 }
}
