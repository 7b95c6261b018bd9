import Testing

@testable import Statistics

@Suite struct MomentsTests {
  @Test func medians() {
    #expect(Moments.median([3, 1, 2]) == 2)
    #expect(Moments.median([4, 1, 3, 2]) == 2.5)
    #expect(Moments.median([]) == nil)
  }

  @Test func constantButForRounding() {
    #expect(Moments.areConstant([0.1 + 0.2, 0.3]))
    #expect(Moments.areConstant([]))
    #expect(!Moments.areConstant([1, 1.001]))
  }

  @Test func products() {
    #expect(Moments.products([1, 2, 3], [2, 4, 6]) == 4)
    #expect(Moments.mean([]) == nil)
  }
}
