import Testing

@testable import Statistics

@Suite struct HolmTests {
  @Test func isThatOfStatsmodels() throws {
    let reference = try StatisticsReference.read().holm
    for (found, expected) in zip(Holm.adjusted(reference.p), reference.adjusted) {
      #expect(close(found, expected, 1e-12))
    }
  }

  @Test func missingValuesDoNotCount() {
    #expect(Holm.adjusted([nil, 0.02, nil, 0.01]) == [nil, 0.02, nil, 0.02])
    #expect(Holm.adjusted([]).isEmpty)
    #expect(Holm.adjusted([0.9, 0.8]) == [1, 1])
  }
}
