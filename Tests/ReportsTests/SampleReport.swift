import ImmobilityCore
import Reports

/// Hand-made values that the tests of every report share.
enum Sample {
  static let software = Software(name: "stillwater", version: "9.9.9")

  static let settings = ScoringSettings(
    protocolName: "fst-mouse", trialStart: .at(2.5), trialLength: 10,
    window: .init(start: 1, end: 5),
    lag: 1.0 / 15, pixelThreshold: .fixed(12))

  static let video = RecordingInfo(
    path: "day 1/a,b.mp4", sha256: String(repeating: "0f", count: 32), container: "mov,mp4",
    codec: "h264", pixelFormat: "yuv420p", width: 640, height: 360, rotationDegrees: 90,
    framesDecoded: 4, decodeErrors: 1, firstPTS: 0.1 + 0.2, duration: 12.299_999_999_9,
    nominalFPS: nil, variableFrameRate: true)

  static let animal = AnimalScore(
    arena: "the \"left\" one", animalID: "M,1", trialStart: 2.5, noise: 1.25, contrast: 61.5,
    area: 42, window: .init(start: 1, end: 5), immobile: 2.25, plausibleImmobile: 1.5...2.75,
    mobile: 1.5, highlyMobile: 0, unscored: 0.25, immobilePercent: 60, latency: 1.1 + 2.2,
    latencyCensored: false, boutCount: 1, boutMean: 2.25, boutMedian: 2.25, boutLongest: 2.25,
    bins: [Bin(start: 1, end: 5, immobile: 2.25, unscored: 0.25)],
    bouts: [
      Bout(state: .mobile, start: 1, end: 2.5), Bout(state: .immobile, start: 2.5, end: 4.75),
      Bout(state: .unscored, start: 4.75, end: 5),
    ],
    quality: [QualityNote(flag: "time_gap", start: 4.75, end: 5, detail: "frames are missing")],
    states: [.unscored, .mobile, .immobile, .immobile],
    flags: [[.noEarlierFrame], [], [], [.decodeError, .timeGap]],
    motion: [nil, 1.25, 0.1 + 0.2, nil])

  /// An animal that was never immobile, in a window without any evidence.
  static let blank = AnimalScore(
    arena: "right", animalID: nil, trialStart: 2.5, window: .init(start: 1, end: 5), immobile: 0,
    mobile: 0,
    highlyMobile: 0, unscored: 4, immobilePercent: nil, latency: 5, latencyCensored: true,
    boutCount: 0, boutMean: nil, boutMedian: nil, boutLongest: nil,
    bins: [Bin(start: 1, end: 5, immobile: 0, unscored: 4)],
    bouts: [Bout(state: .unscored, start: 1, end: 5)], quality: [],
    states: [.unscored, .unscored, .unscored, .unscored], flags: [[], [], [], []],
    motion: [nil, nil, nil, nil])

  static let arenas = [
    Arena(
      name: "the \"left\" one", animalID: "M,1",
      shape: .rectangle(x: 1, y: 2, width: 30.5, height: 4)),
    Arena(
      name: "right", shape: .polygon([.init(x: 0, y: 0), .init(x: 9, y: 0), .init(x: 0, y: 9)])),
  ]

  static let trace = Trace(
    timeBase: TimeBase(numerator: 1, denominator: 30), ticks: [0, 1, 2, 5], lastFrameDuration: 1,
    frames: [0, 1, 2, 3], readingFlags: [[], [], [], [.decodeError]],
    keyframes: [true, false, false, false], analysisRate: 30, cleaning: .whileReading,
    covered: .init(start: 0, end: 12.5), pixelThresholds: [8, 12],
    lag: LagTrack(asked: 1.0 / 15, real: [0, 1, 2, 3]),
    reach: LagTrack(asked: CellMotion.window, real: [0, 0, 0, 5]),
    arenas: [
      ArenaTrace(
        arena: arenas[0], pixelCount: 200,
        changes: comparisons([0, 0, 10, 5, 20, 6, 30, 7], differences: [0, 128, 384, 64]),
        cells: CellMotion(
          strokes: [0, 0, 0, 125], movement: [0, 0, 0, 290],
          yardstick: .init(contrast: 61.5, area: 42, noise: 0.5, isFromRest: false)), noise: 1.25),
      ArenaTrace(
        arena: arenas[1], pixelCount: 0,
        changes: comparisons([0, 0, 0, 0, 0, 0, 0, 0], differences: [0, 0, 0, 0])),
    ],
    background: BackgroundTrace(
      changed: CompactCounts(repeating: 0, count: 8),
      cellsChanged: [0, 0, 0, 0], cellsStirred: [0, 0, 0, 0]))

  private static func comparisons(_ changed: CompactCounts, differences: [UInt16]) -> Comparisons {
    Comparisons(changed: changed, meanDifference: differences, light: LightTrack(quiet: 4))
  }

  static let scored = RecordingScore(
    path: "day 1/a,b.mp4", video: video, settings: settings, pixelThreshold: 12,
    animals: [animal, blank],
    trace: trace)

  static let failed = RecordingScore(
    path: "broken.mp4", video: nil, settings: settings,
    error: "is not a video: \"moov\" not found,\ncopy it again")

  static let report = ScoreReport(
    software: software, arenas: arenas, recordings: [scored, failed])

  static let empty = ScoreReport(software: software, arenas: [.whole], recordings: [])
}
