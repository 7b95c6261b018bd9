import Foundation
import ImmobilityCore
import Testing

@testable import Batch

struct ReadingTests {
  private let arenas = [
    Arena(name: "left", shape: .rectangle(x: 0, y: 1, width: 20.5, height: 30)),
    Arena(name: "ri\"ght\n", shape: .ellipse(centerX: 5, centerY: 6, radiusX: 7, radiusY: 0.1)),
    Arena(
      name: "p", shape: .polygon([.init(x: 0, y: 0), .init(x: 0.1, y: 0.2), .init(x: 1, y: 0)]),
      coordinates: .relative), .whole,
  ]

  /// A change, its name, and whether it makes another reading.
  private static let changes: [(String, Bool, @Sendable (inout ScoringSettings) -> Void)] = [
    ("threshold", false, { $0.motionThreshold = 9 }),
    ("highly mobile", false, { $0.highlyMobileThreshold = 30 }),
    ("window", false, { $0.window = .init(start: 1, end: 2) }),
    ("bin", false, { $0.bin = 7 }), ("smoothing", false, { $0.smoothing = 1.5 }),
    ("exit ratio", false, { $0.exitRatio = 1.5 }), ("bouts", false, { $0.minImmobile = 3 }),
    ("interruptions", false, { $0.minMobile = 3 }), ("bridge", false, { $0.bridge = 3 }),
    ("constant", false, { $0.excessConstant = 1.5 }), ("measure", false, { $0.measure = .changed }),
    ("protocol", false, { $0.protocolName = "x" }), ("profile", false, { $0.profileName = "x" }),
    ("calibration", false, { $0.isCalibrated = true }),
    ("cleaning afterwards", false, { $0.cleaning.remove(.emptyArena) }),
    ("a rung of the ladder", false, { $0.pixelThreshold = .fixed(20) }),
    ("cleaning while reading", true, { $0.cleaning.remove(.light) }),
    ("another rung", true, { $0.pixelThreshold = .fixed(21) }),
    ("short lag", true, { $0.lag = 0.1 }), ("long lag", true, { $0.longLag = 0.5 }),
    ("rate", true, { $0.analysisRate = nil }), ("start", true, { $0.trialStart = .at(3) }),
    ("found start", true, { $0.trialStart = .found }),
    (
      "an arena's earlier start", true,
      {
        $0.trialStart = .at(5)
        $0.arenaTrialStarts = ["left": .at(3)]
      }
    ),
    ("an arena's found start", true, { $0.arenaTrialStarts = ["left": .found] }),
    ("an arena's start within what is read", false, { $0.arenaTrialStarts = ["left": .at(3)] }),
    ("length", true, { $0.trialLength = 9 }),
  ]

  @Test(arguments: changes.indices) func changesWhatItDependsOnAndNothingElse(index: Int) throws {
    let (name, isOther, change) = Self.changes[index]
    var settings = ScoringSettings()
    let before = try ScoringPlan(arenas: arenas, settings: settings)
    change(&settings)
    let after = try ScoringPlan(arenas: arenas, settings: settings)
    #expect((before.readingHash != after.readingHash) == isOther, "\(name)")
    // What a reading changes is a setting too.
    #expect(before.settingsHash != after.settingsHash, "\(name)")
  }

  @Test func animalsAreNoPartOfAReadingButOfAScore() throws {
    var named = arenas
    named[1].animalID = "m1"
    let (before, after) = (
      try ScoringPlan(arenas: arenas, settings: .init()),
      try ScoringPlan(arenas: named, settings: .init())
    )
    #expect(before.readingHash == after.readingHash)
    #expect(before.settingsHash != after.settingsHash)
    let profile = try ScoringPlan(arenas: arenas, settings: .init(), profileHash: "aa")
    #expect(before.settingsHash != profile.settingsHash)
    #expect(before.readingHash == profile.readingHash)
  }

  @Test func everyPartOfAnArenaCounts() throws {
    let variants = [
      arenas, Array(arenas.reversed()), Array(arenas.dropLast()),
      arenas.map { arena in
        var arena = arena
        arena.coordinates = .relative
        return arena
      },
      arenas.map { arena in
        var arena = arena
        if arena.name == "left" { arena.name = "Left" }
        return arena
      },
      arenas.map { arena in
        var arena = arena
        if arena.name == "left" {
          arena.shape = .rectangle(x: 0, y: 1, width: 20.5.nextUp, height: 30)
        }
        return arena
      },
    ]
    let hashes = try variants.map { try Reading(arenas: $0, settings: .init()).hash() }
    #expect(Set(hashes).count == variants.count)
  }

  @Test func travelsAsJSON() throws {
    var settings = ScoringSettings()
    settings.lag = 0.1 + 0.2
    settings.pixelThreshold = .fixed(21)
    settings.cleaning = [.duplicates, .damage]
    let starts: [(TrialStart, [String: TrialStart])] = [
      (.at(1.0 / 3), [:]), (.found, [:]), (.at(0.1), ["left": .at(0.7)]),
      (.at(1), ["left": .found]),
    ]
    for (start, own) in starts {
      settings.trialStart = start
      settings.arenaTrialStarts = own
      settings.trialLength = 100
      let reading = Reading(arenas: arenas, settings: settings)
      let read = try JSONDecoder().decode(
        Reading.self, from: JSONEncoder().encode(reading))
      #expect(read == reading)
      #expect(try read.hash() == reading.hash())
      #expect(read.arenas.map(\.arena) == arenas)
      #expect(Reading(arenas: arenas, settings: read.settings) == reading)
    }
  }

  /// The text is hashed: a change of it makes every trace of every study anew.
  @Test func theTextIsThis() throws {
    let reading = Reading(
      arenas: [arenas[0], arenas[1]], settings: TestProtocol.fstMouse.settings)
    #expect(
      reading.canonicalText == """
        reading 1
        measuring 8
        trace stillwater.trace/4
        arena "left" pixels rectangle 0.0 1.0 20.5 30.0
        arena "ri\\"ght\\n" pixels ellipse 5.0 6.0 7.0 0.1
        lag_s 0.06666666666666667
        long_lag_s 0.25
        analysis_rate_hz 30.0
        cleaning duplicates,light,damage
        extra_pixel_threshold none
        start_s 0.0
        length_s 360.0

        """)
  }
}
