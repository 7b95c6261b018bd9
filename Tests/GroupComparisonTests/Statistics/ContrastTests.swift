import Testing

@testable import GroupComparison

@Suite struct ContrastTests {
  @Test func welchsIntervalIsThatOfScipy() throws {
    let reference = try ComparisonReference.read()
    for item in reference.differences {
      let contrast = Contrast(groups: [item.a, item.b], weights: [1, -1])
      #expect(close(contrast.welchInterval, item.welch), "\(item.name)")
    }
    for item in reference.interactions {
      let contrast = Contrast(groups: item.cells, weights: [1, -1, -1, 1])
      #expect(close(contrast.welchInterval, item.welch))
    }
    for item in reference.pairs {
      let changes = zip(item.first, item.second).map { $1 - $0 }
      #expect(close(Contrast(groups: [changes], weights: [1]).welchInterval, item.welch))
    }
  }

  @Test func itNeedsTwoAnimalsAndSomeSpread() {
    #expect(Contrast(groups: [[1], [2, 3]], weights: [1, -1]).welchInterval == nil)
    #expect(Contrast(groups: [[1, 1], [2, 2]], weights: [1, -1]).welchInterval == nil)
    #expect(Contrast(groups: [[], [2, 2]], weights: [1, -1]).value == nil)
  }
}
