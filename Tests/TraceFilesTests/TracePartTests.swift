import ImmobilityCore
import Testing

@testable import TraceFiles

/// A trace of which only a part is read gives the scores of the whole.
@Suite struct TracePartTests {
  private func settings(_ measure: MotionMeasure, _ threshold: PixelThreshold) -> ScoringSettings {
    var settings = ScoringSettings(measure: measure, pixelThreshold: threshold)
    settings.cleaning = [.light, .damage, .keyframePulses, .cameraBumps, .emptyArena]
    settings.trialStart = .at(1.0 / 3)
    return settings
  }

  /// A short recording with this noise, grey levels.
  private func recording(noise: Double, thresholds: [UInt8] = NoiseFloor.ladder) -> TracedRecording
  {
    var recording = MadeRecording.swimming(samples: 400, thresholds: thresholds)
    for arena in recording.trace.arenas.indices { recording.trace.arenas[arena].noise = noise }
    return recording
  }

  private func expectSame(
    _ recording: TracedRecording, _ settings: ScoringSettings, part: Trace.Part?
  ) throws {
    let bytes = try TraceFile(recording: recording, softwareVersion: "1").bytes()
    let whole = try TraceFile(bytes: bytes, path: "a").recording
    let read = try TraceFile(bytes: bytes, path: "a", for: settings).recording
    #expect(whole == recording)
    #expect(whole.trace.part(readBy: settings) == part)
    #expect((read == whole) == (part == nil))
    if let part { #expect(read.trace.pixelThresholds.count == part.rungs.count) }
    var expected = try whole.score(settings)
    var found = try read.score(settings)
    (expected.trace, found.trace) = (nil, nil)
    #expect(found == expected)
  }

  @Test(arguments: [
    (1.0, 1...1, 0...0), (6.9, 1...2, 5...5), (8.1, 2...2, 5...5), (3.4, 1...1, 2...2),
    (10.3, 3...4, 5...5), (30, 4...4, 5...5),
  ])
  func thresholdFromTheNoise(noise: Double, excess: ClosedRange<Int>, changed: ClosedRange<Int>)
    throws
  {
    let recording = recording(noise: noise)
    try expectSame(
      recording, settings(.excess, .fromNoise),
      part: .init(rungs: excess, short: .depths, long: .depths))
    try expectSame(
      recording, settings(.changed, .fromNoise),
      part: .init(rungs: changed, short: .counts, long: []))
    try expectSame(recording, settings(.meanAbsDiff, .fromNoise), part: nil)
  }

  @Test func thresholdByHandAndRungsBesideTheLadder() throws {
    for (index, threshold) in NoiseFloor.ladder.enumerated() {
      try expectSame(
        recording(noise: 2), settings(.excess, .fixed(threshold)),
        part: .init(rungs: index...index, short: .depths, long: .depths))
    }
    // A rung of its own between two others does not take part in the choice from the noise.
    let thresholds: [UInt8] = [12, 16, 18, 20, 24, 28, 40]
    try expectSame(
      recording(noise: 7.2, thresholds: thresholds), settings(.excess, .fromNoise),
      part: .init(rungs: 1...3, short: .depths, long: .depths))
    let own: [UInt8] = [9, 33]
    try expectSame(
      recording(noise: 7.2, thresholds: own), settings(.changed, .fromNoise),
      part: .init(rungs: 1...1, short: .counts, long: []))
  }

  /// Where the contrast changes depths are read at other thresholds, too.
  @Test(arguments: [
    (980, 0...1, 1...2), (724, 0...2, 1...3), (520, 0...3, 1...3), (300, 0...3, 1...3),
  ])
  func otherLightIsReadAtOtherThresholds(
    weakest: UInt16, fromNoise: ClosedRange<Int>, byHand: ClosedRange<Int>
  ) throws {
    var recording = recording(noise: 2)
    recording.trace.contrastGain = (0..<400).map { $0 < 200 ? 1024 : $0 < 210 ? 0 : weakest }
    try expectSame(
      recording, settings(.excess, .fromNoise),
      part: .init(rungs: fromNoise, short: .all, long: .all))
    try expectSame(
      recording, settings(.excess, .fixed(16)),
      part: .init(rungs: byHand, short: .all, long: .all))
    try expectSame(
      recording, settings(.changed, .fromNoise),
      part: .init(rungs: 0...0, short: .counts, long: []))
    var off = settings(.excess, .fromNoise)
    off.cleaning.remove(.light)
    recording.trace.cleaning.remove(.light)
    try expectSame(recording, off, part: .init(rungs: 1...1, short: .depths, long: .depths))
  }

  /// Its motion is then read at another threshold.
  @Test func arenaThatMayBeEmptyIsReadWhole() throws {
    var recording = recording(noise: 2)
    let looks = recording.trace.arenas[2].presence.samples.count
    let differs = (0..<looks).map { $0 < 6 ? 0.0 : 0.1 }
    recording.trace.arenas[2].presence.fromFirst = differs
    recording.trace.arenas[2].presence.lastingFromFirst = differs.map { _ in 0 }
    try expectSame(recording, settings(.excess, .fromNoise), part: nil)
    var without = settings(.excess, .fromNoise)
    without.cleaning.remove(.emptyArena)
    try expectSame(
      recording, without, part: .init(rungs: 1...1, short: .depths, long: .depths))
  }

  /// Where nothing lies outside the arenas a keyframe's pulse is told by the other arenas' counts.
  @Test func arenasThatTellPulsesAreRead() throws {
    var recording = recording(noise: 1)
    recording.trace.background = BackgroundTrace()
    recording.trace.keyframes[200] = true
    try expectSame(
      recording, settings(.excess, .fromNoise),
      part: .init(rungs: 1...1, short: .all, long: .depths))
    var without = settings(.excess, .fromNoise)
    without.cleaning.remove(.keyframePulses)
    try expectSame(
      recording, without, part: .init(rungs: 1...1, short: .depths, long: .depths))
    try expectSame(
      recording, settings(.changed, .fromNoise),
      part: .init(rungs: 0...0, short: .counts, long: []))
  }

  @Test func startOfOneAnimalThatIsToBeFoundIsReadWhole() throws {
    var settings = settings(.excess, .fromNoise)
    let recording = recording(noise: 2)
    settings.arenaTrialStarts = [recording.trace.arenas[0].arena.name: .found]
    #expect(recording.trace.part(readBy: settings) == nil)
  }
}
