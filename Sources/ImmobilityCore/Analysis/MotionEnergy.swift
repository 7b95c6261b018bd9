/// The motion energy of one arena: what the classifier reads, sample by sample.
struct MotionEnergy {
  /// `[sample]`: energy in percent; `nil` where the sample has no value. Strokes are percent of the animal until
  /// they are divided by its vigour.
  private(set) var percent: [Double?]
  /// `[sample]`: why a sample is no evidence, and what was met while reading.
  private(set) var flags: [SampleFlags]

  /// A real lag may be this many times the one asked for before the sample counts as a gap.
  static let mostLagStretch = 2.0
  /// Time stamps that are nearer than this are the same time, seconds.
  static let timeTolerance = 1e-6

  /// Reads the measure that `settings` name from the trace of the arena with index `arena`.
  ///
  /// - Parameters:
  ///   - rung: the pixel threshold's place among the trace's, for `changed`.
  ///   - artefacts: `[sample]`: what else keeps samples from being evidence.
  init(
    trace: Trace, arena: Int, rung: Int, settings: ScoringSettings, artefacts: [SampleFlags]
  ) {
    let measures = trace.arenas[arena]
    percent = []
    flags = artefacts
    flagLags(trace.lag(of: settings.measure), trace: trace, settings: settings)
    switch settings.measure {
    case .strokes: readCells(measures.cells.strokes, trace: trace)
    case .movement: readCells(measures.cells.movement, trace: trace)
    case .changed:
      let rungs = trace.pixelThresholds.count
      let pixels = Double(measures.pixelCount)
      read { 100 * Double(measures.changes.changed[$0 * rungs + rung]) / pixels }
    case .meanAbsDiff:
      read {
        100 * (Double(measures.changes.meanDifference[$0]) / Comparisons.differenceUnits) / 255
      }
    }
  }

  /// Adds what was met while reading and what the real lags tell.
  private mutating func flagLags(_ lag: LagTrack, trace: Trace, settings: ScoringSettings) {
    // Nearly all samples have the lag of the one before.
    var ticks: Int64 = -1
    var known: SampleFlags = []
    flags.withUnsafeMutableBufferPointer { flags in
      for sample in flags.indices {
        flags[sample].formUnion(trace.readingFlags[sample])
        guard flags[sample].isDisjoint(with: Self.withoutValue) else { continue }
        if lag.real[sample] != ticks {
          ticks = lag.real[sample]
          known = []
          if ticks <= 0 {
            known = .noEarlierFrame
          } else if settings.cleaning.contains(.gaps),
            trace.timeBase.seconds(ticks) > Self.mostLagStretch * lag.asked + Self.timeTolerance
          {
            known = .timeGap
          }
        }
        flags[sample].formUnion(known)
      }
    }
  }

  /// Samples that were met like this were not compared.
  private static let withoutValue: SampleFlags = [.decodeError, .duplicatedFrame]
  private static let missing: SampleFlags = [.decodeError, .duplicatedFrame, .noEarlierFrame]

  private mutating func read(_ value: (Int) -> Double) {
    percent = flags.indices.map { flags[$0].isDisjoint(with: Self.missing) ? value($0) : nil }
  }

  /// Reads a measure of the cells.
  ///
  /// What a window tells is about its middle: each sample has the value of the window whose middle is nearest
  /// to it, of two the later, and the flags of that window's end, if it lies in the window at all.
  private mutating func readCells(_ values: [UInt16], trace: Trace) {
    let own = flags
    let ends = own.indices.filter { own[$0].isDisjoint(with: Self.missing) }
    /// Twice the distance from a sample to the middle of a window, ticks: windows are often equally near.
    func distance(_ sample: Int, _ end: Int) -> Int64 {
      abs(2 * (trace.ticks[end] - trace.ticks[sample]) - trace.reach.real[end])
    }
    percent = [Double?](repeating: nil, count: own.count)
    guard !ends.isEmpty else { return }
    var nearest = 0
    for sample in own.indices {
      var least = distance(sample, ends[nearest])
      while nearest + 1 < ends.count {
        let next = distance(sample, ends[nearest + 1])
        guard next <= least else { break }
        nearest += 1
        least = next
      }
      let end = ends[nearest]
      guard least <= trace.reach.real[end] else { continue }
      percent[sample] = Double(values[end]) / CellMotion.units
      flags[sample] = own[end].subtracting(Self.ofTheSample)
        .union(own[sample].intersection(Self.ofTheSample))
    }
  }

  /// What is told of a sample by its own time, not by that of the window.
  private static let ofTheSample: SampleFlags = [.emptyArena, .timestampFilled, .duplicatedFrame]
}

extension MotionEnergy {
  /// Turns percent of the animal into percent of its vigour.
  mutating func divide(by vigour: Double) {
    percent = percent.map { $0.map { 100 * $0 / vigour } }
  }
}

extension Trace {
  /// The lags that a measure is read over.
  func lag(of measure: MotionMeasure) -> LagTrack { measure.isOfCells ? reach : lag }

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
