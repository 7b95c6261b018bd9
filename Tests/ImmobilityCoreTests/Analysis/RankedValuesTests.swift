import Testing

@testable import ImmobilityCore

/// Each rank's value is that of sorting.
@Suite struct RankedValuesTests {
  /// Numbers that are the same in every run (Lehmer's generator), 0 up to 1.
  private func numbers(_ count: Int) -> [Double] {
    var state: UInt64 = 42
    return (0..<count).map { _ in
      state = state &* 48_271 % 2_147_483_647
      return Double(state) / 2_147_483_647
    }
  }

  @Test(arguments: [1, 2, 3, 10, 1_000, 5_000])
  func everyRankIsThatOfSorting(count: Int) {
    let some = numbers(count)
    let kinds: [[Double]] = [
      some, some.map { ($0 * 4).rounded() }, some.map { $0 - 0.5 },
      // Nearly all in one bin, and one far off.
      [1e6] + some.dropFirst(),
      [Double](repeating: 0, count: count),
      [Double](repeating: .leastNonzeroMagnitude, count: count),
    ]
    for values in kinds {
      let ranks = RankedValues(values)
      let sorted = values.sorted()
      for rank in stride(from: 0, to: count, by: max(1, count / 50)) {
        let (value, next) = ranks.values(at: rank)
        #expect(value == sorted[rank])
        #expect(next == sorted[min(rank + 1, count - 1)])
      }
    }
  }
}
