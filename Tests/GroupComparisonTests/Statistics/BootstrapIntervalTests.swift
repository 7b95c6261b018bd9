import Testing

@testable import GroupComparison

@Suite struct BootstrapIntervalTests {
  @Test func isThatOfScipyOfTheSameDraws() throws {
    let reference = try ComparisonReference.read()
    for item in reference.differences {
      let contrast = Contrast(groups: [item.a, item.b], weights: [1, -1])
      let found = BootstrapInterval.bca(contrast, seed: item.seed, draws: item.draws)
      #expect(close(found, item.bca), "\(item.name): \(String(describing: found)) \(item.bca)")
      #expect(close(contrast.value, item.difference))
    }
    for item in reference.interactions {
      let contrast = Contrast(groups: item.cells, weights: [1, -1, -1, 1])
      let found = BootstrapInterval.bca(contrast, seed: item.seed, draws: item.draws)
      #expect(close(found, item.bca), "\(String(describing: found)) \(item.bca)")
      #expect(close(contrast.value, item.difference))
    }
    for item in reference.pairs {
      let contrast = Contrast(
        groups: [zip(item.first, item.second).map { $1 - $0 }], weights: [1])
      let found = BootstrapInterval.bca(contrast, seed: item.seed, draws: item.draws)
      #expect(close(found, item.bca), "\(String(describing: found)) \(item.bca)")
      #expect(close(contrast.value, item.difference))
    }
  }

  @Test func thereIsNoneOfNothing() {
    for groups in [[[1.0], [2.0, 3.0]], [[], [1, 2]], [[5, 5], [5, 5]]] {
      let contrast = Contrast(groups: groups, weights: [1, -1])
      #expect(BootstrapInterval.bca(contrast, seed: 1, draws: 100) == nil, "\(groups)")
    }
  }
}
