import Testing

@testable import ImmobilityCore

@Suite struct KeyframePulsesTests {
  /// A trace with keyframes at some samples and a background of 1000 pixels that changed by
  /// `background` pixels, and by `atPulse` where a keyframe stands between the compared frames.
  private func trace(keyframes: [Int], background: UInt64, atPulse: UInt64) -> Trace {
    var trace = MadeTrace.constant(changed: [Int](repeating: 5, count: 60))
    for keyframe in keyframes { trace.keyframes[keyframe] = true }
    trace.background.pixelCount = 1000
    let crossing = KeyframePulses.crossings(trace)
    trace.background.changed = CompactCounts(crossing.map { $0 ? atPulse : background })
    return trace
  }

  private func flags(_ trace: Trace, arena: Int = 0) -> [Int] {
    var flags = [SampleFlags](repeating: [], count: trace.count)
    KeyframePulses(trace: trace, rung: 0).flag(&flags, arena: arena)
    return flags.indices.filter { flags[$0].contains(.keyframePulse) }
  }

  @Test func crossingLastsForTheLag() {
    let crossing = KeyframePulses.crossings(trace(keyframes: [20], background: 0, atPulse: 0))
    // The lag is two samples: 20 and 21 are compared with 18 and 19.
    #expect(crossing.indices.filter { crossing[$0] } == [20, 21])
  }

  @Test func keyframesThatAreAlwaysThereAreNotCrossed() {
    func crossed(_ keyframes: [Int]) -> Int {
      KeyframePulses.crossings(trace(keyframes: keyframes, background: 0, atPulse: 0))
        .count(where: \.self)
    }
    // 58 samples are compared.
    let half = Array(stride(from: 4, to: 58, by: 4)) + [59]
    #expect(crossed(half) == 29)
    #expect(crossed([3] + half) == 0)
    #expect(crossed(Array(0..<60)) == 0)
  }

  @Test func keyframeAtTheFirstSampleIsCrossed() {
    // A trial that starts inside the recording, with a keyframe.
    var made = trace(keyframes: [0], background: 4, atPulse: 30)
    #expect(flags(made) == [], "nothing comes before it")
    made.lag.real = made.lag.real.map { _ in 2 }
    made.background.changed = CompactCounts(
      KeyframePulses.crossings(made).map { $0 ? 30 : 4 } as [UInt32])
    #expect(flags(made) == [0, 1])
    made.background.pixelCount = 0
    made.arenas.append(made.arenas[0])
    #expect(KeyframePulses.readArenas(made))
  }

  @Test func spikeAtAKeyframeIsAPulse() {
    #expect(flags(trace(keyframes: [20, 40], background: 4, atPulse: 30)) == [20, 21, 40, 41])
  }

  @Test func keyframeWithoutASpikeIsNone() {
    #expect(flags(trace(keyframes: [20, 40], background: 4, atPulse: 12)) == [])
    #expect(flags(trace(keyframes: [20], background: 0, atPulse: 1)) == [])
  }

  @Test func spikeWithoutAKeyframeIsNone() {
    var made = trace(keyframes: [20], background: 4, atPulse: 4)
    made.background.changed[30] = 200
    #expect(flags(made) == [])
  }

  @Test func onlyKeyframesTellNothing() {
    #expect(flags(trace(keyframes: Array(0..<60), background: 4, atPulse: 30)) == [])
  }

  @Test func otherArenasStandInForTheBackground() {
    var made = trace(keyframes: [20], background: 0, atPulse: 0)
    made.background.pixelCount = 0
    #expect(flags(made) == [], "nothing but the arena")
    var still = made.arenas[0]
    still.changes.changed = CompactCounts(
      KeyframePulses.crossings(made).map { $0 ? 40 : UInt64(2) })
    made.arenas.append(still)
    #expect(flags(made, arena: 0) == [20, 21])
    #expect(flags(made, arena: 1) == [], "the first arena shows no spike")
  }
}
