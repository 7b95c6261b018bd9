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
    if let part {
      #expect(read.trace.pixelThresholds == [whole.trace.pixelThresholds[part.rung]])
      let samples = read.trace.count
      for arena in read.trace.arenas {
        #expect(arena.changes.changed.count == (part.readsArenas ? samples : 0))
        #expect(arena.changes.meanDifference.isEmpty)
        #expect(arena.cells.strokes.count == (settings.measure == .strokes ? samples : 0))
        #expect(arena.cells.movement.count == (settings.measure == .movement ? samples : 0))
      }
    }
    var expected = try whole.score(settings)
    var found = try read.score(settings)
    (expected.trace, found.trace) = (nil, nil)
    #expect(found == expected)
  }

  @Test(arguments: [
    (1.0, 1, 0), (6.9, 2, 5), (8.1, 3, 5), (3.4, 1, 2), (10.3, 4, 5), (30, 4, 5),
  ])
  func thresholdFromTheNoise(noise: Double, cells: Int, changed: Int) throws {
    let recording = recording(noise: noise)
    for measure in [MotionMeasure.strokes, .movement] {
      try expectSame(
        recording, settings(measure, .fromNoise), part: .init(rung: cells, readsArenas: false))
    }
    try expectSame(
      recording, settings(.changed, .fromNoise), part: .init(rung: changed, readsArenas: true))
    try expectSame(recording, settings(.meanAbsDiff, .fromNoise), part: nil)
  }

  @Test func thresholdByHandAndRungsBesideTheLadder() throws {
    for (index, threshold) in NoiseFloor.ladder.enumerated() {
      try expectSame(
        recording(noise: 2), settings(.strokes, .fixed(threshold)),
        part: .init(rung: index, readsArenas: false))
    }
    // The choice from the noise leaves out a rung of its own between two others.
    let thresholds: [UInt8] = [12, 16, 18, 20, 24, 28, 40]
    try expectSame(
      recording(noise: 7.2, thresholds: thresholds), settings(.strokes, .fromNoise),
      part: .init(rung: 3, readsArenas: false))
    let own: [UInt8] = [9, 33]
    try expectSame(
      recording(noise: 7.2, thresholds: own), settings(.changed, .fromNoise),
      part: .init(rung: 1, readsArenas: true))
  }

  /// Its motion is then read at another threshold.
  @Test func arenaThatMayBeEmptyIsReadWhole() throws {
    var recording = recording(noise: 2)
    let looks = recording.trace.arenas[2].presence.samples.count
    let differs = (0..<looks).map { $0 < 6 ? 0.0 : 0.1 }
    recording.trace.arenas[2].presence.fromFirst = differs
    recording.trace.arenas[2].presence.lastingFromFirst = differs.map { _ in 0 }
    try expectSame(recording, settings(.strokes, .fromNoise), part: nil)
    var without = settings(.strokes, .fromNoise)
    without.cleaning.remove(.emptyArena)
    try expectSame(recording, without, part: .init(rung: 1, readsArenas: false))
  }

  /// Where nothing lies outside the arenas a keyframe's pulse shows in the other arenas' counts.
  @Test func arenasThatShowPulsesAreRead() throws {
    var recording = recording(noise: 1)
    recording.trace.background = BackgroundTrace()
    recording.trace.keyframes[200] = true
    try expectSame(
      recording, settings(.strokes, .fromNoise), part: .init(rung: 1, readsArenas: true))
    var without = settings(.strokes, .fromNoise)
    without.cleaning.remove(.keyframePulses)
    try expectSame(recording, without, part: .init(rung: 1, readsArenas: false))
    try expectSame(
      recording, settings(.changed, .fromNoise), part: .init(rung: 0, readsArenas: true))
  }

  @Test func startOfOneAnimalThatIsToBeFoundIsReadWhole() throws {
    var settings = settings(.strokes, .fromNoise)
    let recording = recording(noise: 2)
    settings.arenaTrialStarts = [recording.trace.arenas[0].arena.name: .found]
    #expect(recording.trace.part(readBy: settings) == nil)
  }
}
