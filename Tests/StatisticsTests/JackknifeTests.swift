import Testing

@testable import Statistics

@Suite struct JackknifeTests {
  /// Of a mean the jackknife is the t interval.
  @Test func ofAMeanItIsStudents() throws {
    let values = [3.0, 8, 4, 11, 6]
    let found = Jackknife.estimate(Estimate(6.4), count: 5, scale: .plain) { places in
      Moments.mean(places.map { values[$0] })
    }
    let error = try #require(Moments.variance(values)).squareRoot() / 5.0.squareRoot()
    let half = Distributions.studentQuantile(0.975, degrees: 4) * error
    #expect(close(found.interval, [6.4 - half, 6.4 + half]))
  }

  @Test func whatHasNoIntervalSaysWhy() {
    func estimate(_ count: Int, _ figure: ([Int]) -> Double?) -> Estimate {
      Jackknife.estimate(Estimate(0.5), count: count, scale: .correlation, figure)
    }
    #expect(estimate(2) { _ in 0.5 }.reason == Jackknife.tooFew)
    #expect(estimate(4) { _ in 0.5 }.reason?.contains("do not differ") == true)
    #expect(estimate(4) { _ in nil }.reason?.contains("not defined") == true)
    let missing = Jackknife.estimate(
      Estimate(missing: "none"), count: 4, scale: .plain, { _ in 1 })
    #expect(missing.reason == "none")
    #expect(estimate(4) { $0.contains(0) ? 0.6 : 0.4 }.interval?.upperBound ?? 2 < 1)
  }
}
