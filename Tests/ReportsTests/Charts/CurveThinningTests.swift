import Testing

@testable import Reports

/// Curves thinned as the algorithm's published Python implementation does it.
@Suite struct CurveThinningTests {
  /// A curve of whole numbers at irregular places, from a linear congruential generator.
  private func curve(_ count: Int) -> (x: [Double], y: [Double]) {
    var state: UInt64 = 1
    func next() -> UInt64 {
      state = (state * 1_103_515_245 + 12345) % (1 << 31)
      return state / 65536
    }
    var (x, y) = ([0.0], [Double]())
    for place in 0..<count {
      let step = next()
      if place > 0 { x.append(x[place - 1] + 1 + Double(step % 3)) }
      y.append(Double(next() % 1000))
    }
    return (x, y)
  }

  /// The places that `LTTBDownsampler` of the package tsdownsample 0.1.5.1 (PyPI) keeps of the same
  /// curves. (The package lttb fills its buckets otherwise than the thesis' own program.)
  private static let reference: [(count: Int, most: Int, places: [Int])] = [
    (100, 12, [0, 4, 10, 21, 30, 40, 52, 59, 78, 79, 90, 99]),
    (
      97, 30,
      [
        0, 1, 6, 10, 12, 14, 17, 21, 25, 28, 31, 34, 38, 44, 47, 48, 52, 57, 61, 62, 67, 69, 73, 75,
        80, 84, 87, 90, 92, 96,
      ]
    ), (50, 3, [0, 6, 49]),
    (
      1000, 25,
      [
        0, 6, 61, 87, 139, 184, 227, 268, 318, 357, 394, 440, 501, 523, 569, 614, 653, 721, 754,
        786, 832, 879, 912, 996, 999,
      ]
    ),
  ]

  @Test(arguments: reference.indices)
  func keepsWhatThePublishedImplementationKeeps(_ index: Int) {
    let (count, most, places) = Self.reference[index]
    let (x, y) = curve(count)
    #expect(CurveThinning.kept(x: x, y: y, most: most) == places)
  }

  @Test func shortCurvesStayWhole() {
    #expect(CurveThinning.kept(x: [], y: [], most: 10) == [])
    #expect(CurveThinning.kept(x: [1, 2, 3], y: [1, 1, 1], most: 3) == [0, 1, 2])
    #expect(CurveThinning.kept(x: [1, 2, 3], y: [1, 1, 1], most: 2) == [0, 1, 2])
  }

  @Test func aLonelyPeakSurvives() {
    let x = (0..<10_000).map(Double.init)
    var y = [Double](repeating: 0, count: 10_000)
    y[6_789] = 5
    let kept = CurveThinning.kept(x: x, y: y, most: 50)
    #expect(kept.count == 50 && kept.contains(6_789))
    #expect(kept == kept.sorted() && kept.first == 0 && kept.last == 9_999)
  }
}
