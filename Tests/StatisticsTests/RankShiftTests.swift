import Testing

@testable import Statistics

@Suite struct RankShiftTests {
  /// The interval holds the shifts that scipy's exact rank tests do not reject.
  @Test func isThatOfScipysRankTests() throws {
    let reference = try StatisticsReference.read().ranks
    for item in reference.between {
      let found = RankShift.between(item.a, item.b)
      #expect(close(found.value, item.shift))
      if let interval = item.interval {
        #expect(close(found.interval, interval, 1e-6), "\(found) \(interval)")
      } else {
        #expect(found.interval == nil && found.reason?.contains("too few") == true, "\(found)")
      }
    }
    let within = RankShift.within(reference.within.changes)
    #expect(close(within.value, reference.within.shift))
    #expect(close(within.interval, reference.within.interval, 1e-6), "\(within)")
  }

  @Test func oneFarOutCountsLikeAnyOther() {
    let (a, b) = ([1.0, 2, 3, 4, 5], [11.0, 12, 13, 14, 15])
    let far = RankShift.between(a, [11, 12, 13, 14, 500])
    #expect(RankShift.between(a, b).value == -10 && (far.value ?? 0) > -11)
    #expect(RankShift.between([], b).value == nil && RankShift.within([]).value == nil)
  }
}
