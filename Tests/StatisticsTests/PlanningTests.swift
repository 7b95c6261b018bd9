import Testing

@testable import Statistics

@Suite struct PlanningTests {
  @Test func isThatOfStatsmodels() throws {
    let reference = try StatisticsReference.read().planning
    for row in reference.power {
      let found = Planning.power(effect: row[0], first: row[1], second: row[2], level: row[3])
      #expect(abs(found - row[4]) < 1e-7, "\(row): \(found)")
    }
    for row in reference.animals {
      #expect(Planning.animals(effect: row[0], power: row[1]) == Int(row[2]), "\(row)")
    }
    for row in reference.smallest {
      #expect(close(Planning.smallestEffect(first: row[0], second: row[1]), row[2], 1e-6))
    }
  }

  @Test func equivalenceIsThatOfStatsmodels() throws {
    for item in try StatisticsReference.read().equivalence {
      let test = try #require(Contrast(groups: [item.a, item.b], weights: [1, -1]).welch)
      #expect(close(test.equivalenceP(margin: item.margin), item.p), "\(item.margin)")
      let inside = try #require(test.interval(level: 0.9))
      let isWithin = inside.lowerBound > -item.margin && inside.upperBound < item.margin
      #expect(isWithin == (item.p < 0.05))
    }
  }

  @Test func edges() {
    #expect(Planning.animals(effect: 0) == nil)
    #expect(Planning.animals(effect: 50) == 2)
    #expect(abs(Planning.power(effect: 0, first: 8, second: 8) - 0.05) < 1e-9)
  }
}
