import Testing

@testable import ImmobilityCore

@Suite struct VigourTests {
  /// The vigour of an animal with these amounts, so many a second.
  private func vigour(_ amounts: [Double?], tick: (Int64, Int64) = (1, 10)) -> Double {
    let trace = MadeTrace.constant(changed: amounts.map { _ in 0 }, tick: tick)
    let timeline = Timeline(trace: trace, start: 0, end: trace.end, bridge: 0.5)
    #expect(timeline.segments.count == amounts.count)
    return Vigour.of(amounts, timeline: timeline)
  }

  private func repeated(_ amount: Double?, _ count: Int) -> [Double?] {
    [Double?](repeating: amount, count: count)
  }

  @Test func steadyStrokesAreTheVigour() {
    #expect(abs(vigour(repeated(8, 100)) - 8) < 1e-12)
    #expect(abs(vigour(repeated(8, 300), tick: (1001, 30_000)) - 8) < 1e-12)
  }

  @Test func anAnimalThatHardlyMovesIsNotVigorous() {
    #expect(vigour([]) == Vigour.least)
    #expect(vigour(repeated(nil, 50)) == Vigour.least)
    #expect(vigour(repeated(0, 50)) == Vigour.least)
    #expect(vigour(repeated(1.59, 50)) == Vigour.least)
    #expect(abs(vigour(repeated(1.61, 50)) - 1.61) < 1e-12)
  }

  /// Neither still seconds nor their number count.
  @Test func itIsTheMedianOfTheSecondsWithMovement() {
    let moving = repeated(10, 30) + repeated(20, 40) + repeated(30, 30)
    #expect(abs(vigour(moving) - 20) < 1e-9)
    #expect(abs(vigour(repeated(0, 100) + moving) - 20) < 1e-9)
    #expect(abs(vigour(repeated(0.5, 60) + moving + repeated(0, 90)) - 20) < 1e-9)
  }

  /// With two values the 95 % quantile is the higher one; a fifth of it is the edge.
  @Test func aSecondCountsFromAFifthOfTheQuantileOn() {
    #expect(abs(vigour(repeated(8, 100) + repeated(40, 100)) - 24) < 1e-9)
    #expect(abs(vigour(repeated(7.9, 100) + repeated(40, 100)) - 40) < 1e-9)
  }

  /// One wild second in a hundred is nothing.
  @Test func aFewWildSecondsDoNotCount() {
    #expect(abs(vigour(repeated(10, 990) + repeated(500, 10)) - 10) < 1e-9)
  }

  /// A twitch of a tenth of a second fills no second.
  @Test func secondsAreMeans() {
    let twitches = (0..<200).map { $0 % 10 == 3 ? 30.0 : 0 }
    #expect(abs(vigour(twitches) - 3) < 1e-9)
  }

  @Test func anIncompleteLastSecondTellsNothing() {
    #expect(abs(vigour(repeated(4, 10) + repeated(100, 9)) - 4) < 1e-12)
    // Unless there is no other.
    #expect(abs(vigour(repeated(4, 3)) - 4) < 1e-12)
    #expect(abs(vigour([7]) - 7) < 1e-12)
  }

  @Test func withoutEvidenceTimeHasNoWeight() {
    let holes = (0..<200).map { $0 % 2 == 0 ? 6.0 : nil }
    #expect(abs(vigour(holes) - 6) < 1e-12)
    #expect(abs(vigour(repeated(nil, 30) + repeated(6, 20) + repeated(nil, 30)) - 6) < 1e-12)
  }
}
