import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct SecondBinsTests {
  private func spans(_ edges: (Double, Double)...) -> TimeSpans {
    TimeSpans(uniting: edges.map { TimeSpan(start: $0.0, end: $0.1) })
  }

  private func confusion(
    _ reference: TimeSpans, _ scorer: TimeSpans, judged: TimeSpans? = nil,
    window: TimeSpan = TimeSpan(start: 10, end: 14)
  ) -> TimeConfusion {
    SecondBins.confusion(
      reference: reference, scorer: scorer,
      judged: judged ?? TimeSpans(uniting: [window]), window: window)
  }

  @Test func moreThanHalfOfTheSecondDecides() {
    // Bin 0: 0.6 s against 0.5 s; bin 1: 0.5 s in two parts against 0.51 s.
    let table = confusion(
      spans((10.4, 11), (11, 11.25), (11.75, 12)), spans((10.1, 10.6), (11.2, 11.71)))
    #expect(
      table == TimeConfusion(bothImmobile: 0, referenceOnly: 1, scorerOnly: 1, neither: 2))
  }

  @Test func binsStartWithTheWindowAndARestTakesNoPart() {
    let window = TimeSpan(start: 10.3, end: 12.9)
    let table = confusion(spans((10.3, 11.3)), spans((10.3, 12.9)), window: window)
    #expect(table == TimeConfusion(bothImmobile: 1, scorerOnly: 1))
    #expect(confusion(spans(), spans(), window: TimeSpan(start: 0, end: 0.9)).total == 0)
  }

  @Test func binsThatAreNotJudgedInFullTakeNoPart() {
    let table = confusion(spans((10, 14)), spans((10, 14)), judged: spans((10, 11.5), (12, 14)))
    #expect(table == TimeConfusion(bothImmobile: 3))
  }

  @Test func windowsThatDoNotEndOnBinaryFractions() {
    let window = TimeSpan(start: 0.1, end: 300.1)
    #expect(confusion(spans(), spans(), window: window).neither == 300)
  }
}
