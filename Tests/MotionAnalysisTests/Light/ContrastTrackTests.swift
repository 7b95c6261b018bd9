import ImmobilityCore
import Testing

@testable import MotionAnalysis

@Suite struct ContrastTrackTests {
  /// A trace of 30 seconds at 10 samples a second whose light changes by these shifts, grey levels.
  private func trace(_ shifts: [Int: Int16] = [:]) -> Trace {
    let count = 300
    let none = [Bool](repeating: false, count: count)
    let lags = [Int64](repeating: 1, count: count)
    var arena = ArenaTrace(
      arena: Arena(name: "a", shape: .wholePicture), pixelCount: 1000, noise: 2)
    arena.changes.light = LightTrack(
      (0..<count).map { .init(shift: shifts[$0] ?? 0, isCompensated: false) })
    return Trace(
      timeBase: TimeBase(numerator: 1, denominator: 10), ticks: (0..<Int64(count)).map { $0 },
      lastFrameDuration: 1, frames: Array(0..<count),
      readingFlags: [SampleFlags](repeating: [], count: count), keyframes: none,
      analysisRate: nil, cleaning: .light, covered: .init(start: 0, end: .infinity),
      pixelThresholds: NoiseFloor.ladder, lag: LagTrack(asked: 0.1, real: lags),
      reach: LagTrack(asked: 0.3, real: lags), arenas: [arena], background: BackgroundTrace())
  }

  /// The gains of looks every half second in a light of some strength.
  private func gains(
    _ scene: MadeLooks = .structured, shifts: [Int: Int16] = [:], _ strength: (Double) -> Double
  ) -> [UInt16] {
    let looks = (0..<60).map { look in
      let time = Double(look) / 2
      return PresenceSnapshots.Look(
        sample: 5 * look, time: time, pixels: scene.pixels(look) { strength(time) * $0 })
    }
    let trace = trace(shifts)
    return ContrastTrack(looks, trace: trace)?.samples(trace) ?? []
  }

  private func expect(_ gain: UInt16, _ wanted: Double, _ comment: Comment? = nil) {
    #expect(abs(Double(gain) / Trace.contrastUnits - wanted) < 0.02, comment)
  }

  @Test func nothingInSteadyLight() {
    #expect(gains { _ in 1 } == [])
    #expect(gains { $0 < 12 ? 1 : 0.95 } == [], "hardly weaker")
  }

  @Test func flashAndPassingHandDoNotLast() {
    #expect(gains { (12.0..<12.9).contains($0) ? 0.5 : 1 } == [])
  }

  @Test func stepStandsWhereTheLightWasSeenToChange() throws {
    // Between the looks at 11.5 and 12 s; samples at 11.6 ... 12.
    let found = gains(shifts: [118: -60]) { $0 < 11.8 ? 1 : 0.6 }
    try #require(found.count == 300)
    // Most looks are in the weaker light, which is the reference's.
    for sample in 0..<118 { expect(found[sample], 1 / 0.6, "\(sample)") }
    for sample in 118..<300 { #expect(found[sample] == 1024, "\(sample)") }
  }

  @Test func slowChangeIsFollowed() throws {
    let found = gains { 1 - 0.5 * min(max(($0 - 5) / 20, 0), 1) }
    try #require(found.count == 300)
    // The light of the reference is that of the middle.
    let reference = Double(found[150]) / (1 - 0.5 * 0.5)
    for sample in stride(from: 0, to: 300, by: 10) {
      let time = Double(sample) / 10
      let wanted = 1 - 0.5 * min(max((time - 5) / 20, 0), 1)
      #expect(abs(Double(found[sample]) / reference - wanted) < 0.03, "\(time)")
    }
  }

  @Test func unknownContrastIsZero() throws {
    let found = gains(.plain, shifts: [118: -60]) { $0 < 11.8 ? 1 : 0.6 }
    try #require(found.count == 300)
    for sample in 0..<118 { #expect(found[sample] == 0, "\(sample)") }
    for sample in 118..<300 { #expect(found[sample] == 1024, "\(sample)") }
  }

  @Test func flickerIsNoLastingLight() {
    // Looks catch a lamp that swings four times a second at all its phases.
    let swing = Dictionary(
      uniqueKeysWithValues: (0..<300).map { ($0, Int16($0 % 2 == 0 ? 20 : -20)) })
    #expect(gains(shifts: swing) { Int($0 / 4) % 2 == 0 ? 1 : 0.8 } == [])
  }

  @Test func tooFewLooksTellNothing() {
    let trace = trace()
    let looks = (0..<4).map { look in
      PresenceSnapshots.Look(
        sample: look, time: Double(look),
        pixels: MadeLooks.structured.pixels(look) { look < 2 ? $0 : $0 / 2 })
    }
    #expect(ContrastTrack(looks, trace: trace) == nil)
    #expect(ContrastTrack([], trace: trace) == nil)
  }
}
