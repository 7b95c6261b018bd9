@testable import ImmobilityCore

/// Traces with chosen motion, made without any video.
enum MadeTrace {
  /// A trace of one arena of 1000 pixels at a constant rate.
  ///
  /// - Parameters:
  ///   - changed: `[sample]`: changed pixels.
  ///   - tick: length of a tick as (numerator, denominator) seconds; a frame lasts one tick.
  ///   - reach: how far back the windows of cells reach, ticks.
  static func constant(
    changed: [Int], tick: (Int64, Int64) = (1, 30), lag: Int64 = 2, reach: Int64 = 8
  ) -> Trace {
    let ticks = (0..<Int64(changed.count)).map { $0 }
    return at(ticks, changed: changed, tick: tick, lag: lag, reach: reach)
  }

  /// A trace whose samples stand at chosen ticks; every sample but those in front of the lag has
  /// exactly the real lag asked for, and every one but those in front of the reach a whole window of cells, in
  /// which nothing moves.
  static func at(
    _ ticks: [Int64], changed: [Int], tick: (Int64, Int64), lag: Int64, reach: Int64 = 8,
    flags: [Int: SampleFlags] = [:], lastFrameDuration: Int64 = 1
  ) -> Trace {
    let base = TimeBase(numerator: tick.0, denominator: tick.1)
    var readingFlags = [SampleFlags](repeating: [], count: ticks.count)
    for (sample, flag) in flags { readingFlags[sample] = flag }
    let untouched = [Bool](repeating: false, count: ticks.count)
    let still = [UInt16](repeating: 0, count: ticks.count)
    return Trace(
      timeBase: base, ticks: ticks, lastFrameDuration: lastFrameDuration,
      frames: Array(ticks.indices), readingFlags: readingFlags, keyframes: untouched,
      analysisRate: nil, cleaning: .whileReading, covered: .init(start: 0, end: .infinity),
      pixelThresholds: [16],
      lag: LagTrack(
        asked: base.seconds(lag), real: ticks.map { $0 - ticks[0] >= lag ? lag : 0 }),
      reach: LagTrack(
        asked: CellMotion.window, real: ticks.map { $0 - ticks[0] >= reach ? reach : 0 }),
      arenas: [
        ArenaTrace(
          arena: Arena(name: "a", shape: .wholePicture), pixelCount: 1000,
          changes: Comparisons(
            changed: CompactCounts(changed.map { UInt32($0) }),
            meanDifference: changed.map {
              Comparisons.meanDifference(sum: UInt64($0) * 20, pixels: 1000)
            },
            light: LightTrack(quiet: ticks.count)),
          cells: CellMotion(strokes: still, movement: still), noise: 0.5)
      ],
      background: BackgroundTrace(
        changed: CompactCounts(repeating: 0, count: ticks.count),
        cellsChanged: [UInt8](repeating: 0, count: ticks.count),
        cellsStirred: [UInt8](repeating: 0, count: ticks.count)))
  }

  /// Settings that read the changed fraction of a `constant` trace without any smoothing or rules:
  /// immobile below 10 changed pixels of 1000.
  static func plain(_ trace: Trace) -> ScoringSettings {
    ScoringSettings(
      measure: .changed, lag: trace.lag.asked, analysisRate: nil, motionThreshold: 1,
      smoothing: 0, minImmobile: 0, minMobile: 0)
  }
}
