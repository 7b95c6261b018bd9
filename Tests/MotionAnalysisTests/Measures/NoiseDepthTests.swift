import Testing

@testable import MotionAnalysis

@Suite struct NoiseDepthTests {
  /// Deviation, threshold and `2 * integral of (d - T) * pdf(d, 0, s)` from T on, which scipy 1.17
  /// integrated.
  static let integrated: [(deviation: Double, threshold: UInt8, depth: Double)] = [
    (2.8, 12, 1.0861848074052504e-05), (5, 12, 0.02720444075812185),
    (8, 16, 0.13585124186927416), (11.3, 28, 0.04849708977883796),
    (14, 40, 0.017565426899544306), (20, 16, 4.808289355790615), (0, 0, 0.23936536824085963),
  ]

  @Test(arguments: integrated)
  func agreesWithNumericalIntegration(_ known: (deviation: Double, threshold: UInt8, depth: Double))
  {
    let found = NoiseDepth.expected(deviation: known.deviation, pixelThreshold: known.threshold)
    #expect(abs(found - known.depth) <= 1e-9 + 1e-6 * known.depth, "\(found)")
  }

  /// Digits that another processor's exponential function may give otherwise are not kept.
  @Test func lastDigitsAreRoundedAway() {
    for deviation in stride(from: 0.3, through: 30, by: 0.37) {
      let depth = NoiseDepth.expected(deviation: deviation, pixelThreshold: 16)
      let parts = depth * 1_073_741_824
      #expect(parts == parts.rounded())
    }
  }

  @Test func neverNegative() {
    for deviation in stride(from: 0.0, through: 30, by: 0.5) {
      for threshold in stride(from: UInt8(0), through: 250, by: 10) {
        #expect(NoiseDepth.expected(deviation: deviation, pixelThreshold: threshold) >= 0)
      }
    }
  }
}
