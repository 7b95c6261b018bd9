import ImmobilityCore
import Statistics

@testable import Calibration

/// Random numbers for tests, the same in every run.
struct TestRandom: RandomNumberGenerator {
  private var source: SeededRandom
  init(_ seed: UInt64) { source = SeededRandom(seed: seed) }
  mutating func next() -> UInt64 { source.next() }
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11)
      / 9_007_199_254_740_992
  }
  /// A normal number: the sum of twelve uniform ones, less six.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform(0...1) } }
}

/// Traces of animals whose bouts are known, and raters who watch them.
struct MadeAnimals {
  var recordings: [CalibrationRecording] = []
  /// `[animal]`: true immobility.
  var truth: [TimeSpans] = []
  var length: Double

  /// How a rater scores.
  struct Habit {
    var delay = 0.0
    var jitter = 0.0
    /// Shorter bouts are missed, seconds.
    var misses = 0.0
    /// Bouts are longer by this, seconds.
    var bias = 0.0
  }

  /// - Parameters:
  ///   - still: changed pixels of 10,000 in stillness, at most.
  ///   - moving: changed pixels while moving: from, to.
  ///   - share: the share of immobility, about.
  init(
    count: Int, seed: UInt64 = 7, length: Double = 120, still: Double = 20,
    moving: ClosedRange<Double> = 150...900, share: ClosedRange<Double> = 0.2...0.7
  ) {
    self.length = length
    var random = TestRandom(seed)
    for animal in 0..<count {
      var spans: [TimeSpan] = []
      var now = random.uniform(0...5)
      let part = random.uniform(share)
      while now < length, part > 0 {
        // Where there is little mobility it is rare, not short.
        let bout = random.uniform(2...10) * max(1, part >= 1 ? 1 : part / (1 - part) / 2)
        spans.append(TimeSpan(start: now, end: min(length, now + bout)))
        now += bout + bout * (1 - part) / part * random.uniform(0.5...1.5)
      }
      if part >= 1 { spans = [TimeSpan(start: 0, end: length)] }
      let times = TimeSpans(uniting: spans)
      truth.append(times)
      recordings.append(
        Self.recording("r\(animal).mp4", times, length, still, moving, &random))
    }
  }

  private static func recording(
    _ name: String, _ immobile: TimeSpans, _ length: Double, _ still: Double,
    _ moving: ClosedRange<Double>, _ random: inout TestRandom
  ) -> CalibrationRecording {
    let rate = 15
    let count = Int(length) * rate
    let base = TimeBase(numerator: 1, denominator: Int64(rate))
    let cumulative = CumulativeTimes(immobile)
    let counts = (0..<count).map { sample in
      let time = Double(sample) / Double(rate)
      let isStill = cumulative.until(time + 0.001) - cumulative.until(time) > 0.0005
      return UInt32(isStill ? random.uniform(0...still) : random.uniform(moving))
    }
    let untouched = [Bool](repeating: false, count: count)
    let pixels = 10_000
    let changes = Comparisons(
      changed: CompactCounts(counts),
      meanDifference: counts.map {
        Comparisons.meanDifference(sum: UInt64($0) * 20, pixels: pixels)
      },
      light: LightTrack(quiet: count))
    // What a window tells is about its middle: as many percent of the animal as of the pixels then.
    let middles = counts.indices.map { counts[max(0, $0 - 2)] }
    let cells = CellMotion(
      strokes: middles.map { UInt16($0) }, movement: middles.map { UInt16(2 * $0 + 5) },
      yardstick: .init(contrast: 60, area: 40, noise: 0.5, isFromRest: false))
    let ticks = (0..<Int64(count)).map { $0 }
    let trace = Trace(
      timeBase: base, ticks: ticks, lastFrameDuration: 1, frames: Array(0..<count),
      readingFlags: [SampleFlags](repeating: [], count: count), keyframes: untouched,
      analysisRate: nil, cleaning: .whileReading, covered: .init(start: 0, end: .infinity),
      pixelThresholds: [16],
      lag: LagTrack(asked: 1.0 / 15, real: ticks.map { min($0, 1) }),
      reach: LagTrack(asked: CellMotion.window, real: ticks.map { $0 < 4 ? 0 : 4 }),
      arenas: [
        ArenaTrace(
          arena: .whole, pixelCount: pixels, changes: changes, cells: cells, noise: 0.5)
      ],
      background: BackgroundTrace(
        changed: CompactCounts(repeating: 0, count: count),
        cellsChanged: [UInt8](repeating: 0, count: count),
        cellsStirred: [UInt8](repeating: 0, count: count)))
    let info = RecordingInfo(
      path: name, sha256: String(repeating: "0", count: 64), container: "mp4", codec: "h264",
      pixelFormat: "yuv420p", width: 100, height: 100, rotationDegrees: 0, framesDecoded: count,
      decodeErrors: 0, firstPTS: 0, duration: length, nominalFPS: Double(rate),
      variableFrameRate: false)
    return CalibrationRecording(
      path: name, name: name, recording: TracedRecording(trace: trace, info: info, notes: []))
  }

  private func score(
    _ animal: Int, _ rater: String, _ observation: ManualScore.Observation
  ) -> ManualScore {
    ManualScore(
      recording: "r\(animal).mp4", rater: rater, observation: observation,
      window: TimeSpan(start: 0, end: length), path: rater + ".csv", line: animal + 2)
  }

  /// Takes away the evidence of a stretch from 30 s on, which stays unscored.
  mutating func lose(_ seconds: Double, of animal: Int) {
    for sample in 450..<(450 + Int(seconds * 15)) {
      recordings[animal].recording.trace.readingFlags[sample] = .decodeError
    }
  }

  /// A rater who watches the animals.
  func watched(by rater: String, _ habit: Habit = Habit(), seed: UInt64 = 3) -> Scoring {
    var random = TestRandom(seed)
    return Scoring(
      name: rater,
      scores: truth.enumerated().map { animal, times in
        let seen = times.spans.filter { $0.duration >= habit.misses }.map { span in
          TimeSpan(
            start: max(
              0, span.start + habit.delay - habit.bias / 2 + habit.jitter * random.normal()),
            end: min(
              length, span.end + habit.delay + habit.bias / 2 + habit.jitter * random.normal()))
        }
        return score(animal, rater, .bouts(immobile: TimeSpans(uniting: seen), others: []))
      })
  }

  /// A rater who presses the key whatever the animal does.
  func guessed(by rater: String, seed: UInt64) -> Scoring {
    let other = MadeAnimals(count: truth.count, seed: seed, length: length)
    return Scoring(
      name: rater,
      scores: other.truth.enumerated().map { animal, times in
        score(animal, rater, .bouts(immobile: times, others: []))
      })
  }

  /// A rater with a stopwatch.
  func timed(by rater: String, error: Double = 0, seed: UInt64 = 5) -> Scoring {
    var random = TestRandom(seed)
    return Scoring(
      name: rater,
      scores: truth.enumerated().map { animal, times in
        score(animal, rater, .total(seconds: max(0, times.total + error * random.normal())))
      })
  }

  /// Settings that these traces can answer.
  static var settings: ScoringSettings {
    ScoringSettings(lag: 1.0 / 15, analysisRate: nil)
  }

  /// A small search around them.
  static var options: CalibrationOptions {
    CalibrationOptions(
      settings: settings,
      space: SearchSpace(
        measures: [.changed], smoothing: [0.25, 0.5, 1], exitRatios: [1, 1.5],
        minImmobile: [0, 1, 2]),
      replicates: 400)
  }

  func fit(
    _ scorings: Scoring..., options: CalibrationOptions = MadeAnimals.options
  ) throws -> CalibrationFit {
    try Calibrator(options: options).fit(recordings, scorings: scorings).fit
  }
}
