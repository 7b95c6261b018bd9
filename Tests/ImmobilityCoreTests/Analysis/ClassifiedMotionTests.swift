import Testing

@testable import ImmobilityCore

@Suite struct ClassifiedMotionTests {
  /// 0.2 and 3 % of changed pixels in turn, each for 50 samples, with a hole of 40 damaged frames.
  private let trace = MadeTrace.at(
    (0..<300).map { Int64($0) }, changed: (0..<300).map { $0 / 50 % 2 == 0 ? 2 : 30 },
    tick: (1, 30), lag: 2,
    flags: Dictionary(uniqueKeysWithValues: (120..<160).map { ($0, SampleFlags.decodeError) }))

  private func settings() -> ScoringSettings {
    var settings = MadeTrace.plain(trace)
    settings.trialStart = .at(1)
    settings.trialLength = 8
    return settings
  }

  @Test func withoutRulesItDecidesTheStates() throws {
    var trace = trace
    trace.covered = .init(start: 1, end: 9)
    let animal = try trace.score(settings()).animals[0]
    let runs = trace.classifiedMotion(of: animal, settings: settings())
    #expect(runs.count == 2)
    var seen = 0
    for point in runs.joined() {
      let sample = Int(((point.time + 1) * 30).rounded())
      #expect(animal.states[sample] == (point.percent < 1 ? .immobile : .mobile), "\(sample)")
      seen += 1
    }
    #expect(seen == 240 - 40)
    #expect(runs[0].first?.time == 0)
    #expect(try #require(runs[1].last).time < 8)
  }

  @Test func itIsTheMeanThatIsCompared() throws {
    var trace = trace
    trace.covered = .init(start: 1, end: 9)
    var settings = settings()
    settings.smoothing = 0.5
    let animal = try trace.score(settings).animals[0]
    let runs = trace.classifiedMotion(of: animal, settings: settings)
    // Halfway through the change from 3 to 0.2 % at 100 / 30 s.
    let middle = try #require(runs[0].min { abs($0.time - 2.33) < abs($1.time - 2.33) })
    #expect(middle.percent > 1 && middle.percent < 2.2)
  }

  @Test func aScoreWithoutSamplesHasNone() throws {
    var trace = trace
    trace.covered = .init(start: 1, end: 9)
    var animal = try trace.score(settings()).animals[0]
    animal.motion = []
    #expect(trace.classifiedMotion(of: animal, settings: settings()).isEmpty)
  }
}
