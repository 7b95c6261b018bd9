import Testing

@testable import StudyStore

@Suite struct NumberListTests {
  @Test func everyNumberComesBackAsTheVerySame() throws {
    let numbers = [
      0, -0.0, 1, -17, 0.1, 0.1 + 0.2, 121.366_666_666_666_67, 1e-9, 1e300, .pi, 4_294_967_296,
      Double.leastNonzeroMagnitude,
    ]
    let back = try #require(NumberList.numbers(NumberList.text(numbers)))
    #expect(back.map(\.bitPattern) == numbers.map(\.bitPattern))
    #expect(NumberList.numbers(NumberList.text([])) == [])
  }

  @Test func wholeNumbersAreShort() {
    #expect(NumberList.text([0, 120, 131.5]) == "[0,120,131.5]")
  }

  @Test(arguments: ["", "[", "1,2", "[1,]", "[1,x]", "[1 2]", "[,1]"])
  func whatIsDamagedIsNoList(text: String) { #expect(NumberList.numbers(text) == nil) }
}
