import Testing

@testable import Statistics

@Suite struct DoseTrendTests {
  @Test func isThatOfScipysRankSumsOfTheSameDraws() throws {
    for item in try StatisticsReference.read().trends {
      let found = try #require(DoseTrend(item.groups, seed: item.seed, draws: item.draws))
      #expect(close(found.jonckheere.p, item.p), "\(found) \(item.p)")
      #expect(close(found.step.difference, item.step.difference))
      #expect(close(found.step.p, item.step.p) && close(found.step.interval, item.step.interval))
    }
  }

  @Test func theStepIsTheSlopeOverTheOrderOfDoses() throws {
    let groups = [[100.0, 102], [90, 92], [80, 82], [70, 72]]
    let trend = try #require(DoseTrend(groups, seed: 1))
    #expect(close(trend.step.difference, -10) && trend.jonckheere.p < 0.01)
    #expect(DoseTrend(Array(groups.prefix(2)), seed: 1) == nil)
    #expect(DoseTrend([[1, 2], [3], [4, 5]], seed: 1) == nil)
  }
}
