import Testing

@testable import GroupComparison

@Suite struct PermutationTests {
  @Test func differencesAreTestedLikeScipy() throws {
    for item in try ComparisonReference.read().differences {
      let found = try #require(Permutation.difference(item.a, item.b, seed: item.seed))
      #expect(close(found.p, item.p), "\(item.name): \(found) \(item.p)")
      #expect(found.isExact == item.exact)
    }
  }

  @Test func changesAreTestedLikeScipy() throws {
    for item in try ComparisonReference.read().pairs {
      let found = try #require(
        Permutation.signs(zip(item.first, item.second).map { $1 - $0 }, seed: item.seed))
      #expect(close(found.p, item.p), "\(found) \(item.p)")
      #expect(found.isExact == item.exact)
    }
  }

  @Test func interactionsAreTestedOnTheResidualsOfTheAdditiveModel() throws {
    for item in try ComparisonReference.read().interactions {
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
    #expect(p?.count == 35)
  }

  @Test func withoutAnyDifferenceNothingIsRare() {
    #expect(Permutation.difference([5, 5, 5], [5, 5], seed: 1)?.p == 1)
    #expect(Permutation.signs([0, 0], seed: 1)?.p == 1)
    #expect(Permutation.interaction([[1, 1], [1, 1], [1, 1], [1, 1]], seed: 1) == nil)
    #expect(Permutation.difference([], [1], seed: 1) == nil)
    #expect(Permutation.signs([], seed: 1) == nil)
  }
}
