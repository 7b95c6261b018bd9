import Testing

@testable import ImmobilityCore

/// How much of an animal's immobile time hangs on the motion threshold.
@Suite struct ThresholdSensitivityTests {
  /// The notes of an animal whose changed fraction has a value for some seconds each, 10 samples a second,
  /// with a threshold of 10 %.
  private func notes(
    _ parts: [(percent: Int, seconds: Int)], window: ScoringSettings.Window? = nil,
    trialStart: Double = 0
  ) throws -> [QualityNote] {
    let changed = parts.flatMap { [Int](repeating: 10 * $0.percent, count: 10 * $0.seconds) }
    var trace = MadeTrace.constant(changed: changed, tick: (1, 10), lag: 1, longLag: 2)
    var settings = MadeTrace.plain(trace)
    settings.measure = .changed
    settings.motionThreshold = 10
    settings.smoothing = 0
    settings.window = window
    settings.trialStart = .at(trialStart)
    let covered = settings.coverage(ofRecordingWith: ["a"])
    trace.covered.start = covered.start
    return try trace.score(settings).animals[0].quality.filter { $0.flag == "threshold_sensitive" }
  }

  @Test func stillnessAndClearMovementHaveNone() throws {
    #expect(try notes([(0, 30), (40, 30), (2, 40)]).isEmpty)
    #expect(try notes([(0, 100)]).isEmpty)
    #expect(try notes([(100, 100)]).isEmpty)
  }

  @Test func movementJustAboveTheThresholdIsTold() throws {
    // 15 % higher, 11.5, all of the 20 s at 11 % would be immobile; 12 % would not.
    let told = try #require(try notes([(0, 30), (11, 20), (50, 50)]).first)
    #expect(told.start == 0 && told.end == 100)
    #expect(told.detail.hasPrefix("immobile 30 s with a motion threshold 15 % lower and 50 s with"))
    #expect(told.detail.contains("instead of 30 s"))
    #expect(try notes([(0, 30), (12, 20), (50, 50)]).isEmpty)
  }

  @Test func movementJustBelowTheThresholdIsTold() throws {
    // 15 % lower is 8.5.
    let told = try #require(try notes([(0, 30), (9, 20), (50, 50)]).first)
    #expect(told.detail.hasPrefix("immobile 30 s with a motion threshold 15 % lower and 50 s with"))
    #expect(told.detail.contains("instead of 50 s"))
    #expect(try notes([(0, 30), (8, 20), (50, 50)]).isEmpty)
  }

  /// Three seconds of a hundred are told, two are not; of ten seconds one is.
  @Test func whatIsLittleBesideTheWindowIsNotTold() throws {
    #expect(try notes([(0, 40), (11, 3), (50, 57)]).count == 1)
    #expect(try notes([(0, 40), (11, 2), (50, 58)]).isEmpty)
    #expect(try notes([(0, 4), (11, 1), (50, 5)]).count == 1)
  }

  @Test func onlyTheWindowCounts() throws {
    let parts = [(0, 30), (11, 20), (50, 50)]
    #expect(try notes(parts, window: .init(start: 50, end: 100)).isEmpty)
    let told = try #require(try notes(parts, window: .init(start: 40, end: 90)).first)
    #expect(told.start == 40 && told.end == 90)
    #expect(told.detail.contains("and 10 s with"))
  }

  /// Its times count from the trial's start as all others do.
  @Test func timesCountFromTheTrialsStart() throws {
    let parts = [(0, 30), (11, 20), (50, 50)]
    let told = try #require(try notes(parts, trialStart: 20).first)
    #expect(told.start == 0 && told.end == 80)
    #expect(told.detail.hasPrefix("immobile 10 s with"))
  }
}
