/// The motion energy of one arena: what the classifier reads, sample by sample.
struct MotionEnergy {
  /// `[sample]`: energy in percent; `nil` where the sample has no value at the lags asked for. Of excess
  /// motion it may be negative.
  var percent: [Double?]
  /// `[sample]`: why a sample is no evidence, and what was met while reading.
  var flags: [SampleFlags]
  /// Whether the arena holds too little movement to measure the animal's own size by: excess motion
  /// then says immobile, rightly or because the animal is very small in its arena.
  private(set) var sizeIsUnseen = false

  /// A real lag may be this many times the one asked for before the sample counts as a gap.
  static let mostLagStretch = 2.0
  /// Excess motion needs a long lag of at least this many short lags.
  static let leastLagRatio = 2.0
  /// Time stamps that are nearer than this are the same time, seconds.
  static let timeTolerance = 1e-6

  /// Reads the measure that `settings` name from the trace of the arena with index `arena`.
  ///
  /// - Parameters:
  ///   - threshold: the pixel threshold.
  ///   - artefacts: `[sample]`: what else keeps samples from being evidence.
  ///   - trial: the part of the recording that the animal's own size is taken from, seconds.
  init(
    trace: Trace, arena: Int, threshold: RungPosition, settings: ScoringSettings,
    artefacts: [SampleFlags],
    trial: Range<Double>
  ) {
    let measures = trace.arenas[arena]
    let readsLong = settings.measure != .excess && !trace.shortLag.answers(settings.lag)
    let (lag, comparisons) =
      readsLong ? (trace.longLag, measures.long) : (trace.shortLag, measures.short)
    percent = [Double?](repeating: nil, count: trace.count)
    flags = trace.readingFlags
    for sample in 0..<trace.count { flags[sample].formUnion(artefacts[sample]) }
    let findsGaps = settings.cleaning.contains(.gaps)
    for sample in 0..<trace.count where flags[sample].isDisjoint(with: Self.withoutValue) {
      let ticks = lag.real[sample]
      let longTicks = settings.measure == .excess ? trace.longLag.real[sample] : ticks
      guard ticks > 0, longTicks > 0 else {
        flags[sample].insert(.noEarlierFrame)
        continue
      }
      let short = trace.timeBase.seconds(ticks)
      let long = trace.timeBase.seconds(longTicks)
      if findsGaps, Self.isStretched(short, lag) { flags[sample].insert(.timeGap) }
      guard settings.measure == .excess else { continue }
      if findsGaps, Self.isStretched(long, trace.longLag) { flags[sample].insert(.timeGap) }
      if long < Self.leastLagRatio * short - Self.timeTolerance {
        flags[sample].insert(.lagsTooClose)
      }
    }
    switch settings.measure {
    case .excess:
      readExcess(
        trace: trace, arena: arena, threshold: threshold, settings: settings, trial: trial)
    case .changed:
      let rungs = trace.pixelThresholds.count
      let pixels = Double(measures.pixelCount)
      read { 100 * Double(comparisons.changed[$0 * rungs + threshold.below]) / pixels }
    case .meanAbsDiff:
      let pixels = Double(measures.pixelCount)
      read { 100 * (Double(comparisons.absoluteDifference[$0]) / pixels) / 255 }
    }
  }

  /// Samples that were met like this were not compared.
  private static let withoutValue: SampleFlags = [.decodeError, .duplicatedFrame]

  private static func isStretched(_ real: Double, _ lag: LagTrack) -> Bool {
    real > mostLagStretch * lag.asked + timeTolerance
  }

  private mutating func read(_ value: (Int) -> Double) {
    for sample in percent.indices where hasValue(sample) { percent[sample] = value(sample) }
  }

  private func hasValue(_ sample: Int) -> Bool {
    flags[sample].isDisjoint(with: Self.withoutValue.union(.noEarlierFrame))
  }

  /// Excess motion: `100 (D_s - k carried(D_l)) / S` with the depths D at the short and the long lag and
  /// the animal's own size S; see `carried`.
  private mutating func readExcess(
    trace: Trace, arena: Int, threshold: RungPosition, settings: ScoringSettings,
    trial: Range<Double>
  ) {
    let depths = Depths(trace: trace, arena: arena, threshold: threshold)
    let seen = flags.indices.filter {
      hasValue($0) && flags[$0].isDisjoint(with: .noEvidence) && trial.contains(trace.time(of: $0))
    }
    let longDepths = seen.map { depths.long($0) }
    let size = OwnSize.size(longDepths)
    sizeIsUnseen = OwnSize.isUnseen(longDepths)
    read { sample in
      let ratio = Double(trace.shortLag.real[sample]) / Double(trace.longLag.real[sample])
      let carried = Self.carried(depths.long(sample), ratio: ratio, size: size)
      return 100 * (depths.short(sample) - settings.excessConstant * carried) / size
    }
  }

  /// A silhouette that is carried ever further changes no more than this many own sizes.
  static let mostCarried = 4.0

  /// The depth at the short lag of a silhouette that is carried steadily and shows the depth `long` at
  /// the long lag, grey levels.
  ///
  /// Depth grows with the way `v tau` that it is carried as `D(tau) = M v tau / (w + v tau)`: in
  /// proportion while the way is short beside the silhouette's own details w, and no further than to M,
  /// here 4 own sizes. Without v and w that is `r d / (1 - (1 - r) d / M)` with `d = min(D_l, M)` and
  /// `r = tau_s / tau_l`.
  static func carried(_ long: Double, ratio: Double, size: Double) -> Double {
    let most = mostCarried * size
    let depth = min(long, most)
    return ratio * depth / (1 - (1 - ratio) * depth / most)
  }
}

/// The depths of an arena: the mean over its pixels of by how much differences exceed the pixel
/// threshold, less what noise alone makes, grey levels.
struct Depths {
  private let measures: ArenaTrace
  private let rungs: Int
  private let threshold: RungPosition
  private let noise: Double

  init(trace: Trace, arena: Int, threshold: RungPosition) {
    measures = trace.arenas[arena]
    rungs = trace.pixelThresholds.count
    self.threshold = threshold
    noise = measures.noiseDepth.isEmpty ? 0 : threshold.between(measures.noiseDepth, from: 0)
  }

  /// Over the short lag.
  func short(_ sample: Int) -> Double { depth(measures.short, sample) }

  /// Over the long lag.
  func long(_ sample: Int) -> Double { depth(measures.long, sample) }

  private func depth(_ comparisons: Comparisons, _ sample: Int) -> Double {
    let depth = threshold.between(comparisons.depth, from: sample * rungs)
    return max(0, depth / Comparisons.depthUnits - noise)
  }
}

/// A pixel threshold's place among the rungs of a trace: one of them, or between two.
struct RungPosition {
  /// The rung at or below the threshold.
  var below: Int
  /// The rung at or above it.
  var above: Int
  /// How far the threshold lies on the way from one to the other, 0-1.
  var part: Double

  /// A rung itself.
  init(rung: Int) { (below, above, part) = (rung, rung, 0) }

  /// The place between two rungs of the thresholds given, grey levels.
  init(threshold: UInt8, below: Int, above: Int, in thresholds: [UInt8]) {
    self.below = below
    self.above = above
    part = Double(threshold - thresholds[below]) / Double(thresholds[above] - thresholds[below])
  }

  /// The value at the threshold, on the straight line between those at both rungs; the first rung's
  /// value stands at `first`.
  func between<Value: BinaryInteger>(_ values: [Value], from first: Int) -> Double {
    let low = Double(values[first + below])
    return part == 0 ? low : low + part * (Double(values[first + above]) - low)
  }

  /// The same of real numbers.
  func between(_ values: [Double], from first: Int) -> Double {
    let low = values[first + below]
    return part == 0 ? low : low + part * (values[first + above] - low)
  }
}

extension LagTrack {
  /// Whether this is the lag that was asked for, seconds.
  func answers(_ lag: Double) -> Bool { abs(lag - asked) <= MotionEnergy.timeTolerance }
}
