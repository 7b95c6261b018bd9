import Testing

@testable import ImmobilityCore

@Suite struct TraceScoringTests {
  /// Motion in runs, at irregular times.
  private func trace(seed: UInt64, samples: Int = 400) -> Trace {
    var generator = SeededGenerator(state: seed)
    var ticks: [Int64] = []
    var changed: [Int] = []
    var flags: [Int: SampleFlags] = [:]
    var now: Int64 = 0
    var level = 0
    for sample in 0..<samples {
      ticks.append(now)
      now += Int64.random(in: 20...60, using: &generator)
      if Int.random(in: 0..<300, using: &generator) == 0 { now += 2000 }
      if Int.random(in: 0..<25, using: &generator) == 0 {
        level = Int.random(in: 0..<30, using: &generator)
      }
      changed.append(max(0, level + Int.random(in: -3...3, using: &generator)))
      if Int.random(in: 0..<40, using: &generator) == 0 { flags[sample] = .decodeError }
    }
    return MadeTrace.at(
      ticks, changed: changed, tick: (1, 1000), lag: 66, longLag: 250, flags: flags,
      lastFrameDuration: 40)
  }

  private func settings(_ trace: Trace) -> ScoringSettings {
    var settings = MadeTrace.plain(trace)
    settings.smoothing = 0.4
    settings.minImmobile = 0.5
    settings.minMobile = 0.25
    settings.bin = 2
    return settings
  }

  @Test(arguments: UInt64(1)...20)
  func theFiguresAddUp(_ seed: UInt64) throws {
    let trace = trace(seed: seed)
    let score = try trace.score(settings(trace)).animals[0]
    let window = score.window.end - score.window.start
    let sum = score.immobile + score.mobile + score.highlyMobile + score.unscored
    #expect(abs(sum - window) < 1e-9)
    #expect(abs(score.bouts.map(\.duration).reduce(0, +) - window) < 1e-9)
    #expect(abs(score.bins.map(\.immobile).reduce(0, +) - score.immobile) < 1e-9)
    #expect(abs(score.bins.map(\.unscored).reduce(0, +) - score.unscored) < 1e-9)
    for (bout, next) in zip(score.bouts, score.bouts.dropFirst()) {
      #expect(bout.end == next.start)
      #expect(bout.state != next.state)
    }
    #expect(score.states.count == trace.count)
    #expect(score.boutCount == score.bouts.filter { $0.state == .immobile }.count)
  }

  @Test(arguments: UInt64(1)...10)
  func moreThresholdIsNeverLessImmobility(_ seed: UInt64) throws {
    let trace = trace(seed: seed)
    var settings = settings(trace)
    settings.minImmobile = 0
    settings.minMobile = 0
    var last = -1.0
    for threshold in stride(from: 0.0, through: 4, by: 0.25) {
      settings.motionThreshold = threshold
      let immobile = try trace.score(settings).animals[0].immobile
      #expect(immobile >= last)
      last = immobile
    }
  }

  @Test func whatLiesBeforeTheTrialDoesNotMatter() throws {
    var trace = trace(seed: 7)
    trace.covered.start = 5.01
    var settings = settings(trace)
    settings.trialStart = .at(5.01)
    settings.window = .init(start: 1, end: 6)
    let whole = try trace.score(settings).animals[0]
    // The same recording without the samples in front of the trial.
    let first = try #require(trace.ticks.lastIndex { $0 <= 5010 })
    var late = trace
    late.ticks.removeFirst(first)
    late.frames.removeFirst(first)
    late.readingFlags.removeFirst(first)
    late.shortLag.real.removeFirst(first)
    late.longLag.real.removeFirst(first)
    late.arenas[0].short.changed = CompactCounts(late.arenas[0].short.changed.dropFirst(first))
    late.arenas[0].long.changed = CompactCounts(late.arenas[0].long.changed.dropFirst(first))
    late.arenas[0].short.meanDifference.removeFirst(first)
    late.arenas[0].long.meanDifference.removeFirst(first)
    late.arenas[0].short.light = LightTrack(late.arenas[0].short.light.dropFirst(first))
    late.arenas[0].long.light = LightTrack(late.arenas[0].long.light.dropFirst(first))
    late.keyframes.removeFirst(first)
    late.background.changedShort = CompactCounts(late.background.changedShort.dropFirst(first))
    late.background.cellsChanged.removeFirst(first)
    late.background.cellsStirred.removeFirst(first)
    let alone = try late.score(settings).animals[0]
    #expect(alone.bouts == whole.bouts)
    #expect(alone.latency == whole.latency)
    #expect(alone.quality == whole.quality)
    #expect(alone.states == Array(whole.states[first...]))
  }

  @Test func aRecordingThatEndsEarlyLeavesTheRestUnscored() throws {
    let trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 100), tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.trialLength = 30
    settings.window = .init(start: 5, end: 30)
    let score = try trace.score(settings).animals[0]
    #expect(abs(score.immobile - 5) < 1e-9)
    #expect(abs(score.unscored - 20) < 1e-9)
    #expect(score.immobilePercent == 100)
    #expect(score.quality.contains { $0.flag == "recording_ends_early" })
  }

  @Test func stillnessThatTheRecordingsEndCutsShortIsUnscored() throws {
    // 9.5 s of movement, then half a second of stillness: whether a bout of a second begins there nobody knows.
    let trace = MadeTrace.constant(
      changed: [Int](repeating: 50, count: 285) + [Int](repeating: 0, count: 15))
    var settings = MadeTrace.plain(trace)
    settings.minImmobile = 1
    settings.window = .init(start: 0, end: 12)
    let cut = try trace.score(settings).animals[0]
    #expect(cut.bouts.map(\.state) == [.mobile, .unscored])
    #expect(abs(cut.unscored - 2.5) < 1e-9)
    #expect(
      abs(
        try trace.motion(of: 0, settings).smoothed(width: 0).states(settings).unscored.total - 2.5)
        < 1e-9)
    // A window that ends with the recording ends the trial.
    settings.window = .init(start: 0, end: 10)
    #expect(try trace.score(settings).animals[0].bouts.map(\.state) == [.mobile])
  }

  @Test func aTrialEndsTheAnalysis() throws {
    var trace = MadeTrace.constant(
      changed: [Int](repeating: 0, count: 50) + [Int](repeating: 100, count: 50), tick: (1, 10),
      lag: 1, longLag: 2)
    trace.covered.end = 5
    var settings = MadeTrace.plain(trace)
    settings.trialLength = 5
    let score = try trace.score(settings).animals[0]
    #expect(score.window == .init(start: 0, end: 5))
    #expect(score.immobile == 5)
    #expect(score.states[60] == .unscored)
    #expect(score.flags[60].contains(.outsideTrial))
  }

  @Test func windowsOutsideTheRecordingAreRefused() throws {
    let trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 100), tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.window = .init(start: 10, end: 20)
    #expect(
      throws: ScoringError.windowAfterEnd(window: .init(start: 10, end: 20), recordedTrial: 10)
    ) { try trace.score(settings) }
    settings.window = nil
    settings.trialStart = .at(10)
    #expect(throws: ScoringError.trialAfterEnd(trialStart: 10, recordingEnd: 10)) {
      try trace.score(settings)
    }
  }

  @Test func whatTheTraceDoesNotHoldIsRefused() throws {
    let trace = MadeTrace.constant(changed: [0, 0, 0])
    var settings = MadeTrace.plain(trace)
    settings.pixelThreshold = .fixed(17)
    #expect(throws: ScoringError.pixelThresholdNotInTrace(asked: 17, counted: [16])) {
      try trace.score(settings)
    }
    settings = MadeTrace.plain(trace)
    settings.lag = 0.1
    #expect(throws: ScoringError.self) { try trace.score(settings) }
  }

  /// Changed pixels were counted at the long lag too, but their noise and artefacts are the short one's.
  @Test(arguments: [MotionMeasure.changed, .meanAbsDiff])
  func theLongLagAloneIsNotRead(measure: MotionMeasure) {
    let trace = MadeTrace.constant(changed: [0, 0, 0])
    var settings = MadeTrace.plain(trace)
    settings.measure = measure
    settings.lag = trace.longLag.asked
    let (long, short) = (trace.longLag.asked, trace.shortLag.asked)
    #expect(throws: ScoringError.lagNotInTrace(asked: long, traced: [short])) {
      try trace.score(settings)
    }
  }

  /// A recording scored at 40 counts the standard rungs alone; so a trace that was made for 60 reads.
  @Test func aRungOfAnotherRunIsPassedOver() {
    var trace = MadeTrace.constant(changed: [0, 0, 0])
    trace.pixelThresholds = NoiseFloor.ladder + [60]
    var settings = MadeTrace.plain(trace)
    settings.pixelThreshold = .fixed(40)
    #expect(trace.ladder(settings) == NoiseFloor.ladder)
    settings.pixelThreshold = .fixed(60)
    #expect(trace.ladder(settings) == NoiseFloor.ladder + [60])
    settings.pixelThreshold = .fromNoise
    #expect(trace.ladder(settings) == NoiseFloor.ladder)
    trace.pixelThresholds = [9, 33]
    #expect(trace.ladder(settings) == [9, 33])
  }

  @Test func oneSampleAndNoneGiveNoFigures() throws {
    let one = MadeTrace.constant(changed: [0])
    let score = try one.score(MadeTrace.plain(one)).animals[0]
    #expect(score.immobilePercent == nil)
    #expect(abs(score.unscored - 1.0 / 30) < 1e-12)
    #expect(score.latencyCensored)
    let none = MadeTrace.at(
      [], changed: [], tick: (1, 30), lag: 2, longLag: 8, lastFrameDuration: 0)
    #expect(throws: ScoringError.self) { try none.score(MadeTrace.plain(none)) }
  }

  @Test func theFirstSamplesTakeTheStateAfterThem() throws {
    let trace = MadeTrace.constant(changed: [0, 0, 0, 0, 0, 0, 0, 0], tick: (1, 10), lag: 2)
    let score = try trace.score(MadeTrace.plain(trace)).animals[0]
    #expect(score.unscored == 0)
    #expect(score.latency == 0)
    #expect(score.quality.isEmpty)
  }
}
