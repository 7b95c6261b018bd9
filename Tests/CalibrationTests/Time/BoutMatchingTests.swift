import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct BoutMatchingTests {
  private func spans(_ edges: (Double, Double)...) -> TimeSpans {
    TimeSpans(uniting: edges.map { TimeSpan(start: $0.0, end: $0.1) })
  }

  @Test func halfOfTheUnionIsEnough() {
    let exact = BoutMatching(reference: spans((0, 10)), scorer: spans((0, 5)))
    #expect(exact.matched == 1)
    #expect(BoutMatching(reference: spans((0, 10)), scorer: spans((0, 4.99))).matched == 0)
    #expect(BoutMatching(reference: spans((0, 10)), scorer: spans((10, 20))).matched == 0)
  }

  @Test func everyBoutMatchesOnceAtMost() {
    let halves = BoutMatching(reference: spans((0, 10)), scorer: spans((0, 5), (5.000_001, 10)))
    #expect(halves.matched == 1)
    let split = BoutMatching(reference: spans((0, 10)), scorer: spans((0, 3), (3.5, 6), (6.5, 10)))
    #expect(split.matched == 0 && split.scorerBouts == 3)
  }

  @Test func aShortBoutBeforeDoesNotHideTheMatch() {
    let found = BoutMatching(
      reference: spans((0, 1), (2, 10), (20, 21), (30, 40)),
      scorer: spans((0.9, 2.5), (3, 11), (31, 41)))
    #expect(found.matched == 2)
    #expect(found.onsetDelay?.median == 1)
    #expect(found.offsetDelay?.median == 1)
    #expect(found.recall.value == 0.5)
    #expect(isClose(found.precision.value, 2.0 / 3))
    #expect(isClose(found.f1.value, 4.0 / 7))
  }

  @Test func withoutBoutsThereAreReasons() {
    let none = BoutMatching(reference: spans(), scorer: spans())
    #expect(none.f1.value == nil && none.recall.reason != nil && none.precision.reason != nil)
    let one = BoutMatching(reference: spans((0, 1)), scorer: spans())
    #expect(one.recall.value == 0 && one.precision.value == nil)
    #expect(one.onsetDelay == nil)
  }
}
