import ImmobilityCore
import Statistics
import Testing

@testable import Calibration

/// The objective from sums, against the figures made in full.
@Suite struct ObjectiveTests {
  @Test func kappaOfSumsIsKappa() throws {
    let table = TimeConfusion(bothImmobile: 30, referenceOnly: 5, scorerOnly: 8, neither: 57)
    let value = CalibrationObjective.kappa.value(CalibrationObjective.sums(table))
    #expect(abs(value - (try #require(table.kappa.value))) < 1e-12)
    #expect(CalibrationObjective.kappa.value(Sums()) == 0)
    let one = TimeConfusion(bothImmobile: 10, referenceOnly: 0, scorerOnly: 0, neither: 0)
    #expect(CalibrationObjective.kappa.value(CalibrationObjective.sums(one)) == 0)
  }

  @Test func concordanceOfSumsIsConcordance() throws {
    let (x, y) = ([10.0, 40, 80, 120], [14.0, 35, 90, 118])
    let sums = zip(x, y).reduce(Sums()) {
      $0 + CalibrationObjective.sums($1.0, $1.1, window: 240)
    }
    let value = CalibrationObjective.totals.value(sums)
    #expect(abs(value - (try #require(ConcordanceCorrelation.estimate(x, y).value))) < 1e-12)
    // Two animals: 1 - mean absolute error / window.
    let two =
      CalibrationObjective.sums(10, 22, window: 240)
      + CalibrationObjective.sums(50, 50, window: 240)
    #expect(abs(CalibrationObjective.totals.value(two) - 0.975) < 1e-12)
  }

  @Test func theTopIsTheMiddleOfWhatIsFlat() {
    let grid = [1.0, 2, 4, 8, 16, 32]
    let top = NestedSearch.top([0.1, 0.8, 0.8, 0.803, 0.5, 0.2], grid: grid, tolerance: 0.005)
    #expect(top.plateau == 1...3 && top.middle == 2 && top.value == 0.803)
    #expect(NestedSearch.top([0, 1], grid: [1, 2], tolerance: 0.005).middle == 1)
  }

  @Test func cumulativeTimesAddUp() {
    let times = TimeSpans(uniting: [TimeSpan(start: 1, end: 3), TimeSpan(start: 5, end: 6)])
    let cumulative = CumulativeTimes(times)
    #expect([0, 1, 2, 3, 4, 5.5, 9].map(cumulative.until) == [0, 0, 1, 2, 2, 2.5, 3])
    #expect(cumulative.common(TimeSpans(uniting: [TimeSpan(start: 2, end: 5.25)])) == 1.25)
  }
}
