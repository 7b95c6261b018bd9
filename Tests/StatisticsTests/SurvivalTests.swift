import Testing

@testable import Statistics

@Suite struct SurvivalTests {
  @Test func curvesAndLogRankAreThoseOfScipy() throws {
    for item in try StatisticsReference.read().survival {
      let (a, b) = (item.a.map(\.time), item.b.map(\.time))
      let test = try #require(Survival.logRank(a, b))
      #expect(close(test.z.magnitude, item.z.magnitude) && close(test.p, item.p))
      let curve = Survival(a).curve
      for (seconds, part) in item.curveA.map({ ($0[0], $0[1]) }) {
        let found = curve.last { $0.seconds <= seconds }?.part ?? 1
        #expect(close(found, part), "\(seconds): \(found) \(part)")
      }
    }
  }

  @Test func medianAndCensoring() {
    func times(_ seconds: [Double], censored: Set<Double> = []) -> Survival {
      Survival(seconds.map { Survival.Time($0, isEvent: !censored.contains($0)) })
    }
    #expect(times([5, 1, 3]).median == 3)
    #expect(times([5, 5, 1, 9]).median == 5)
    #expect(times([240, 240, 1], censored: [240]).median == nil)
    let none = times([240, 240], censored: [240])
    #expect(none.curve.isEmpty && none.median == nil)
    #expect(Survival.logRank(none.times, none.times) == nil)
    #expect(Survival.logRank([], none.times) == nil)
  }
}
