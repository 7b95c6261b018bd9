import Testing

@testable import ImmobilityCore

@Suite struct CameraBumpsTests {
  private func flags(
    _ cells: [Int: UInt8], of count: Int = 10, both: Bool = false, keyframe: Int? = nil,
    light: Int? = nil
  ) -> [Int] {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 60))
    trace.background.cellCount = count
    for (sample, changed) in cells { trace.background.cellsChanged[sample] = changed }
    if let keyframe { trace.keyframes[keyframe] = true }
    var flags = [SampleFlags](repeating: [], count: trace.count)
    if let light { flags[light].insert(.lightChange) }
    CameraBumps.flag(&flags, trace: trace, both: both)
    return flags.indices.filter { flags[$0].contains(.cameraBump) }
  }

  @Test func moreThanThePartIsABump() {
    #expect(flags([20: 7, 30: 6]) == [20])
  }

  @Test func fewPartsTellNothing() {
    #expect(flags([20: 3], of: 3) == [])
    #expect(flags([20: 4], of: 4) == [20])
  }

  @Test func keyframesAndLightExplainIt() {
    #expect(flags([20: 10, 21: 10], keyframe: 20) == [])
    #expect(flags([20: 10], light: 20) == [])
  }

  @Test func longLagLooksBackBehindTheBump() {
    // The long lag is 8 samples: 21 ... 27 are compared with 13 ... 19, from before the bump.
    #expect(flags([20: 10], both: true) == Array(20...27))
  }
}
