import Testing

@testable import ImmobilityCore

@Suite struct SelectionTests {
  /// Numbers that are the same in every run (Lehmer's generator), below `limit`.
  private func numbers(_ count: Int, below limit: UInt64) -> [Double] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
      state = state &* 48_271 % 2_147_483_647
      return Double(state % limit)
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 17, 100, 1_001])
  func everyRankHasTheValueThatSortingGivesIt(count: Int) {
    for limit in [1, 2, 7, 1 << 30] as [UInt64] {
      let values = numbers(count, below: limit)
      let sorted = values.sorted()
      for order in [values, sorted, sorted.reversed()] {
        for rank in stride(from: 0, to: count, by: max(1, count / 20)) {
          var left = order
          left.withUnsafeMutableBufferPointer { values in
            #expect(Selection.place(rank, of: values) == sorted[rank])
          }
          #expect(left.sorted() == sorted)
          #expect(left[..<rank].allSatisfy { $0 <= sorted[rank] })
          #expect(left[rank...].allSatisfy { $0 >= sorted[rank] })
        }
        #expect(Selection.middle(of: order) == sorted[count / 2])
      }
    }
  }
}
