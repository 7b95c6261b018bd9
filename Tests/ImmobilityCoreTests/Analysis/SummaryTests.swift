import Testing

@testable import ImmobilityCore

@Suite struct SummaryTests {
  private let bouts = [
    Bout(state: .mobile, start: 0, end: 10), Bout(state: .immobile, start: 10, end: 14),
    Bout(state: .mobile, start: 14, end: 115), Bout(state: .immobile, start: 115, end: 130),
    Bout(state: .highlyMobile, start: 130, end: 180), Bout(state: .unscored, start: 180, end: 190),
    Bout(state: .immobile, start: 190, end: 193), Bout(state: .mobile, start: 193, end: 235),
    Bout(state: .immobile, start: 235, end: 360),
  ]

  @Test func boutsAreCutAtTheWindow() {
    let summary = Summary(bouts: bouts, window: .init(start: 120, end: 240), bin: 60)
    #expect(summary.seconds[.immobile] == 18)
    #expect(summary.seconds[.mobile] == 42)
    #expect(summary.seconds[.highlyMobile] == 50)
    #expect(summary.seconds[.unscored] == 10)
    #expect(summary.seconds.values.reduce(0, +) == 120)
    #expect(summary.immobileDurations == [3, 5, 10])
    #expect(summary.medianDuration == 5)
    #expect(summary.meanDuration == 6)
    #expect(summary.bouts.first?.start == 120)
    #expect(summary.bouts.last?.end == 240)
  }

  @Test func whatOnlyRoundingPutsIntoTheWindowIsNoBout() {
    let hair = 1e-13
    // One bout ends where the window starts, the other begins where it ends.
    let bouts = [
      Bout(state: .immobile, start: 0, end: 10 + hair),
      Bout(state: .mobile, start: 10 + hair, end: 20 - hair),
      Bout(state: .immobile, start: 20 - hair, end: 30),
    ]
    let summary = Summary(bouts: bouts, window: .init(start: 10, end: 20), bin: 10)
    #expect(summary.bouts == [Bout(state: .mobile, start: 10, end: 20)])
    #expect(summary.immobileDurations.isEmpty)
    let early = Summary(bouts: Array(bouts.dropFirst()), window: .init(start: 10, end: 20), bin: 10)
    #expect(early.latencyCensored)
    #expect(early.latency == 20)
    // Nothing but rounding was recorded.
    let late = Summary(
      bouts: [Bout(state: .immobile, start: 0, end: 10 + hair)], window: .init(start: 10, end: 20),
      bin: 10)
    #expect(late.bouts == [Bout(state: .unscored, start: 10, end: 20)])
    #expect(late.seconds[.immobile] == nil)
  }

  @Test func boutsFillTheWindowToTheLastDigit() {
    let bouts = [
      Bout(state: .mobile, start: 10 + 1e-9, end: 15),
      Bout(state: .immobile, start: 15, end: 20 - 1e-9),
    ]
    let summary = Summary(bouts: bouts, window: .init(start: 10, end: 20), bin: 10)
    #expect(
      summary.bouts == [
        Bout(state: .mobile, start: 10, end: 15), Bout(state: .immobile, start: 15, end: 20),
      ])
  }

  @Test func binsAreCutToo() {
    let summary = Summary(bouts: bouts, window: .init(start: 120, end: 240), bin: 50)
    #expect(summary.bins.map(\.start) == [120, 170, 220])
    #expect(summary.bins.map(\.end) == [170, 220, 240])
    #expect(summary.bins.map(\.immobile) == [10, 3, 5])
    #expect(summary.bins.map(\.unscored) == [0, 10, 0])
  }

  @Test func aWindowOfWholeBinsHasNoEmptyRest() {
    // 0.1 is not exact in binary: 3 x 0.1 > 0.3.
    let summary = Summary(bouts: bouts, window: .init(start: 0, end: 0.3), bin: 0.1)
    #expect(summary.bins.count == 3)
    #expect(summary.bins.last?.end == 0.3)
  }

  @Test func latencyCountsFromTrialStart() {
    let summary = Summary(bouts: bouts, window: .init(start: 120, end: 240), bin: 60)
    #expect(summary.latency == 10)
    #expect(!summary.latencyCensored)
  }

  @Test func withoutABoutLatencyIsTheWindowsEndAndCensored() {
    let none = Summary(
      bouts: [
        Bout(state: .mobile, start: 0, end: 400), Bout(state: .immobile, start: 400, end: 410),
      ],
      window: .init(start: 120, end: 360), bin: 60)
    #expect(none.latency == 360)
    #expect(none.latencyCensored)
    #expect(none.meanDuration == nil)
    #expect(none.medianDuration == nil)
  }

  @Test func whatNobodySawIsUnscored() {
    let short = Summary(
      bouts: [Bout(state: .immobile, start: 0, end: 200)], window: .init(start: 120, end: 360),
      bin: 60)
    #expect(short.seconds[.immobile] == 80)
    #expect(short.seconds[.unscored] == 160)
    #expect(short.bins.map(\.unscored) == [0, 40, 60, 60])
    let nothing = Summary(bouts: [], window: .init(start: 5, end: 8), bin: 60)
    #expect(nothing.bouts == [Bout(state: .unscored, start: 5, end: 8)])
  }

  @Test func anEvenNumberOfBoutsHasTheMiddleBetweenTwo() {
    let even = Summary(
      bouts: [
        Bout(state: .immobile, start: 0, end: 2), Bout(state: .mobile, start: 2, end: 3),
        Bout(state: .immobile, start: 3, end: 8), Bout(state: .mobile, start: 8, end: 10),
      ], window: .init(start: 0, end: 10), bin: 60)
    #expect(even.medianDuration == 3.5)
  }
}
