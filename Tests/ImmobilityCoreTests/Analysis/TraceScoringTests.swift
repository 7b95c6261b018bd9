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
      ticks, changed: changed, tick: (1, 1000), lag: 66, reach: 300, flags: flags,
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

  @Test(arguments: [MotionMeasure.changed, .strokes, .movement])
  func whatLiesBeforeTheTrialDoesNotMatter(measure: MotionMeasure) throws {
    var trace = trace(seed: 7)
    trace.covered.start = 5.01
    trace.arenas[0].cells.strokes = (0..<trace.count).map { UInt16($0 * 7919 % 400) }
    trace.arenas[0].cells.movement = (0..<trace.count).map { UInt16($0 * 6007 % 400) }
    var settings = settings(trace)
    settings.measure = measure
    settings.trialStart = .at(5.01)
    settings.window = .init(start: 1, end: 6)
    let whole = try trace.score(settings).animals[0]
    // The same recording without the samples in front of the trial.
    let first = try #require(trace.ticks.lastIndex { $0 <= 5010 })
    var late = trace
    late.ticks.removeFirst(first)
    late.frames.removeFirst(first)
    late.readingFlags.removeFirst(first)
    late.lag.real.removeFirst(first)
    late.reach.real.removeFirst(first)
    late.arenas[0].changes.changed = CompactCounts(
      late.arenas[0].changes.changed.dropFirst(first))
    late.arenas[0].changes.meanDifference.removeFirst(first)
    late.arenas[0].changes.light = LightTrack(late.arenas[0].changes.light.dropFirst(first))
    late.arenas[0].cells.strokes.removeFirst(first)
    late.arenas[0].cells.movement.removeFirst(first)
    late.keyframes.removeFirst(first)
    late.background.changed = CompactCounts(late.background.changed.dropFirst(first))
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
      lag: 1)
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

  /// The choice from the noise does not depend on a rung that was asked for by hand.
  @Test func aRungOfAnotherRunIsPassedOver() {
    var trace = MadeTrace.constant(changed: [0, 0, 0])
    trace.pixelThresholds = [12, 13, 16, 20, 24, 28, 40, 60]
    var settings = MadeTrace.plain(trace)
    settings.pixelThreshold = .fromNoise
    // 5.5 x 2.3 = 12.65.
    trace.arenas[0].noise = 2.3
    #expect(trace.pixelThreshold(settings) == 16 && trace.rung(settings) == 2)
    settings.pixelThreshold = .fixed(13)
    #expect(trace.rung(settings) == 1)
    settings.pixelThreshold = .fixed(60)
    #expect(trace.rung(settings) == 7)
    settings.pixelThreshold = .fixed(61)
    #expect(trace.rung(settings) == nil)
    settings.pixelThreshold = .fromNoise
    trace.pixelThresholds = [9, 33]
    #expect(trace.rung(settings) == 1, "nothing else was counted")
  }

  /// Twenty seconds of strokes of so many hundredths of a percent of the animal, and twenty without.
  private func strokes(_ amount: UInt16) -> (trace: Trace, settings: ScoringSettings) {
    var trace = MadeTrace.constant(
      changed: [Int](repeating: 0, count: 1200), tick: (1, 30), lag: 2, reach: 9)
    for sample in 0..<600 {
      trace.arenas[0].cells.strokes[sample] = amount
      trace.arenas[0].cells.movement[sample] = amount
    }
    var settings = MadeTrace.plain(trace)
    settings.measure = .strokes
    settings.motionThreshold = 15
    return (trace, settings)
  }

  @Test func strokesArePartsOfTheAnimalsVigour() throws {
    for amount in [400, 4_000, 40_000] as [UInt16] {
      let (trace, settings) = strokes(amount)
      let animal = try trace.score(settings).animals[0]
      #expect(abs(try #require(animal.motion[300]) - 100) < 1e-9)
      #expect(animal.motion[900] == 0)
      #expect(abs(animal.immobile - 20) < 0.2)
    }
    // One percent is not vigorous; it is 100 x 1 / 1.6.
    let gentle = try #require(try strokes(100).trace.score(strokes(100).settings).animals.first)
    #expect(abs(try #require(gentle.motion[300]) - 62.5) < 1e-9)
    // Below 15 % of the least vigour there are no strokes.
    let (still, settings) = strokes(23)
    #expect(try still.score(settings).animals[0].immobile == 40)
  }

  @Test func movementIsPercentOfTheAnimal() throws {
    var (trace, settings) = strokes(400)
    settings.measure = .movement
    settings.motionThreshold = 3.9
    let animal = try trace.score(settings).animals[0]
    #expect(animal.motion[300] == 4 && animal.motion[900] == 0)
    #expect(abs(animal.immobile - 20) < 0.2)
    settings.motionThreshold = 4.1
    #expect(try trace.score(settings).animals[0].immobile == 40)
  }

  @Test func whatTheAnimalIsMeasuredByIsReported() throws {
    var (trace, settings) = strokes(400)
    let unknown = try trace.score(settings).animals[0]
    #expect(unknown.contrast == nil && unknown.area == nil)
    trace.arenas[0].cells.yardstick = .init(contrast: 10, area: 31, noise: 2, isFromRest: true)
    let animal = try trace.score(settings).animals[0]
    #expect(animal.contrast == 10 && animal.area == 31)
    #expect(Set(animal.quality.map(\.flag)).isSuperset(of: ["too_noisy", "low_contrast"]))
    settings.measure = .changed
    let changed = try trace.score(settings).animals[0]
    #expect(Set(changed.quality.map(\.flag)).isDisjoint(with: ["too_noisy", "low_contrast"]))
  }

  @Test func oneSampleAndNoneGiveNoFigures() throws {
    let one = MadeTrace.constant(changed: [0])
    let score = try one.score(MadeTrace.plain(one)).animals[0]
    #expect(score.immobilePercent == nil)
    #expect(abs(score.unscored - 1.0 / 30) < 1e-12)
    #expect(score.latencyCensored)
    let none = MadeTrace.at([], changed: [], tick: (1, 30), lag: 2, lastFrameDuration: 0)
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
