import Testing

@testable import ImmobilityCore

@Suite struct LadderDepthTests {
  /// How many of 100,000 pixels differ by each number of grey levels: an animal's differences thin out over
  /// some tens of levels.
  private let differences: [Int] = (0...255).map { level in
    level == 0 ? 60_000 : Int((4000 / (1 + Double(level * level) / 400)).rounded())
  }

  private var pixels: Int { differences.reduce(0, +) }

  /// The mean over the pixels of by how much differences exceed a threshold, counted one by one.
  private func depth(at threshold: Double) -> Double {
    var sum = 0.0
    for (level, count) in differences.enumerated() {
      sum += Double(count) * max(0, Double(level) - threshold)
    }
    return sum / Double(pixels)
  }

  private var trace: Trace {
    var trace = MadeTrace.constant(changed: [0])
    trace.pixelThresholds = NoiseFloor.ladder
    trace.arenas[0].short.changed = CompactCounts(
      NoiseFloor.ladder.map { UInt64(differences[(Int($0) + 1)...].reduce(0, +)) })
    trace.arenas[0].short.depth = NoiseFloor.ladder.map { rung in
      UInt16((depth(at: Double(rung)) * Comparisons.depthUnits).rounded())
    }
    return trace
  }

  @Test func isExactOnTheRungsAndNearlySoBetween() {
    let trace = trace
    let reading = LadderDepth(NoiseFloor.ladder, trace: trace, pixels: pixels)
    for tenth in stride(from: 120, through: 400, by: 1) {
      let threshold = Double(tenth) / 10
      let found = reading.depth(0, trace.arenas[0].short, at: threshold)
      let isRung = NoiseFloor.ladder.contains { Double($0) == threshold }
      let tolerance = isRung ? 0.0005 : 0.006 * depth(at: threshold)
      #expect(abs(found - depth(at: threshold)) < tolerance, "\(threshold)")
    }
  }

  @Test func endsAndNoise() {
    let trace = trace
    let reading = LadderDepth([16, 20, 40], trace: trace, pixels: pixels)
    #expect(reading.rungs == [1, 2, 5])
    let depths = trace.arenas[0].short
    #expect(reading.depth(0, depths, at: 3) == reading.depth(0, depths, at: 16))
    #expect(reading.depth(0, depths, at: 77) == reading.depth(0, depths, at: 40))
    #expect(abs(reading.noise([9, 0.8, 0.4, 9, 9, 0.2], at: 30) - 0.3) < 1e-12)
    #expect(reading.noise([], at: 30) == 0)
  }
}
