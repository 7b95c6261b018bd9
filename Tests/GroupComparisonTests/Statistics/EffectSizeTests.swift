import Testing

@testable import GroupComparison

@Suite struct EffectSizeTests {
  @Test func isThatOfPingouin() throws {
    let reference = try ComparisonReference.read()
    for item in reference.differences {
      let found = EffectSize.independent(item.a, item.b)
      #expect(close(found.value, item.g) && close(found.interval, item.gInterval), "\(item.name)")
    }
    for item in reference.pairs {
      let found = EffectSize.paired(item.first, item.second)
      #expect(close(found.value, item.g) && close(found.interval, item.gInterval))
    }
  }

  @Test func whatIsNotDefinedSaysWhy() {
    #expect(EffectSize.independent([1], [2, 3]).reason == "it needs two animals a group")
    #expect(EffectSize.independent([1, 1], [1, 1]).reason == "the values do not vary")
    #expect(EffectSize.paired([1], [2]).value == nil)
    #expect(EffectSize.paired([1, 1], [2, 2]).value == nil)
  }
}
