import ImmobilityCore
import Testing

@Suite struct ScoringSettingsValidationTests {
  @Test(arguments: TestProtocol.allCases)
  func everyProtocolIsValid(test: TestProtocol) throws { try test.settings.validate() }

  @Test func theEdgesOfWhatIsAllowed() throws {
    try ScoringSettings(
      trialLength: 10, window: .init(start: 0, end: 10), motionThreshold: 0,
      highlyMobileThreshold: 100, smoothing: 0, minImmobile: 0, minMobile: 0, bridge: 0,
      bin: 0.0001
    ).validate()
  }

  typealias Change = @Sendable (inout ScoringSettings) -> Void

  static let wrong: [(setting: String, change: Change)] = [
    ("trial_start_s", { $0.trialStart = .at(-0.1) }),
    ("trial_start_s", { $0.trialStart = .at(.nan) }),
    ("trial_length_s", { $0.trialLength = 0 }), ("trial_length_s", { $0.trialLength = .infinity }),
    ("window_s", { $0.window = .init(start: -1, end: 5) }),
    ("window_s", { $0.window = .init(start: 5, end: 5) }),
    ("window_s", { $0.window = .init(start: 0, end: .infinity) }),
    ("window_s", { $0.window = .init(start: .nan, end: 5) }),
    (
      "window_s",
      {
        $0.trialLength = 10
        $0.window = .init(start: 0, end: 10.5)
      }
    ),
    ("lag_s", { $0.lag = 0 }), ("lag_s", { $0.lag = -.infinity }),
    ("smoothing_s", { $0.smoothing = 60.1 }),
    ("analysis_rate_hz", { $0.analysisRate = 0 }), ("analysis_rate_hz", { $0.analysisRate = .nan }),
    ("motion_threshold_percent", { $0.motionThreshold = -0.1 }),
    ("motion_threshold_percent", { $0.motionThreshold = 100.1 }),
    ("motion_threshold_percent", { $0.motionThreshold = .nan }),
    ("highly_mobile_threshold_percent", { $0.highlyMobileThreshold = 101 }),
    ("highly_mobile_threshold_percent", { $0.highlyMobileThreshold = $0.motionThreshold }),
    (
      "highly_mobile_threshold_percent",
      {
        $0.exitRatio = 3
        $0.highlyMobileThreshold = 3 * $0.motionThreshold
      }
    ),
    ("exit_ratio", { $0.exitRatio = 0.99 }), ("smoothing_s", { $0.smoothing = -1 }),
    ("min_immobile_s", { $0.minImmobile = -1 }), ("min_mobile_s", { $0.minMobile = .nan }),
    ("bridge_s", { $0.bridge = -1 }), ("bin_s", { $0.bin = 0 }),
    (
      "bin_s",
      {
        $0.window = .init(start: 0, end: 100)
        $0.bin = 0.0009
      }
    ),
    (
      "bin_s",
      {
        $0.trialLength = 900
        $0.bin = 0.001
      }
    ),
  ]

  @Test(arguments: wrong.indices)
  func refuses(index: Int) {
    var settings = ScoringSettings(motionThreshold: 0.5)
    Self.wrong[index].change(&settings)
    let error = #expect(throws: SettingsError.self) { try settings.validate() }
    #expect(error?.setting == Self.wrong[index].setting)
    #expect(error?.description.contains("must be") == true)
  }
}
