import ImmobilityCore
import StudyStore

/// Made scores that look like those of six-minute recordings of four animals: the same for the same
/// number, with bouts at times that binary fractions do not hold exactly.
public struct MadeScore {
  /// The score, for run 1.
  public var stored: StoredScore

  /// Makes the score of recording `number`; `animals` in it.
  public init(
    _ number: Int, animals: Int = 4, path: String? = nil, run: Int64 = 1,
    motionThreshold: Double = 16
  ) {
    var chance = Chance(seed: UInt64(number))
    let name = path ?? "day \(number / 100)/mouse \(number).mp4"
    let hash = Self.hash(number)
    var settings = TestProtocol.fstMouse.settings
    settings.motionThreshold = motionThreshold
    let arenas = (0..<animals).map {
      Arena(
        name: "cylinder \($0 + 1)", animalID: "M\(number * animals + $0)",
        shape: .rectangle(x: Double($0) * 160, y: 20.5, width: 150, height: 400))
    }
    let video = RecordingInfo(
      path: name, sha256: hash, container: "mov,mp4", codec: "h264", pixelFormat: "yuv420p",
      width: 1280, height: 720, rotationDegrees: 0, framesDecoded: 10_800, decodeErrors: 0,
      firstPTS: 0.033_366_7, duration: 360.36, nominalFPS: 29.97, variableFrameRate: false)
    stored = StoredScore(
      recording: StoredRecording(
        path: name, size: 180_000_000 + Int64(number),
        modifiedNanoseconds: 1_770_000_000_123_456_789 + Int64(number), sha256: hash),
      score: RecordingScore(
        path: name, video: video, settings: settings, arenas: arenas, pixelThreshold: 11,
        animals: arenas.map { Self.animal($0, &chance) }),
      key: ScoreKey(
        contentHash: hash, readingHash: Self.hash(1), settingsHash: Self.hash(2 + number % 7)),
      provenance: Provenance(
        runID: run, scoredAt: Moment(milliseconds: 1_770_000_000_000 + Int64(number)),
        softwareVersion: "9.9.9"))
  }

  /// 64 hexadecimal digits that belong to a number.
  public static func hash(_ number: Int) -> String {
    var chance = Chance(seed: UInt64(bitPattern: Int64(number)) &+ 77)
    return (0..<64).map { _ in String(Int(chance.next() % 16), radix: 16) }.joined()
  }

  private static func animal(_ arena: Arena, _ chance: inout Chance) -> AnimalScore {
    var bouts: [Bout] = []
    var time = 120.0
    var state = State.mobile
    while time < 360 {
      let end = min(360, time + Double(1 + chance.next() % 300) * 1.001 / 29.97)
      bouts.append(Bout(state: state, start: time, end: end))
      time = end
      state = state == .mobile ? (chance.next() % 9 == 0 ? .highlyMobile : .immobile) : .mobile
    }
    let total = { (state: State) in
      bouts.filter { $0.state == state }.reduce(0) { $0 + $1.duration }
    }
    let durations = bouts.filter { $0.state == .immobile }.map(\.duration).sorted()
    let immobile = total(.immobile)
    return AnimalScore(
      arena: arena.name, animalID: arena.animalID, trialStart: 0, noise: 1.312_5,
      contrast: 71.3, area: 48.2, window: .init(start: 120, end: 360), immobile: immobile,
      plausibleImmobile: immobile * 0.9...immobile * 1.1, mobile: total(.mobile),
      highlyMobile: total(.highlyMobile), unscored: total(.unscored),
      immobilePercent: immobile / 2.4, latency: bouts.first { $0.state == .immobile }?.start ?? 360,
      latencyCensored: durations.isEmpty, boutCount: durations.count,
      boutMean: durations.isEmpty ? nil : immobile / Double(durations.count),
      boutMedian: durations.isEmpty ? nil : durations[durations.count / 2],
      boutLongest: durations.last,
      bins: (2..<6).map {
        Bin(start: Double($0) * 60, end: Double($0 + 1) * 60, immobile: immobile / 4.1, unscored: 0)
      },
      bouts: bouts,
      quality: chance.next() % 4 == 0
        ? [QualityNote(flag: "light_step", start: 200.1, end: 200.4, detail: "the light changed")]
        : [], states: [], flags: [], motion: [])
  }
}

/// Numbers that look random and are the same every time (Steele, Lea & Flood 2014, SplitMix64).
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
