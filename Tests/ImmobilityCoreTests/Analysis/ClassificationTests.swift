import Testing

@testable import ImmobilityCore

@Suite struct ClassificationTests {
  /// Scores runs of (immobile?, samples) at 10 samples a second, without smoothing.
  private func bouts(
    _ runs: [(Bool, Int)], tick: (Int64, Int64) = (1, 10), minImmobile: Double = 0,
    minMobile: Double = 0
  ) throws -> [Bout] {
    let changed = runs.flatMap { [Int](repeating: $0.0 ? 0 : 100, count: $0.1) }
    let trace = MadeTrace.constant(changed: changed, tick: tick, lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.minImmobile = minImmobile
    settings.minMobile = minMobile
    return try trace.score(settings).animals[0].bouts
  }

  private func durations(_ bouts: [Bout], _ state: State) -> [Double] {
    bouts.filter { $0.state == state }.map(\.duration)
  }

  @Test func boutsFillTheTime() throws {
    let found = try bouts([(false, 5), (true, 30), (false, 10), (true, 5)])
    #expect(found.map(\.state) == [.mobile, .immobile, .mobile, .immobile])
    #expect(found.map(\.start) == [0, 0.5, 3.5, 4.5])
    #expect(found.map(\.end) == [0.5, 3.5, 4.5, 5])
  }

  // 29.97 and 24 frames/s: durations that are not exact in binary.
  @Test(arguments: [(1, 10), (1001, 30000), (1, 24), (1, 30), (1, 60)] as [(Int64, Int64)])
  func aBoutOfExactlyTheMinimumIsKept(_ tick: (Int64, Int64)) throws {
    let samples = 20
    let minimum = Double(samples) * Double(tick.0) / Double(tick.1)
    let kept = try bouts(
      [(false, 31), (true, samples), (false, 9)], tick: tick, minImmobile: minimum)
    #expect(durations(kept, .immobile).count == 1)
    let dropped = try bouts(
      [(false, 31), (true, samples - 1), (false, 9)], tick: tick, minImmobile: minimum)
    #expect(durations(dropped, .immobile).isEmpty)
    let twoSeconds = try bouts([(false, 5), (true, 20), (false, 5)], minImmobile: 2)
    #expect(durations(twoSeconds, .immobile).count == 1, "2 s keeps 2 s (DBscorer keeps 4)")
  }

  /// Nobody knows how long the animal was immobile there: it is not mobile.
  @Test func shortImmobilityBesideUnscoredTimeIsUnscored() throws {
    func found(still: Int) throws -> [Bout] {
      let runs = [(false, 5), (true, still), (true, 10), (true, 10), (false, 6)]
      let changed = runs.flatMap { [Int](repeating: $0.0 ? 0 : 100, count: $0.1) }
      var trace = MadeTrace.constant(changed: changed, tick: (1, 10), lag: 1)
      for sample in (5 + still)..<(15 + still) { trace.readingFlags[sample] = .decodeError }
      var settings = MadeTrace.plain(trace)
      settings.minImmobile = 1
      return try trace.score(settings).animals[0].bouts
    }
    let cut = try found(still: 7)
    #expect(cut.map(\.state) == [.mobile, .unscored, .immobile, .mobile])
    #expect(abs(cut[1].duration - 1.7) < 1e-9 && abs(cut[0].duration - 0.5) < 1e-9)
    let whole = try found(still: 10)
    #expect(whole.map(\.state) == [.mobile, .immobile, .unscored, .immobile, .mobile])
  }

  @Test func unscoredTimeBeforeTheLatencyIsTold() throws {
    func notes(damaged: Range<Int>, still: Range<Int>) throws -> [QualityNote] {
      let changed = (0..<100).map { still.contains($0) ? 0 : 100 }
      var trace = MadeTrace.constant(changed: changed, tick: (1, 10), lag: 1)
      for sample in damaged { trace.readingFlags[sample] = .decodeError }
      var settings = MadeTrace.plain(trace)
      settings.minImmobile = 1
      return try trace.score(settings).animals[0].quality.filter { $0.flag == "latency_uncertain" }
    }
    let told = try #require(try notes(damaged: 20..<40, still: 60..<80).first)
    #expect(told.start == 2 && told.end == 6 && told.detail.hasPrefix("2 s before"))
    let never = try #require(try notes(damaged: 20..<40, still: 0..<0).first)
    #expect(never.end == 10 && never.detail.contains("without"))
    #expect(try notes(damaged: 60..<80, still: 30..<50).isEmpty, "after the latency")
    #expect(try notes(damaged: 20..<29, still: 60..<80).isEmpty, "shorter than a bout")
  }

  @Test func anInterruptionOfExactlyTheMinimumIsKept() throws {
    let kept = try bouts([(true, 20), (false, 5), (true, 20)], minMobile: 0.5)
    #expect(durations(kept, .mobile).count == 1)
    let absorbed = try bouts([(true, 20), (false, 4), (true, 20)], minMobile: 0.5)
    #expect(durations(absorbed, .mobile).isEmpty)
    #expect(durations(absorbed, .immobile) == [4.4])
  }

  @Test func shortImmobilityIsDroppedBeforeInterruptionsAreAbsorbed() throws {
    // Twitches of 0.1 s of stillness in motion must not add up to a bout.
    let runs = (0..<10).flatMap { _ in [(true, 1), (false, 4)] }
    let found = try bouts([(false, 5)] + runs, minImmobile: 1, minMobile: 0.5)
    #expect(durations(found, .immobile).isEmpty)
  }

  @Test func aShortMotionAtTheEdgeIsNoInterruption() throws {
    let found = try bouts([(false, 3), (true, 30), (false, 3)], minMobile: 0.5)
    #expect(durations(found, .mobile).count == 2)
  }

  @Test func exactlyTheThresholdIsMobile() throws {
    let trace = MadeTrace.constant(
      changed: [0, 0, 10, 10, 9, 9], tick: (1, 10), lag: 1)
    let states = try trace.score(MadeTrace.plain(trace)).animals[0].states
    #expect(states[2...] == [.mobile, .mobile, .immobile, .immobile])
  }

  @Test func hysteresisEndsABoutOnlyAtTheSecondThreshold() throws {
    let trace = MadeTrace.constant(
      changed: [0, 5, 12, 19, 20, 15, 12, 9, 15], tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.exitRatio = 2
    let states = try trace.score(settings).animals[0].states
    #expect(
      states[1...]
        == [.immobile, .immobile, .immobile, .mobile, .mobile, .mobile, .immobile, .immobile])
  }

  @Test func theSecondThresholdTellsHighlyMobile() throws {
    let trace = MadeTrace.constant(
      changed: [0, 0, 30, 49, 50, 90, 30], tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.highlyMobileThreshold = 5
    let score = try trace.score(settings).animals[0]
    #expect(
      score.states[2...] == [.mobile, .mobile, .highlyMobile, .highlyMobile, .mobile])
    #expect(abs(score.highlyMobile - 0.2) < 1e-12)
    #expect(abs(score.mobile - 0.3) < 1e-12)
  }

  @Test func anInterruptionMayHoldHighMobility() throws {
    let trace = MadeTrace.constant(
      changed: [Int](repeating: 0, count: 12) + [30, 90, 30] + [Int](repeating: 0, count: 12),
      tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.highlyMobileThreshold = 5
    settings.minMobile = 0.31
    #expect(try trace.score(settings).animals[0].boutCount == 1)
    settings.minMobile = 0.3
    #expect(try trace.score(settings).animals[0].boutCount == 2)
  }

  @Test func damagedSamplesAreBridgedUpToTheLimit() throws {
    func score(_ damaged: Range<Int>) throws -> AnimalScore {
      let flags = Dictionary(uniqueKeysWithValues: damaged.map { ($0, SampleFlags.decodeError) })
      let trace = MadeTrace.at(
        (0..<60).map { Int64($0) }, changed: [Int](repeating: 0, count: 60), tick: (1, 10), lag: 1,
        flags: flags)
      var settings = MadeTrace.plain(trace)
      settings.bridge = 0.5
      return try trace.score(settings).animals[0]
    }
    let bridged = try score(20..<25)
    #expect(bridged.unscored == 0)
    #expect(bridged.quality.map(\.flag) == ["decode_error"])
    let unscored = try score(20..<26)
    #expect(abs(unscored.unscored - 0.6) < 1e-9)
    #expect(unscored.bouts.map(\.state) == [.immobile, .unscored, .immobile])
  }

  @Test func flaggedSamplesTakeNoPartInTheDecision() throws {
    // A damaged frame's burst is not motion.
    var changed = [Int](repeating: 0, count: 60)
    changed[30] = 1000
    let trace = MadeTrace.at(
      (0..<60).map { Int64($0) }, changed: changed, tick: (1, 10), lag: 1,
      flags: [30: .decodeError])
    var settings = MadeTrace.plain(trace)
    settings.smoothing = 0.4
    #expect(try trace.score(settings).animals[0].mobile == 0)
  }

  /// Half of the median, of an even number of the upper one, but never below the threshold.
  @Test(arguments: [
    ([40.0], 15.0, 20.0), ([30], 15, 15), ([20], 15, 15), ([10, 50], 15, 25),
    ([0, 0, 100], 15, 15),
    ([0, 60, 100], 15, 30), ([0], 0, 0), ([1e9, 1e9], 15, 5e8),
  ])
  func edgesLieAtHalfOfTheMedian(values: [Double], threshold: Double, level: Double) {
    let cells = values.enumerated().map {
      Smoothing.Cell(start: Double($0.offset), end: Double($0.offset) + 1, value: $0.element)
    }
    #expect(Classification.edgeLevel(cells[...], threshold: threshold) == level)
    // What lies before a slice does not matter.
    let before = Smoothing.Cell(start: -1, end: 0, value: 1000)
    #expect(Classification.edgeLevel(([before] + cells)[1...], threshold: threshold) == level)
  }

  /// A second at 10 % between two samples at about half of it, in stillness: the mean over 0.4 s carries the
  /// run one sample further at each end, which is given back.
  @Test(arguments: [(51, 1.2), (50, 1.2), (49, 1.0), (11, 1.0)])
  func exactlyHalfIsStillMovement(edge: Int, seconds: Double) throws {
    let still = [Int](repeating: 0, count: 20)
    let moving = [edge] + [Int](repeating: 100, count: 10) + [edge]
    let trace = MadeTrace.constant(changed: still + moving + still, tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.smoothing = 0.4
    let score = try trace.score(settings).animals[0]
    #expect(score.bouts.map(\.state) == [.immobile, .mobile, .immobile])
    #expect(abs(score.mobile - seconds) < 1e-9)
    let read = try trace.motion(of: 0, settings).smoothed(width: 0.4)
    #expect(abs(read.immobile(settings) - score.immobile) < 1e-9)
  }

  /// Movement up to the recording's start and end has no edge there.
  @Test func runsAtBothEndsKeepTheirWeakSamples() throws {
    let changed = [20, 100, 100] + [Int](repeating: 0, count: 20) + [100, 100, 20]
    let trace = MadeTrace.constant(changed: changed, tick: (1, 10), lag: 1)
    var settings = MadeTrace.plain(trace)
    settings.smoothing = 0.2
    let score = try trace.score(settings).animals[0]
    #expect(score.bouts.map(\.state) == [.mobile, .immobile, .mobile])
    #expect(abs(score.mobile - 0.6) < 1e-9)
  }
}
