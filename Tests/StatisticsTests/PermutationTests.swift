import Testing

@testable import Statistics

@Suite struct PermutationTests {
  @Test func differencesAreTestedLikeScipy() throws {
    for item in try StatisticsReference.read().differences {
      let found = try #require(Permutation.difference(item.a, item.b, seed: item.seed))
      #expect(close(found.p, item.p), "\(item.name): \(found) \(item.p)")
      #expect(found.isExact == item.exact)
    }
  }

  @Test func changesAreTestedLikeScipy() throws {
    for item in try StatisticsReference.read().pairs {
      let found = try #require(
        Permutation.signs(item.changes, seed: item.seed))
      #expect(close(found.p, item.p), "\(found) \(item.p)")
      #expect(found.isExact == item.exact)
    }
  }

  @Test func interactionsAreTestedOnTheResidualsOfTheAdditiveModel() throws {
    for item in try StatisticsReference.read().interactions {
      let found = try #require(Permutation.interaction(item.cells, seed: item.seed))
      #expect(close(found.p, item.p), "\(found) \(item.p)")
      #expect(found.count == 10_000 && !found.isExact)
      // The linear model's own p-value, which assumes normal residuals, lies near.
      #expect(abs(found.p - item.pOfTheLinearModel) < 0.005)
    }
  }

  @Test func theOrderOfAnimalsDoesNotCountInAnExactTest() {
    let (a, b) = ([1.0, 5, 9, 2], [7.0, 8, 12])
    let p = Permutation.difference(a, b, seed: 1)
    #expect(Permutation.difference(a.reversed(), b.reversed(), seed: 2) == p)
    #expect(p?.count == 35 && close(p?.least, 1.0 / 35))
  }

  /// Type I error with unequal spreads and numbers, 5 animals of spread 45 against 15 of 15: .10 in a long
  /// run; that of the difference itself is .18 to .23.
  @Test func unequalSpreadsDoNotMislead() throws {
    var random = SeededRandom(seed: 4)
    var rare = 0
    for study in 0..<400 {
      let a = (0..<5).map { _ in 45 * normal(&random) }
      let b = (0..<15).map { _ in 15 * normal(&random) }
      if try #require(Permutation.difference(a, b, seed: UInt64(study))).p <= 0.05 { rare += 1 }
    }
    #expect((20...60).contains(rare), "\(rare) of 400")
  }

  @Test func strataAreExchangedWithinThemselves() throws {
    let contrast = Contrast(
      groups: [[10, 12, 11], [20, 22, 19], [110, 109, 113], [121, 118, 122]],
      weights: [0.5, -0.5, 0.5, -0.5])
    let p = try #require(Permutation.stratified(contrast, seed: 1))
    // The observed order alone, 1 of 20 x 20, is as extreme on its side.
    #expect(p.p < 0.02 && p.count == 10_000 && !p.isExact)
  }

  @Test func withoutAnyDifferenceNothingIsRare() {
    #expect(Permutation.difference([5, 5, 5], [5, 5], seed: 1)?.p == 1)
    #expect(Permutation.signs([0, 0], seed: 1)?.p == 1)
    #expect(Permutation.interaction([[1, 1], [1, 1], [1, 1], [1, 1]], seed: 1) == nil)
    #expect(Permutation.difference([], [1], seed: 1) == nil)
    #expect(Permutation.signs([], seed: 1) == nil)
    #expect(Permutation.difference([1], [2, 3], seed: 1) == nil)
  }
}

/// A number that is about normal: the sum of twelve even ones.
private func normal(_ random: inout SeededRandom) -> Double {
  (0..<12).reduce(-6.0) { sum, _ in sum + Double(random.next() >> 11) / 9_007_199_254_740_992 }
}
