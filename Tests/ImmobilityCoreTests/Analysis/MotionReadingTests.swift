import Testing

@testable import ImmobilityCore

/// A reading gives what scoring gives, for any settings.
@Suite struct MotionReadingTests {
  /// A trace with stillness, movement, damage and a gap.
  private var trace: Trace {
    var changed: [Int] = []
    var state: UInt64 = 5
    for sample in 0..<900 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let base = sample / 60 % 3 == 0 ? 2 : sample / 60 % 3 == 1 ? 14 : 40
      changed.append(base + Int(state >> 60))
    }
    let ticks = (0..<900).map { Int64($0 < 400 ? $0 : $0 + 45) }
    var flags: [Int: SampleFlags] = [:]
    for sample in [3, 200, 201, 202, 600] { flags[sample] = .decodeError }
    for sample in 700..<730 { flags[sample] = .decodeError }
    // Unscored at both ends, with short stillness beside it.
    for sample in Array(0..<25) + Array(878..<900) { flags[sample] = .decodeError }
    return MadeTrace.at(ticks, changed: changed, tick: (1, 30), lag: 2, flags: flags)
  }

  @Test(arguments: [0, 0.1, 0.5, 1.5], [0.4, 1.0, 2.0, 3.5])
  func readingAndScoringAgree(smoothing: Double, threshold: Double) throws {
    let trace = trace
    for (exit, shortest, high) in [(1.0, 0.0, nil), (1.5, 1.0, 4.5), (2.0, 0.5, 8.0)]
      as [(Double, Double, Double?)]
    {
      var settings = MadeTrace.plain(trace)
      settings.smoothing = smoothing
      settings.motionThreshold = threshold
      settings.exitRatio = exit
      settings.minImmobile = shortest
      settings.minMobile = 0.4
      settings.highlyMobileThreshold = high.flatMap { $0 > threshold * exit ? $0 : nil }
      settings.window = .init(start: 2, end: 28)
      let score = try trace.score(settings).animals[0]
      let states = try trace.motion(of: 0, settings).smoothed(width: smoothing).states(settings)
      func spans(_ state: State) -> TimeSpans {
        TimeSpans(
          uniting: score.bouts.filter { $0.state == state }.map {
            TimeSpan(start: $0.start, end: $0.end)
          })
      }
      #expect(states.immobile == spans(.immobile))
      #expect(states.highlyMobile == spans(.highlyMobile))
      #expect(states.unscored == spans(.unscored))
    }
  }

  @Test func theWindowIsTheRecordingsTime() throws {
    var settings = MadeTrace.plain(trace)
    settings.window = .init(start: 2, end: 100)
    #expect(try trace.analysisWindow(of: 0, settings) == TimeSpan(start: 2, end: 31.5))
    settings.lag = 1
    #expect(throws: ScoringError.self) { try trace.motion(of: 0, settings) }
  }
}
