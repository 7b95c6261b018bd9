import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct ScorerFlagTests {
  private let base = [20.0, 60, 35, 90, 110, 75, 50]

  private func flags(_ scorings: [Scoring]) -> [String] {
    Agreement(scorings).flags.map { "\($0.scorer) \($0.kind.rawValue)" }
  }

  private func shaken(_ by: [Double]) -> [Double] { zip(base, by).map { $0 + $1 } }

  private let small = [1.0, -2, 0, 2, -1, 1, -1]
  private let other = [-1.0, 1, 2, -2, 0, 1, 1]

  @Test func consistentScorersAreNotFlagged() {
    #expect(
      flags([
        Made.totals("a", base), Made.totals("b", shaken(small)), Made.totals("c", shaken(other)),
      ]).isEmpty)
  }

  @Test func theOneWhoFollowsAnotherCriterionIs() {
    let odd = Made.totals("odd", [70, 60, 75, 65, 60, 68, 72])
    for order in [[0, 1, 2], [1, 0, 2], [1, 2, 0]] {
      let scorings = [odd, Made.totals("a", base), Made.totals("b", shaken(small))]
      #expect(
        flags(order.map { scorings[$0] }).filter { $0.hasSuffix("outlying") } == ["odd outlying"])
    }
  }

  @Test func twoScorersCannotBeOutlying() {
    #expect(
      flags([Made.totals("a", base), Made.totals("b", [70, 60, 75, 65, 60, 68, 72].reversed())])
        .allSatisfy { !$0.hasSuffix("outlying") })
  }

  private let longBase = [20.0, 60, 35, 90, 110, 75, 50, 80, 30, 65]
  private let longSmall = [1.0, -2, 0, 2, -1, 1, -1, 0, 2, -2]

  @Test func driftIsFoundWithItsScorerAndNeedsEightAnimals() {
    let drift = longBase.indices.map { longBase[$0] + Double($0) * 4 + longSmall[$0] / 2 }
    let steady = zip(longBase, longSmall.reversed()).map { $0 + $1 }
    let scorings = [
      Made.totals("a", longBase), Made.totals("b", steady), Made.totals("late", drift),
    ]
    #expect(flags(scorings).contains("late drifting"))
    #expect(flags([scorings[0], scorings[2]]) == ["late drifting"])
    let few = [
      Made.totals("a", Array(longBase.prefix(7))), Made.totals("late", Array(drift.prefix(7))),
    ]
    #expect(flags(few).isEmpty)
  }

  @Test func differencesThatGrowWithTheTotalsAreNoDrift() {
    // In the order of a treatment: every animal is stiller than the one before.
    let rising = (1...10).map { Double($0) * 20 + longSmall[$0 - 1] * 3 }
    let noise = [2.0, 1, -1, 0, -2, -1, 1, 0, 1, 1]
    let share = zip(rising, noise).map { $0 * 0.7 + $1 }
    #expect(flags([Made.totals("a", rising), Made.totals("b", share)]).isEmpty)
  }

  @Test func aConstantDifferenceIsNoDrift() {
    #expect(
      flags([Made.totals("a", longBase), Made.totals("b", longBase.map { $0 + 20 })]).isEmpty)
  }

  /// Of three equally good scorers one was named in 41 % of sets of six animals by the figures alone.
  @Test func chanceNamesNobody() {
    var random = TestRandom(5)
    var named = 0
    for _ in 0..<60 {
      let base = (0..<6).map { _ in random.uniform(60...160) }
      let scorings = ["a", "b", "c"].map { name in
        Made.totals(name, base.map { max(0, $0 + 15 * random.normal()) })
      }
      if flags(scorings).contains(where: { $0.hasSuffix("outlying") }) { named += 1 }
    }
    #expect(named <= 8, "\(named) of 60")
  }

  /// Five animals: a concordance of .43 against .72 is no reason to name anybody.
  @Test func fewAnimalsNameNobody() {
    #expect(
      flags([
        Made.totals("a", [156, 140, 163, 140, 136]), Made.totals("b", [166, 135, 140, 145, 143]),
        Made.totals("c", [162, 141, 161, 147, 150]),
      ]).isEmpty)
  }
}
