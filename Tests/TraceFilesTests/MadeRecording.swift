import ImmobilityCore

/// Random numbers that are the same in every run (SplitMix64: Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from a bell curve with mean 0 and standard deviation 1: the sum of twelve.
  mutating func normal() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
  }
}

/// Traced recordings that no decoder made.
enum MadeRecording {
  /// What the numbers of one arena are made of.
  private struct Arena {
    var name: String
    var pixels: Int
    var shape: ImmobilityCore.Arena.Shape
  }

  private static let info = RecordingInfo(
    path: "day 1/Mäuse \"A\".mp4", sha256: String(repeating: "0f", count: 32),
    container: "mov,mp4", codec: "h264", pixelFormat: "yuv420p", width: 1280, height: 720,
    rotationDegrees: 90, framesDecoded: 10_812, decodeErrors: 1, firstPTS: 0.1 + 0.2,
    duration: 360.4, nominalFPS: 30_000 / 1_001, variableFrameRate: true)

  /// A recording of four arenas with animals that swim about half of the time, as noisy as real ones:
  /// counts wander, paddle and scatter, and the camera's noise changes pixels at the lowest thresholds.
  ///
  /// - Parameter samples: 30 for each second.
  static func swimming(
    samples: Int, seed: UInt64 = 1, thresholds: [UInt8] = NoiseFloor.ladder
  ) -> TracedRecording {
    var generator = SeededGenerator(seed: seed)
    let arenas = [
      Arena(
        name: "left", pixels: 52_000,
        shape: .rectangle(x: 0.1, y: 2, width: 1.0 / 3, height: 400)),
      Arena(
        name: "Käfig \u{1F42D}\n2", pixels: 88_000,
        shape: .ellipse(centerX: 500, centerY: 300, radiusX: 150, radiusY: 187)),
      Arena(
        name: "c\u{327}, \"3\"", pixels: 110_000,
        shape: .polygon([.init(x: 1, y: 2), .init(x: 3e-9, y: 4e9), .init(x: -5, y: 6)])),
      Arena(name: "whole", pixels: 150_000, shape: .wholePicture),
    ]
    var recording = TracedRecording(
      trace: emptyTrace(thresholds), info: info,
      notes: [
        .init(
          arena: 1, quality: QualityNote(flag: "arena_cut", start: 0, end: 0, detail: "cut\tthere")),
        .init(
          arena: nil,
          quality: QualityNote(flag: "x", start: -.infinity, end: .infinity, detail: "")),
      ])
    addTimes(samples, to: &recording.trace, &generator)
    for (index, arena) in arenas.enumerated() {
      let isMoving = swims(samples, &generator)
      var made = ArenaTrace(
        arena: .init(
          name: arena.name, animalID: index == 0 ? "m\(index)" : nil, shape: arena.shape),
        pixelCount: arena.pixels, noise: index == 3 ? nil : 2.1 + Double(index) / 7)
      made.changes = comparisons(isMoving, pixels: arena.pixels, thresholds, &generator)
      made.cells = CellMotion(
        strokes: cells(isMoving, typical: 600, noise: 12, &generator),
        movement: cells(isMoving, typical: 1_500, noise: 25, &generator),
        yardstick: index == 3
          ? nil
          : .init(
            contrast: 60 + Double(index) / 3, area: 41, noise: 1.0 / 7, isFromRest: index == 1))
      made.presence = presence(samples, index: index, &generator)
      recording.trace.arenas.append(made)
    }
    recording.trace.background = background(samples, thresholds, &generator)
    return recording
  }

  private static func emptyTrace(_ thresholds: [UInt8]) -> Trace {
    Trace(
      timeBase: TimeBase(numerator: 1, denominator: 15_360), ticks: [], lastFrameDuration: 512,
      frames: [], readingFlags: [], keyframes: [], analysisRate: 30, cleaning: [.light, .damage],
      covered: .init(start: 1.0 / 3, end: .infinity), pixelThresholds: thresholds,
      lag: LagTrack(asked: 1.0 / 15, real: []), reach: LagTrack(asked: CellMotion.window, real: []),
      arenas: [], background: BackgroundTrace())
  }

  private static func addTimes(
    _ samples: Int, to trace: inout Trace, _ generator: inout SeededGenerator
  ) {
    for sample in 0..<samples {
      // Some cameras' clocks waver a little.
      let waver = Int64.random(in: 0...4, using: &generator)
      trace.ticks.append(Int64(sample) * 512 + waver)
      trace.frames.append(sample + 12)
      trace.keyframes.append(sample.isMultiple(of: 250))
      trace.readingFlags.append(
        sample % 997 == 500 ? .decodeError : sample % 613 == 300 ? .duplicatedFrame : [])
      trace.lag.real.append(sample < 2 ? 0 : 1024 + waver)
      trace.reach.real.append(sample < 8 ? 0 : 4096 - waver)
    }
  }

  /// `[sample]`: whether the animal swims, in spells of some seconds.
  private static func swims(_ samples: Int, _ generator: inout SeededGenerator) -> [Bool] {
    var swims: [Bool] = []
    var isMoving = true
    while swims.count < samples {
      let length = Int.random(in: 30...450, using: &generator)
      swims += [Bool](repeating: isMoving, count: min(length, samples - swims.count))
      isMoving.toggle()
    }
    return swims
  }

  private static func comparisons(
    _ isMoving: [Bool], pixels: Int, _ thresholds: [UInt8],
    _ generator: inout SeededGenerator
  ) -> Comparisons {
    var made = Comparisons()
    var wander = 0.0
    for (sample, moves) in isMoving.enumerated() {
      wander = 0.9 * wander + 0.2 * generator.normal()
      let paddle = 0.7 + 0.6 * abs(Double(sample % 11) / 11 - 0.5)
      let moved = (moves ? 0.045 : 0.0015) * paddle * (1 + max(-0.9, wander))
      var inside = 0
      var sum = 2.4 * Double(pixels) + generator.normal() * 900
      var bands: [Int] = []
      for (rung, threshold) in thresholds.enumerated() {
        let share = 1 / Double((rung + 1) * (rung + 2))
        let noise = Double(pixels) * (rung == 0 ? 0.007 : rung == 1 ? 0.0003 : 0)
        let expected = min(0.1, moved) * Double(pixels) * share + noise
        let band = max(0, Int(expected + generator.normal() * (expected.squareRoot() + 1)))
        bands.append(band)
        sum += Double(band) * Double(threshold)
      }
      var changed = [UInt32](repeating: 0, count: bands.count)
      for rung in bands.indices.reversed() {
        inside = min(pixels, inside + bands[rung])
        changed[rung] = UInt32(inside)
      }
      made.changed.append(contentsOf: changed[...])
      made.meanDifference.append(
        Comparisons.meanDifference(sum: UInt64(max(0, sum)), pixels: pixels))
      let shift: Int16 = sample % 3000 == 1500 ? -7 : sample % 150 == 77 ? 2 : 0
      made.light.append(LightTrack.Change(shift: shift, isCompensated: shift == 2))
    }
    return made
  }

  /// A measure of the cells: it wanders about what is typical of a swimming animal, and of a still one is
  /// mostly 0.
  private static func cells(
    _ isMoving: [Bool], typical: Double, noise: Double, _ generator: inout SeededGenerator
  ) -> [UInt16] {
    var wander = 0.0
    return isMoving.map { moves in
      wander = 0.93 * wander + 0.2 * generator.normal()
      let moved = moves ? typical * max(0, 1 + wander) : -noise / 4
      return UInt16(max(0, min(65_535, moved + noise * generator.normal())))
    }
  }

  private static func presence(
    _ samples: Int, index: Int, _ generator: inout SeededGenerator
  ) -> PresenceTrack {
    var track = PresenceTrack()
    for sample in stride(from: index, to: samples, by: 15) {
      track.samples.append(sample)
      track.fromFirst.append(Double(Int.random(in: 0...120, using: &generator)) / 1_024)
      track.fromLast.append(Double(Int.random(in: 0...120, using: &generator)) / 1_024)
      track.lastingFromFirst.append(Double(Int.random(in: 0...60, using: &generator)) / 1_024)
      track.lastingFromLast.append(Double(Int.random(in: 0...60, using: &generator)) / 1_024)
    }
    return track
  }

  private static func background(
    _ samples: Int, _ thresholds: [UInt8], _ generator: inout SeededGenerator
  ) -> BackgroundTrace {
    var made = BackgroundTrace(pixelCount: 300_000, cellCount: 16)
    for _ in 0..<samples {
      let isBump = Int.random(in: 0..<500, using: &generator) == 0
      for rung in thresholds.indices {
        let expected = isBump ? 90_000.0 : rung == 0 ? 2_100 : rung == 1 ? 90 : 3
        let part = max(0, expected + expected.squareRoot() * generator.normal())
        let below = rung == 0 ? .max : made.changed.last ?? 0
        made.changed.append(min(below, UInt64(part)))
      }
      made.cellsChanged.append(isBump ? 16 : UInt8.random(in: 0...1, using: &generator))
      made.cellsStirred.append(isBump ? 16 : made.cellsChanged[made.cellsChanged.count - 1])
    }
    return made
  }
}
