import Testing

@testable import Reports

@Suite struct NaturalOrderTests {
  @Test func numbersCountAsPeopleDo() {
    let sorted = ["", "15 mg/kg", "M2", "5 mg/kg", "M10", "M02", "M", "m1", "M2b"]
      .sorted(by: NaturalOrder.precedes)
    #expect(sorted == ["", "5 mg/kg", "15 mg/kg", "M", "M02", "M2", "M2b", "M10", "m1"])
  }

  @Test func itIsAnOrder() {
    let texts = ["a1", "a01", "a1b", "a", "1", "01", "", "10", "9", "b"]
    for first in texts {
      #expect(!NaturalOrder.precedes(first, first))
      for second in texts where first != second {
        #expect(
          NaturalOrder.precedes(first, second) != NaturalOrder.precedes(second, first),
          "\(first), \(second)")
      }
    }
  }

  @Test func listsAreDecidedByTheFirstThatDiffer() {
    #expect(NaturalOrder.precedes(["a", "10"], ["a", "9"]) == false)
    #expect(NaturalOrder.precedes(["a"], ["a", ""]))
    #expect(NaturalOrder.precedes(["a", "z"], ["b", "a"]))
  }
}
