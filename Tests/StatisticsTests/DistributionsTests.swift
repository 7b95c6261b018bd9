import Testing

@testable import Statistics

/// Against the values of scipy.
@Suite struct DistributionsTests {
  @Test func studentQuantiles() throws {
    for row in try DistributionReference.read().distributions.studentQuantiles {
      #expect(close(Distributions.studentQuantile(row[0], degrees: row[1]), row[2]), "\(row)")
    }
  }

  @Test func studentTails() throws {
    for row in try DistributionReference.read().distributions.studentTwoSided {
      let found = Distributions.studentTwoSided(row[0], degrees: row[1])
      // Tiny tails count by ratio.
      #expect(abs(found - row[2]) <= 1e-9 * row[2] + 1e-300, "\(row): \(found)")
      #expect(found == Distributions.studentTwoSided(-row[0], degrees: row[1]))
    }
  }

  @Test func fisherQuantiles() throws {
    for row in try DistributionReference.read().distributions.fQuantiles {
      let found = Distributions.fisherQuantile(row[0], row[1], row[2])
      #expect(abs(found - row[3]) <= 1e-8 * row[3], "\(row): \(found)")
    }
  }

  @Test func normalQuantileIsTheLimitOfStudents() {
    // They differ by about (z^3 + z) / (4 degrees).
    let found = Distributions.studentQuantile(0.975, degrees: 1e6)
    #expect(abs(found - Distributions.normal975) < 3e-6)
  }
}
