import Testing

@testable import ImmobilityCore

@Suite struct TraceTests {
  /// Samples at 0, 1/30, ... s of a trace that covers what follows `start`.
  private func trace(from start: Double, samples: Int = 60) -> Trace {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: samples))
    trace.covered.start = start
    return trace
  }

  @Test func coveredSamplesBeginWithTheOneShownAtTheStart() {
    #expect(trace(from: 0).coveredSamples == 0..<60)
    #expect(trace(from: -1).coveredSamples == 0..<60)
    #expect(trace(from: 1).coveredSamples == 30..<60, "one begins just there")
    #expect(trace(from: 1.01).coveredSamples == 30..<60)
    #expect(trace(from: 0.99).coveredSamples == 29..<60)
    #expect(trace(from: 9).coveredSamples == 59..<60)
    #expect(trace(from: 0, samples: 0).coveredSamples == 0..<0)
  }

  @Test func samplesBeforeTakeNoPartInTheMedianInterval() {
    let ticks: [Int64] = [0, 9, 18, 27, 30, 31, 32, 34]
    var made = MadeTrace.at(
      ticks, changed: ticks.map { _ in 0 }, tick: (1, 30), lag: 2)
    #expect(Timeline.medianInterval(made) == 3.0 / 30)
    made.covered.start = 1
    #expect(Timeline.medianInterval(made) == 1.0 / 30)
  }
}
