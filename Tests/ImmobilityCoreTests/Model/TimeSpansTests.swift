import Testing

@testable import ImmobilityCore

@Suite struct TimeSpansTests {
  private func spans(_ edges: [(Double, Double)]) -> TimeSpans {
    TimeSpans(uniting: edges.map { TimeSpan(start: $0.0, end: $0.1) })
  }

  private func edges(_ spans: TimeSpans) -> [[Double]] { spans.spans.map { [$0.start, $0.end] } }

  @Test func unitesOverlappingTouchingAndDoubledSpans() {
    let united = spans([(5, 7), (1, 2), (2, 3), (6, 6.5), (6, 9), (1, 2), (11, 12)])
    #expect(edges(united) == [[1, 3], [5, 9], [11, 12]])
    #expect(united.total == 7)
  }

  @Test func emptyAndReversedSpansVanish() {
    #expect(spans([(3, 3), (5, 4)]).isEmpty)
    #expect(TimeSpans().total == 0)
  }

  @Test func intersectionIsWhatBothHave() {
    let one = spans([(0, 4), (6, 10), (12, 13)])
    let other = spans([(1, 2), (3, 7), (9, 12)])
    #expect(edges(one.intersection(other)) == [[1, 2], [3, 4], [6, 7], [9, 10]])
    #expect(one.intersection(other) == other.intersection(one))
  }

  @Test func clippingAndComplementFillTheWindow() {
    let window = TimeSpan(start: 2, end: 11)
    let set = spans([(0, 3), (5, 6), (10, 20)])
    #expect(edges(set.clipped(to: window)) == [[2, 3], [5, 6], [10, 11]])
    #expect(edges(set.complement(in: window)) == [[3, 5], [6, 10]])
    #expect(edges(TimeSpans().complement(in: window)) == [[2, 11]])
    #expect(set.clipped(to: window).total + set.complement(in: window).total == window.duration)
  }

  @Test func touchingSpansHaveNothingInCommon() {
    #expect(TimeSpan(start: 0, end: 1).intersection(TimeSpan(start: 1, end: 2)) == nil)
    #expect(
      TimeSpan(start: 0, end: 5).intersection(TimeSpan(start: 2, end: 9))
        == TimeSpan(start: 2, end: 5))
  }
}
