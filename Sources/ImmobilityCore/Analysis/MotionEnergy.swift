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
  ///   - contrast: `[sample]`: how strong the contrast is beside that of one light; `nil` where it
  ///     stays.
  ///   - trial: the part of the recording that the animal's own size is taken from, seconds.
  init(
    trace: Trace, arena: Int, threshold: RungPosition, settings: ScoringSettings,
    artefacts: [SampleFlags], contrast: [Double]? = nil, trial: Range<Double>
  ) {
    let measures = trace.arenas[arena]
    percent = []
    flags = artefacts
    flagLags(trace: trace, settings: settings)
    switch settings.measure {
    case .excess:
      let depths =
        contrast.map {
          Depths(
            trace: trace, arena: arena, threshold: threshold.level(in: trace.pixelThresholds),
            ladder: trace.ladder(settings), contrast: $0)
        } ?? Depths(trace: trace, arena: arena, threshold: threshold)
      readExcess(depths, trace: trace, settings: settings, trial: trial)
    case .changed:
      let rungs = trace.pixelThresholds.count
      let pixels = Double(measures.pixelCount)
      read { 100 * Double(measures.short.changed[$0 * rungs + threshold.below]) / pixels }
    case .meanAbsDiff:
      read {
        100 * (Double(measures.short.meanDifference[$0]) / Comparisons.differenceUnits) / 255
      }
    }
  }

  /// Adds what was met while reading and what the real lags tell.
  private mutating func flagLags(trace: Trace, settings: ScoringSettings) {
    let lag = trace.shortLag
    let longLag = settings.measure == .excess ? trace.longLag : lag
    // Nearly all samples have the lags of the one before.
    var ticks: Int64 = -1
    var longTicks: Int64 = -1
    var known: SampleFlags = []
    flags.withUnsafeMutableBufferPointer { flags in
      for sample in flags.indices {
        flags[sample].formUnion(trace.readingFlags[sample])
        guard flags[sample].isDisjoint(with: Self.withoutValue) else { continue }
        if lag.real[sample] != ticks || longLag.real[sample] != longTicks {
          ticks = lag.real[sample]
          longTicks = longLag.real[sample]
          known = Self.flags(
            trace.timeBase, (lag, ticks), (longLag, longTicks), settings: settings)
        }
        flags[sample].formUnion(known)
      }
    }
  }

  /// What the real lags of a sample tell, ticks.
  private static func flags(
    _ timeBase: TimeBase, _ lag: (track: LagTrack, real: Int64),
    _ longLag: (track: LagTrack, real: Int64), settings: ScoringSettings
  ) -> SampleFlags {
    guard lag.real > 0, longLag.real > 0 else { return .noEarlierFrame }
    var flags: SampleFlags = []
    let short = timeBase.seconds(lag.real)
    let long = timeBase.seconds(longLag.real)
    if settings.cleaning.contains(.gaps),
      isStretched(short, lag.track) || isStretched(long, longLag.track)
    {
      flags.insert(.timeGap)
    }
    if settings.measure == .excess, long < leastLagRatio * short - timeTolerance {
      flags.insert(.lagsTooClose)
    }
    return flags
  }

  /// Samples that were met like this were not compared.
  private static let withoutValue: SampleFlags = [.decodeError, .duplicatedFrame]

  private static func isStretched(_ real: Double, _ lag: LagTrack) -> Bool {
    real > mostLagStretch * lag.asked + timeTolerance
  }

  private mutating func read(_ value: (Int) -> Double) {
    let missing = Self.withoutValue.union(.noEarlierFrame)
    percent = flags.indices.map { flags[$0].isDisjoint(with: missing) ? value($0) : nil }
  }

  /// Excess motion: `100 (D_s - k carried(D_l)) / S` with the depths D at the short and the long lag and
  /// the animal's own size S; see `carried`.
  private mutating func readExcess(
    _ depths: Depths, trace: Trace, settings: ScoringSettings, trial: Range<Double>
  ) {
    let hidden = SampleFlags.noEvidence.union(Self.withoutValue)
    var seen: [Double] = []
    seen.reserveCapacity(flags.count)
    for sample in trace.samples(in: trial) where flags[sample].isDisjoint(with: hidden) {
      seen.append(depths.long[sample])
    }
    let size = OwnSize.size(seen)
    sizeIsUnseen = OwnSize.isUnseen(seen)
    let constant = settings.excessConstant
    let (shortLag, longLag) = (trace.shortLag.real, trace.longLag.real)
    // All samples in one plain loop; what has no value is left out afterwards.
    let energies = depths.short.withUnsafeBufferPointer { short in
      depths.long.withUnsafeBufferPointer { long in
        [Double](unsafeUninitializedCapacity: trace.count) { energies, used in
          var first = 0
          while first < trace.count {
            // Nearly all samples have the lags of the one before.
            let (ticks, longTicks) = (shortLag[first], longLag[first])
            var end = first + 1
            while end < trace.count, shortLag[end] == ticks, longLag[end] == longTicks { end += 1 }
            let ratio = Double(ticks) / Double(longTicks)
            for sample in first..<end {
              let carried = Self.carried(long[sample], ratio: ratio, size: size)
              energies[sample] = 100 * (short[sample] - constant * carried) / size
            }
            first = end
          }
          used = trace.count
        }
      }
    }
    read { energies[$0] }
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
  @inline(__always)
  static func carried(_ long: Double, ratio: Double, size: Double) -> Double {
    let most = mostCarried * size
    let depth = min(long, most)
    return ratio * depth / (1 - (1 - ratio) * depth / most)
  }
}

extension Trace {
  /// The samples whose times lie in a stretch, seconds.
  func samples(in stretch: Range<Double>) -> Range<Int> {
    /// The first sample that is not before a time.
    func first(from time: Double) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if self.time(of: middle) < time { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(from: stretch.lowerBound)
    return start..<max(start, first(from: stretch.upperBound))
  }
}

extension LagTrack {
  /// Whether this is the lag that was asked for, seconds.
  func answers(_ lag: Double) -> Bool { abs(lag - asked) <= MotionEnergy.timeTolerance }
}
