import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct TimeConfusionTests {
  private func spans(_ edges: (Double, Double)...) -> TimeSpans {
    TimeSpans(uniting: edges.map { TimeSpan(start: $0.0, end: $0.1) })
  }

  @Test func secondsOfTheFourCells() {
    let table = TimeConfusion(
      reference: spans((0, 10), (20, 30)), scorer: spans((5, 22), (50, 60)),
      judged: spans((0, 25), (26, 55)))
    #expect(table.bothImmobile == 7)
    #expect(table.referenceOnly == 12)
    #expect(table.scorerOnly == 15)
    #expect(table.neither == 54 - 34)
    #expect(table.total == 54)
  }

  /// 6 both, 2 reference alone, 3 scorer alone, 9 neither: precision and recall differ.
  private let table = TimeConfusion(
    bothImmobile: 6, referenceOnly: 2, scorerOnly: 3, neither: 9)

  @Test func precisionAndSensitivityAreNotSwapped() {
    #expect(isClose(table.sensitivity.value, 6.0 / 8))
    #expect(isClose(table.precision.value, 6.0 / 9))
    #expect(isClose(table.specificity.value, 9.0 / 12))
    #expect(isClose(table.f1.value, 12.0 / 17))
    // A scorer who sees more immobility than the reference is sensitive, not precise.
    let eager = TimeConfusion(
      reference: spans((0, 10)), scorer: spans((0, 40)), judged: spans((0, 100)))
    #expect(eager.sensitivity.value == 1 && eager.precision.value == 0.25)
  }

  @Test func kappaAndMatthewsByHand() {
    let chance = (8.0 * 9 + 12 * 11) / 400
    #expect(isClose(table.kappa.value, (15.0 / 20 - chance) / (1 - chance)))
    #expect(isClose(table.mcc.value, (54.0 - 6) / (8.0 * 9 * 12 * 11).squareRoot()))
  }

  @Test func oneStateOnlyGivesReasons() {
    let never = TimeConfusion(neither: 60)
    for estimate in [
      never.kappa, never.sensitivity, never.precision, never.f1, never.mcc,
    ] {
      #expect(estimate.value == nil && estimate.reason != nil)
    }
    #expect(never.specificity.value == 1)
    let always = TimeConfusion(bothImmobile: 60)
    #expect(always.kappa.value == nil && always.specificity.value == nil)
    #expect(always.f1.value == 1)
    let missed = TimeConfusion(referenceOnly: 10, neither: 50)
    #expect(missed.kappa.value == 0)
    #expect(missed.precision.reason?.contains("second scorer saw no immobility") == true)
    #expect(missed.mcc.value == nil && missed.sensitivity.value == 0 && missed.f1.value == 0)
    let nothing = TimeConfusion()
    #expect(nothing.kappa.reason?.contains("no time") == true)
    #expect(nothing.mcc.value == nil)
  }

  @Test func largeCountsDoNotOverflow() {
    let large = TimeConfusion(
      bothImmobile: 1e100, referenceOnly: 1e100, scorerOnly: 1e100, neither: 1e100)
    #expect(large.mcc.value == 0)
  }
}
