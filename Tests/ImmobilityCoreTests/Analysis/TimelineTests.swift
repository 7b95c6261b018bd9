import Testing

@testable import ImmobilityCore

@Suite struct TimelineTests {
  private func trace(_ ticks: [Int64], last: Int64 = 100) -> Trace {
    MadeTrace.at(
      ticks, changed: [Int](repeating: 0, count: ticks.count), tick: (1, 1000), lag: 66,
      lastFrameDuration: last)
  }

  @Test func aFrameStandsUntilTheNext() {
    let line = Timeline(trace: trace([0, 100, 250, 300]), start: 0, end: 0.4, bridge: 0.5)
    #expect(
      line.segments == [
        .init(start: 0, end: 0.1, sample: 0), .init(start: 0.1, end: 0.25, sample: 1),
        .init(start: 0.25, end: 0.3, sample: 2), .init(start: 0.3, end: 0.4, sample: 3),
      ])
  }

  @Test func aLongPauseBelongsToNobody() {
    let line = Timeline(trace: trace([0, 100, 200, 1200, 1300]), start: 0, end: 1.4, bridge: 0.5)
    #expect(line.segments[2] == .init(start: 0.2, end: 0.2 + 0.1, sample: 2))
    #expect(line.segments[3].sample == nil)
    #expect(line.segments[3].end == 1.2)
    #expect(line.segments.count == 6)
  }

  @Test func aPauseWithinTheBridgeBelongsToTheFrame() {
    let line = Timeline(trace: trace([0, 100, 200, 700, 800]), start: 0, end: 0.9, bridge: 0.5)
    #expect(line.segments.allSatisfy { $0.sample != nil })
  }

  @Test func slowRecordingsAreNoRowOfPauses() {
    let line = Timeline(
      trace: trace([0, 1000, 2000, 3000], last: 1000), start: 0, end: 4, bridge: 0.5)
    #expect(line.segments.map(\.sample) == [0, 1, 2, 3])
  }

  @Test func roundedTimeStampsAreNoPauses() {
    // 30 frames/s in whole milliseconds, and every third or fourth frame of 100 frames/s.
    for ticks: [Int64] in [[0, 33, 67, 100, 133, 167], [0, 30, 70, 100, 140, 170, 200]] {
      let line = Timeline(
        trace: trace(ticks, last: 33), start: 0, end: Double(ticks.last ?? 0) / 1000, bridge: 0)
      #expect(line.segments.map(\.sample) == Array(0..<(ticks.count - 1)))
    }
  }

  @Test func aFrameThatIsMissingIsAPauseWithoutABridge() {
    let line = Timeline(
      trace: trace([0, 33, 67, 133, 167], last: 33), start: 0, end: 0.2, bridge: 0)
    #expect(line.segments.count { $0.sample == nil } == 1)
  }

  @Test func theTrialMayBeginInAFrame() {
    let line = Timeline(trace: trace([0, 100, 200, 300]), start: 0.15, end: 0.25, bridge: 0.5)
    #expect(
      line.segments == [
        .init(start: 0.15, end: 0.2, sample: 1), .init(start: 0.2, end: 0.25, sample: 2),
      ])
  }

  @Test func timeAfterTheLastFrameHasNoSample() {
    let line = Timeline(trace: trace([0, 100]), start: 0, end: 1, bridge: 0.5)
    #expect(line.segments.last == .init(start: 0.2, end: 1, sample: nil))
    #expect(Timeline(trace: trace([0]), start: 1, end: 1, bridge: 0.5).segments.isEmpty)
  }
}
