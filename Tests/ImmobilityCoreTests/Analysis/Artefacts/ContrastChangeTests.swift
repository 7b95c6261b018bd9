import Testing

@testable import ImmobilityCore

@Suite struct ContrastChangeTests {
  /// A trace of 60 samples with these gains, in turn for as many samples each.
  private func trace(_ gains: [Double]) -> Trace {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 60))
    trace.contrastGain = (0..<60).map { UInt16(1024 * gains[$0 * gains.count / 60]) }
    return trace
  }

  private func flags(
    _ gains: [Double], samples: Range<Int> = 0..<60, measure: MotionMeasure = .strokes,
    cleaning: Cleaning = .all
  ) -> [SampleFlags] {
    ContrastChange(
      trace: trace(gains), samples: samples,
      settings: ScoringSettings(measure: measure, cleaning: cleaning)
    ).flags
  }

  @Test func nothingWhereNoLightStays() {
    var steady = trace([1, 0.5])
    steady.contrastGain = []
    #expect(
      ContrastChange(trace: steady, samples: 0..<60, settings: ScoringSettings()).flags.isEmpty)
    #expect(flags([0.7]).isEmpty, "the same all the time")
    #expect(flags([1, 0.5], samples: 0..<0).isEmpty)
  }

  @Test func otherLightThanAtTheStartIsFlagged() {
    let found = flags([1, 0.8, 1])
    #expect(found.count == 60)
    for sample in 0..<60 {
      #expect(found[sample] == ((20..<40).contains(sample) ? .contrastChange : []), "\(sample)")
    }
    #expect(SampleFlags.contrastChange.isDisjoint(with: .noEvidence))
  }

  @Test func strongerLightIsOtherLightToo() {
    let found = flags([0.5, 1])
    #expect(found[0].isEmpty && found[59] == .contrastChange)
  }

  @Test func smallChangeIsNone() {
    #expect(flags([1, 0.92]).allSatisfy { $0.isEmpty })
  }

  /// In all it is more than a tenth, from the middle neither end is far.
  @Test func aFlagStandsWheneverTheWholeChangeCounts() {
    #expect(flags([1, 1.06, 0.95]).contains(.contrastChange))
  }

  @Test(arguments: [(1.0, 1.04, false), (1, 1.06, true), (1.06, 1, true), (1, 1, false)])
  func contrastsAreToldApartFromHalfOfTheRatioOn(gain: Double, other: Double, isChange: Bool) {
    #expect(ContrastChange.isChange(gain, from: other) == isChange)
  }

  @Test func otherTrialsOfTheRecordingDoNotMatter() {
    let found = flags([1, 0.5, 0.95], samples: 40..<60)
    #expect(found.allSatisfy { $0.isEmpty })
    let trial = flags([1, 0.5, 0.95], samples: 20..<60)
    #expect(trial[..<40].allSatisfy { $0.isEmpty } && trial[40] == .contrastChange)
  }

  @Test func unknownContrastIsUncertain() {
    let found = flags([1, 0, 0.6])
    #expect(found[0].isEmpty && found[20] == .contrastUncertain && found[40] == .contrastChange)
    let alone = flags([0, 1])
    #expect(alone[0] == .contrastUncertain && alone[30].isEmpty)
    #expect(flags([0]).allSatisfy { $0 == .contrastUncertain })
  }

  @Test(arguments: MotionMeasure.allCases)
  func measuresThatKnowNoContrastAreUncertain(measure: MotionMeasure) {
    let found = flags([1, 0.5], measure: measure)
    #expect(found[59] == (measure.isOfCells ? .contrastChange : .contrastUncertain))
  }

  @Test func canBeSwitchedOff() {
    #expect(flags([1, 0.5], cleaning: Cleaning.all.subtracting(.light)).isEmpty)
  }
}
