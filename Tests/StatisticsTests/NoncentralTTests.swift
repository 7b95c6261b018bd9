import Testing

@testable import Statistics

@Suite struct NoncentralTTests {
  @Test func probabilitiesOfScipy() throws {
    for row in try StatisticsReference.read().noncentralT {
      let found = NoncentralT.probability(row[0], degrees: row[1], shift: row[2])
      #expect(abs(found - row[3]) < 1e-9, "\(row): \(found)")
    }
  }

  @Test func withoutShiftItIsStudents() {
    for (t, degrees) in [(-2.0, 3.0), (0.5, 12), (4, 7.5)] {
      let found = NoncentralT.probability(t, degrees: degrees, shift: 0)
      #expect(close(found, Distributions.studentProbability(t, degrees: degrees), 1e-10))
    }
  }

  @Test func largeShiftsAreWithinReach() throws {
    let interval = try #require(NoncentralT.shiftInterval(400, degrees: 10))
    #expect(interval.lowerBound > 200 && interval.upperBound < 600)
    #expect(
      close(
        NoncentralT.probability(400, degrees: 10, shift: interval.upperBound), 0.025, 1e-6))
  }
}
