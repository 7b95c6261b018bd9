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

  @Test func weakestOfTheTrialIsOne() throws {
    let found = change([1, 0.5, 0.75])
    let gains = try #require(found.gains)
    #expect(gains[0] == 2 && gains[20] == 1 && gains[59] == 1.5)
    #expect(found.flags[0].isEmpty)
    #expect(found.flags[20] == .contrastChange && found.flags[59] == .contrastChange)
    #expect(SampleFlags.contrastChange.isDisjoint(with: .noEvidence))
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
    let found = change([1, 0, 0.5])
    #expect(try #require(found.gains)[20] == 1)
    #expect(found.flags[20] == .contrastUncertain && found.flags[40] == .contrastChange)
    let alone = change([0, 1])
    #expect(alone.gains == nil)
    #expect(alone.flags[0] == .contrastUncertain && alone.flags[30].isEmpty)
  }

  @Test func whatTheLadderDoesNotReachIsFlagged() {
    #expect(change([1, 0.41]).gains != nil, "16 / 0.41 is below its last rung")
    let found = change([1, 0.39])
    #expect(found.gains == nil)
    #expect(found.flags[0].isEmpty && found.flags[30] == .contrastUncertain)
    #expect(change([1, 0.6], threshold: 28).gains == nil)
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
          trace.arenas[0][keyPath: lag].changed.append(UInt32(1000 * (most - rung) / most))
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
