import Testing

@testable import ImmobilityCore

@Suite struct ContrastChangeTests {
  private func settings(_ measure: MotionMeasure = .excess) -> ScoringSettings {
    ScoringSettings(measure: measure)
  }

  /// A trace of 60 samples with these gains, in turn for as many samples each.
  private func trace(_ gains: [Double]) -> Trace {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 60))
    trace.pixelThresholds = NoiseFloor.ladder
    trace.contrastGain = (0..<60).map { UInt16(1024 * gains[$0 * gains.count / 60]) }
    return trace
  }

  private func change(
    _ gains: [Double], threshold: Double = 16, samples: Range<Int> = 0..<60,
    _ settings: ScoringSettings? = nil
  ) -> ContrastChange {
    ContrastChange(
      trace: trace(gains), samples: samples, threshold: threshold,
      settings: settings ?? self.settings())
  }

  @Test func nothingWhereNoLightStays() {
    var trace = trace([1, 0.5])
    trace.contrastGain = []
    let found = ContrastChange(trace: trace, samples: 0..<60, threshold: 16, settings: settings())
    #expect(found.gains == nil && found.flags.isEmpty)
  }

  @Test func strongestLightKeepsItsThresholdWhereTheWeakestCan() throws {
    // 16 x 0.8 = 12.8 is above the lowest rung and the noise.
    let found = change([1, 0.8, 0.9])
    let gains = try #require(found.gains)
    #expect(gains[0] == 1 && abs(gains[20] - 0.8) < 0.001 && abs(gains[59] - 0.9) < 0.001)
    #expect(found.flags[0].isEmpty)
    #expect(found.flags[20] == .contrastChange && found.flags[59] == .contrastChange)
    #expect(SampleFlags.contrastChange.isDisjoint(with: .noEvidence))
  }

  @Test func weakestLightIsReadNoLowerThanTheLadderAndTheNoise() throws {
    // At 12, so that the strongest is read at 24.
    let gains = try #require(change([1, 0.5]).gains)
    #expect(gains[0] == 1.5 && gains[59] == 0.75)
    // 2.5 x 6 = 15 in the weakest, 15 / 0.75 = 20 in the strongest.
    var noisy = trace([1, 0.75])
    noisy.arenas[0].noise = 6
    let found = try #require(
      ContrastChange(trace: noisy, samples: 0..<60, threshold: 16, settings: settings()).gains)
    #expect(abs(16 * found[0] - 20) < 1e-9 && abs(16 * found[59] - 15) < 1e-9)
  }

  @Test func thresholdByHandOnlyRises() throws {
    var byHand = settings()
    byHand.pixelThreshold = .fixed(16)
    let gains = try #require(change([1, 0.75], byHand).gains)
    #expect(gains[59] == 1 && abs(gains[0] - 1 / 0.75) < 1e-9)
    #expect(change([1, 0.66], byHand).gains == nil, "16 / 0.66 is more than 1.5 x 16")
  }

  @Test func otherTrialsOfTheRecordingDoNotMatter() {
    let found = change([1, 0.5, 0.95], samples: 40..<60)
    #expect(found.gains == nil)
    #expect(found.flags.allSatisfy { $0.isEmpty })
  }

  @Test func smallChangeIsNone() {
    let found = change([1, 0.92])
    #expect(found.gains == nil && found.flags.allSatisfy { $0.isEmpty })
  }

  @Test func aFlagStandsWheneverSomethingIsReckoned() {
    // From the middle neither end is far.
    let found = change([1, 1.06, 0.95])
    #expect(found.gains != nil)
    #expect(found.flags.contains(.contrastChange))
  }

  @Test func unknownContrastIsFlaggedAndKeepsTheThreshold() throws {
    let found = change([1, 0, 0.6])
    #expect(try #require(found.gains)[20] == 1)
    #expect(found.flags[20] == .contrastUncertain && found.flags[40] == .contrastChange)
    let alone = change([0, 1])
    #expect(alone.gains == nil)
    #expect(alone.flags[0] == .contrastUncertain && alone.flags[30].isEmpty)
  }

  @Test func thresholdsThatWouldRiseTooFarAreFlagged() {
    #expect(change([1, 0.51]).gains != nil, "12 / 0.51 is below 1.5 x 16")
    let found = change([1, 0.49])
    #expect(found.gains == nil)
    #expect(found.flags[0].isEmpty && found.flags[30] == .contrastUncertain)
    // In a noisy picture the weakest light cannot be read lower, and the ladder ends at 40.
    var noisy = trace([1, 0.69])
    noisy.arenas[0].noise = 12
    let flags = ContrastChange(
      trace: noisy, samples: 0..<60, threshold: 28, settings: settings()
    ).flags
    #expect(flags[30] == .contrastUncertain)
  }

  @Test(arguments: [MotionMeasure.changed, .meanAbsDiff])
  func otherMeasuresAreFlagged(_ measure: MotionMeasure) {
    let found = change([1, 0.5], settings(measure))
    #expect(found.gains == nil && found.flags[59] == .contrastUncertain)
  }

  @Test func canBeSwitchedOff() {
    var off = settings()
    off.cleaning.remove(.light)
    let found = change([1, 0.5], off)
    #expect(found.gains == nil && found.flags.isEmpty)
  }

  /// Differences `g` times as large are read as those of the weaker light.
  @Test func depthsAreThoseOfTheWeakerLight() {
    // Differences spread evenly up to 60 grey levels, and up to 90 in the stronger light.
    func depth(_ threshold: Double, most: Double) -> Double {
      (most - threshold) * (most - threshold) / (2 * most)
    }
    var trace = trace([1.5, 1])
    trace.arenas[0].noiseDepth = NoiseFloor.ladder.map { _ in 0 }
    for lag in [\ArenaTrace.short, \.long] {
      trace.arenas[0][keyPath: lag].changed = []
      trace.arenas[0][keyPath: lag].depth = []
      for sample in 0..<60 {
        let most = sample < 30 ? 90.0 : 60
        for rung in NoiseFloor.ladder.map(Double.init) {
          trace.arenas[0][keyPath: lag].changed.append(UInt64(1000 * (most - rung) / most))
          trace.arenas[0][keyPath: lag].depth.append(
            UInt16(Comparisons.depthUnits * depth(rung, most: most)))
        }
      }
    }
    let depths = Depths(
      trace: trace, arena: 0, threshold: 16, ladder: NoiseFloor.ladder,
      contrast: (0..<60).map { $0 < 30 ? 1.5 : 1 })
    for sample in [0, 29, 30, 59] {
      #expect(abs(depths.short[sample] - depth(16, most: 60)) < 0.01)
      #expect(abs(depths.long[sample] - depth(16, most: 60)) < 0.01)
    }
  }
}
