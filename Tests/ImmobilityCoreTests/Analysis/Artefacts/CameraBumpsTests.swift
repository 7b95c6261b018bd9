import Testing

@testable import ImmobilityCore

@Suite struct CameraBumpsTests {
  private func flags(
    _ cells: [Int: UInt8], of count: Int = 10, keyframes: [Int] = [],
    light: Int? = nil, flag: SampleFlags = .lightStep
  ) -> [Int] {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 60))
    trace.background.cellCount = count
    for (sample, changed) in cells { trace.background.cellsChanged[sample] = changed }
    for keyframe in keyframes { trace.keyframes[keyframe] = true }
    var flags = [SampleFlags](repeating: [], count: trace.count)
    if let light { flags[light].insert(flag) }
    CameraBumps.flag(
      &flags, trace: trace, crossing: KeyframePulses.crossings(trace))
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
    #expect(flags([20: 10, 21: 10], keyframes: [20]) == [])
    #expect(flags([20: 10], light: 20) == [])
  }

  @Test func lightThatWasTakenOutExplainsNothing() {
    #expect(flags([20: 10], light: 20, flag: .lightChange) == [20])
  }

  @Test func keyframesThatAreAlwaysThereExplainNothing() {
    #expect(flags([20: 10, 21: 10], keyframes: Array(0..<60)) == [20, 21])
  }

  /// The samples of a nudge at 30 a second.
  private func nudged(
    _ cells: [Int: UInt8], of count: Int = 12, changed: [Int: UInt8] = [:], keyframe: Int? = nil,
    light: Int? = nil
  ) -> [Int] {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 180))
    trace.background.cellCount = count
    for (sample, stirred) in cells { trace.background.cellsStirred[sample] = stirred }
    for (sample, cells) in changed { trace.background.cellsChanged[sample] = cells }
    if let keyframe { trace.keyframes[keyframe] = true }
    var flags = [SampleFlags](repeating: [], count: trace.count)
    if let light { flags[light].insert(.lightChange) }
    CameraBumps.flag(
      &flags, trace: trace, crossing: KeyframePulses.crossings(trace))
    #expect(flags.allSatisfy { $0.isDisjoint(with: .noEvidence) } || !changed.isEmpty)
    return flags.indices.filter { flags[$0].contains(.cameraNudge) }
  }

  @Test func edgesThatMoveInHalfOfThePartsAreANudge() {
    #expect(nudged([60: 6, 61: 9, 62: 6, 100: 5]) == [60, 61, 62])
    #expect(nudged([0: 6, 179: 7]) == [0, 179], "at the ends")
  }

  @Test func fewPartsTellNoNudge() {
    #expect(nudged([60: 5], of: 5) == [])
    #expect(nudged([60: 3], of: 6) == [60])
  }

  @Test func keyframesThatAreAlwaysThereExplainNoNudge() {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 180))
    trace.background.cellCount = 12
    trace.background.cellsStirred[60] = 8
    trace.keyframes = trace.keyframes.map { _ in true }
    var flags = [SampleFlags](repeating: [], count: trace.count)
    CameraBumps.flag(
      &flags, trace: trace, crossing: KeyframePulses.crossings(trace))
    #expect(flags.indices.filter { flags[$0].contains(.cameraNudge) } == [60])
  }

  @Test func whatGoesOnIsNotTheCamera() {
    let long = Dictionary(uniqueKeysWithValues: (60..<92).map { ($0, UInt8(8)) })
    #expect(nudged(long) == [])
    // Something moves in a third of the parts before.
    let before = Dictionary(uniqueKeysWithValues: (40..<60).map { ($0, UInt8(4)) })
    #expect(nudged(before.merging([60: 8]) { $1 }) == [])
  }

  @Test func nudgeThatGrowsToABumpIsItsBeginning() {
    var trace = MadeTrace.constant(changed: [Int](repeating: 0, count: 180))
    trace.background.cellCount = 12
    for sample in [57, 59, 60, 61] { trace.background.cellsStirred[sample] = 10 }
    trace.background.cellsChanged[61] = 10
    var flags = [SampleFlags](repeating: [], count: trace.count)
    CameraBumps.flag(
      &flags, trace: trace, crossing: KeyframePulses.crossings(trace))
    #expect(flags.indices.filter { flags[$0].contains(.cameraBump) } == Array(57...61))
    #expect(!flags.contains { $0.contains(.cameraNudge) })
  }

  @Test func keyframesLightAndBumpsExplainANudge() {
    #expect(nudged([60: 8], keyframe: 60) == [])
    #expect(nudged([60: 8], light: 60) == [])
    #expect(nudged([60: 12, 80: 8], changed: [60: 12]) == [80])
  }
}
