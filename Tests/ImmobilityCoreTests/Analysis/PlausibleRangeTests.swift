import Testing

@testable import ImmobilityCore

/// Between which times an animal's immobile time plausibly lies.
@Suite struct PlausibleRangeTests {
  private typealias Part = (percent: Int, seconds: Double)

  /// The score of an animal whose changed fraction has a value for some seconds each, 10 samples a second,
  /// with a threshold of 10 %: the others tried are 6.25 and 16 %.
  private func score(
    _ parts: [Part], window: ScoringSettings.Window? = nil, trialStart: Double = 0,
    damaged: Range<Int> = 0..<0
  ) throws -> AnimalScore {
    let changed = parts.flatMap {
      [Int](repeating: 10 * $0.percent, count: Int((10 * $0.seconds).rounded()))
    }
    var trace = MadeTrace.constant(changed: changed, tick: (1, 10), lag: 1)
    for sample in damaged { trace.readingFlags[sample] = .decodeError }
    var settings = MadeTrace.plain(trace)
    settings.motionThreshold = 10
    settings.window = window
    settings.trialStart = .at(trialStart)
    let covered = settings.coverage(ofRecordingWith: ["a"])
    trace.covered.start = covered.start
    return try trace.score(settings).animals[0]
  }

  private func notes(
    _ parts: [Part], window: ScoringSettings.Window? = nil, trialStart: Double = 0
  ) throws -> [QualityNote] {
    try score(parts, window: window, trialStart: trialStart).quality
      .filter { $0.flag == "threshold_sensitive" }
  }

  private func expect(_ range: ClosedRange<Double>?, _ low: Double, _ high: Double) throws {
    let range = try #require(range)
    #expect(abs(range.lowerBound - low) < 1e-9 && abs(range.upperBound - high) < 1e-9, "\(range)")
  }

  @Test func stillnessAndClearMovementAreSure() throws {
    let parts: [Part] = [(0, 30), (40, 30), (2, 40)]
    #expect(try notes(parts).isEmpty)
    // The edges alone: 2.5 % of the window.
    try expect(try score(parts).plausibleImmobile, 67.5, 72.5)
  }

  @Test func rangeLiesBetweenNothingAndAllThatWasScored() throws {
    try expect(try score([(0, 100)]).plausibleImmobile, 97.5, 100)
    try expect(try score([(100, 100)]).plausibleImmobile, 0, 2.5)
    try expect(try score([(0, 100)], damaged: 50..<100).plausibleImmobile, 92.5, 95)
    #expect(try notes([(0, 100)]).isEmpty && notes([(100, 100)]).isEmpty)
  }

  @Test func movementJustAboveTheThresholdIsTold() throws {
    let parts: [Part] = [(0, 30), (15, 20), (50, 50)]
    let told = try #require(try notes(parts).first)
    #expect(told.start == 0 && told.end == 100)
    #expect(told.detail.hasPrefix("immobile time may lie between 27.5 and 52.5 s"))
    let animal = try score(parts)
    #expect(abs(animal.immobile - 30) < 1e-9)
    try expect(animal.plausibleImmobile, 27.5, 52.5)
    // Just as much as the highest threshold is movement at that one too.
    #expect(try notes([(0, 30), (16, 20), (50, 50)]).isEmpty)
  }

  @Test func movementJustBelowTheThresholdIsTold() throws {
    let parts: [Part] = [(0, 30), (7, 20), (50, 50)]
    #expect(try notes(parts).count == 1)
    let animal = try score(parts)
    #expect(abs(animal.immobile - 50) < 1e-9)
    try expect(animal.plausibleImmobile, 27.5, 52.5)
    #expect(try notes([(0, 30), (6, 20), (50, 50)]).isEmpty)
  }

  /// With the edge of 2.5 % a note takes 2.5 s of 100.
  @Test func whatIsLittleBesideTheWindowIsNotTold() throws {
    #expect(try notes([(0, 40), (15, 2.5), (50, 57.5)]).count == 1)
    #expect(try notes([(0, 40), (15, 2.4), (50, 57.6)]).isEmpty)
    #expect(try notes([(0, 4), (15, 1), (50, 5)]).count == 1)
  }

  @Test func onlyTheWindowCounts() throws {
    let parts: [Part] = [(0, 30), (15, 20), (50, 50)]
    #expect(try notes(parts, window: .init(start: 50, end: 100)).isEmpty)
    let told = try #require(try notes(parts, window: .init(start: 40, end: 90)).first)
    #expect(told.start == 40 && told.end == 90)
    try expect(
      try score(parts, window: .init(start: 40, end: 90)).plausibleImmobile, 0, 11.25)
  }

  /// Its times count from the trial's start as all others do.
  @Test func timesCountFromTheTrialsStart() throws {
    let parts: [Part] = [(0, 30), (15, 20), (50, 50)]
    let told = try #require(try notes(parts, trialStart: 20).first)
    #expect(told.start == 0 && told.end == 80)
    try expect(try score(parts, trialStart: 20).plausibleImmobile, 8, 32)
  }

  @Test func oneSampleHasARange() throws {
    let one = try #require(try score([(0, 0.1)]).plausibleImmobile)
    #expect(one.lowerBound == 0)
  }
}
