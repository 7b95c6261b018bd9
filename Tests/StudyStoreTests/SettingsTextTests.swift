import ImmobilityCore
import Testing

@testable import StudyStore

@Suite struct SettingsTextTests {
  private static let arenas = [
    Arena(name: "a \"b\"", shape: .rectangle(x: 0.1, y: 2, width: 3, height: 4.5)),
    Arena(
      name: "ü", shape: .ellipse(centerX: 0.5, centerY: 0.25, radiusX: 0.1, radiusY: 0.2),
      coordinates: .relative),
    Arena(name: "p", shape: .polygon([.init(x: 0, y: 0), .init(x: 9, y: 0), .init(x: 0, y: 9)])),
    .whole,
  ]

  /// Every property other than its default, so that one that is left out is seen.
  private static var unusual: ScoringSettings {
    var ranges = FittedRanges()
    ranges.lag = 0.05...0.066_7
    ranges.noise = 0.5...1.5
    return ScoringSettings(
      protocolName: "x", profileName: "room \"2\"", isCalibrated: true, fittedOn: ranges,
      trialStart: .at(12.5), arenaTrialStarts: ["a": .at(3), "ü": .found], trialLength: 99.5,
      window: .init(start: 1, end: 9.75),
      measure: .meanAbsDiff, lag: 0.1 + 0.2, analysisRate: nil, cleaning: [.light, .gaps],
      pixelThreshold: .fixed(17),
      motionThreshold: 1.25, highlyMobileThreshold: 44, smoothing: 0.3, exitRatio: 1.5,
      minImmobile: 2, minMobile: 3, bridge: 0.25, bin: 30)
  }

  @Test func settingsAndArenasComeBackAsTheyWere() throws {
    var found = ScoringSettings()
    found.trialStart = .found
    for settings in TestProtocol.allCases.map(\.settings) + [Self.unusual, found] {
      let text = SettingsText(settings, arenas: Self.arenas)
      let back = try #require(SettingsText(stored: text.text).values())
      #expect(back.settings == settings)
      #expect(back.arenas == Self.arenas)
    }
  }

  @Test func everySettingIsInTheText() {
    let changes: [(inout ScoringSettings) -> Void] = [
      { $0.protocolName = "y" }, { $0.profileName = nil }, { $0.isCalibrated = false },
      { $0.fittedOn = nil }, { $0.fittedOn?.noise = nil }, { $0.trialStart = .found },
      { $0.arenaTrialStarts["a"] = nil }, { $0.arenaTrialStarts["ü"] = .at(0) },
      { $0.arenaTrialStarts["a"] = .found }, { $0.trialLength = nil }, { $0.window = nil },
      { $0.measure = .changed }, { $0.lag = 0.3 }, { $0.analysisRate = 25 },
      { $0.cleaning = .all }, { $0.pixelThreshold = .fromNoise }, { $0.motionThreshold = 2 },
      { $0.highlyMobileThreshold = nil }, { $0.smoothing = 0 }, { $0.exitRatio = 1 },
      { $0.minImmobile = 1 }, { $0.minMobile = 1 }, { $0.bridge = 0 }, { $0.bin = 60 },
    ]
    var texts: Set<String> = [SettingsText(Self.unusual, arenas: []).text]
    for change in changes {
      var settings = Self.unusual
      change(&settings)
      texts.insert(SettingsText(settings, arenas: []).text)
    }
    #expect(texts.count == changes.count + 1)
    // A setting that is added later has to be added to the text, and here.
    #expect(Mirror(reflecting: Self.unusual).children.count == changes.count - 3)
  }

  @Test func animalsAreNotInTheText() {
    var named = Self.arenas
    named[0].animalID = "M1"
    #expect(
      SettingsText(Self.unusual, arenas: named) == SettingsText(Self.unusual, arenas: Self.arenas))
  }

  @Test func whatIsDamagedHasNoValues() {
    #expect(SettingsText(stored: "{}").values() == nil)
    let text = SettingsText(Self.unusual, arenas: Self.arenas).text
    for (part, other) in [("mean-abs-diff", "guess"), ("polygon", "star"), ("light", "dark")] {
      #expect(SettingsText(stored: text.replacing(part, with: other)).values() == nil)
    }
  }
}
