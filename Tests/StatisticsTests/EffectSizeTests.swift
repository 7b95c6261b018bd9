import Testing

@testable import Statistics

@Suite struct EffectSizeTests {
  /// The figure is that of pingouin, the interval that of scipy's noncentral t.
  @Test func isThatOfPingouinAndScipy() throws {
    let reference = try StatisticsReference.read()
    for item in reference.differences {
      let found = EffectSize.independent(item.a, item.b)
      #expect(close(found.value, item.g), "\(item.name)")
      #expect(close(found.interval, item.gInterval, 1e-7), "\(item.name): \(found)")
    }
    for item in reference.pairs {
      let found = EffectSize.paired(item.first, item.second)
      #expect(close(found.value, item.g))
      #expect(close(found.interval, item.gInterval, 1e-7), "\(found)")
    }
  }

  @Test func thePairedIntervalKnowsTheCorrelation() throws {
    let first = [10.0, 20, 30, 40, 50, 60]
    let near = EffectSize.paired(first, [12, 21, 33, 41, 54, 61])
    let far = EffectSize.paired(first, [54, 12, 61, 21, 33, 41])
    let widths = try [near, far].map { estimate in
      let interval = try #require(estimate.interval)
      return interval.upperBound - interval.lowerBound
    }
    #expect(close(near.value, far.value ?? 0) && widths[0] < 0.3 * widths[1])
  }

  @Test func whatIsNotDefinedSaysWhy() {
    #expect(EffectSize.independent([1], [2, 3]).reason == "it needs two animals a group")
    #expect(EffectSize.independent([1, 1], [1, 1]).reason == "the values do not vary")
    #expect(EffectSize.paired([1], [2]).value == nil)
    #expect(EffectSize.paired([1, 1], [2, 2]).value == nil)
    let alike = EffectSize.paired([1, 2, 3], [2, 3, 4])
    #expect(alike.value != nil && alike.interval == nil && alike.reason != nil)
  }
}
