import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct ProfileFileTests {
  private static let head = "schema = \"stillwater.profile/1\"\nname = \"room 2\"\n"

  private func read(_ text: String) throws(InputFileError) -> ProfileFile {
    try ProfileFile.read(text: text, path: "p.toml")
  }

  @Test func everySettingIsLaidOver() throws {
    let profile = try read(
      Self.head + """
        protocol = "tst-mouse"
        [settings]
        measure = "mean-abs-diff"
        lag_s = 0.1
        pixel_threshold_grey_levels = 20
        motion_threshold_percent = 0.75
        highly_mobile_threshold_percent = 8
        smoothing_s = 0.25
        exit_ratio = 1.5
        min_immobile_s = 2
        min_mobile_s = 0.75
        bridge_s = 0.125
        [evidence]
        kappa = 0.91
        anything.goes = [1, "two", true]
        """)
    #expect(profile.protocolDefaults == .tstMouse)
    var settings = TestProtocol.tstMouse.settings
    profile.apply(to: &settings)
    #expect(
      settings
        == ScoringSettings(
          protocolName: "tst-mouse", profileName: "room 2", isCalibrated: true, trialLength: 360,
          measure: .meanAbsDiff, lag: 0.1, pixelThreshold: .fixed(20), motionThreshold: 0.75,
          highlyMobileThreshold: 8,
          smoothing: 0.25, exitRatio: 1.5,
          minImmobile: 2, minMobile: 0.75, bridge: 0.125))
  }

  @Test func whatItDoesNotSetStays() throws {
    let profile = try read(Self.head + "[settings]\nsmoothing_s = 0")
    var settings = TestProtocol.freezing.settings
    profile.apply(to: &settings)
    var expected = TestProtocol.freezing.settings
    expected.profileName = "room 2"
    expected.isCalibrated = true
    expected.smoothing = 0
    #expect(settings == expected)
    #expect(profile.protocolDefaults == nil)
  }

  static let wrong: [(text: String, line: Int?, words: [String])] = [
    ("name = \"a\"", nil, ["schema = \"stillwater.profile/1\""]),
    ("schema = \"stillwater.profile/2\"\nname = \"a\"", 1, ["stillwater.profile/1"]),
    ("schema = \"stillwater.profile/1\"", nil, ["no name"]),
    ("schema = \"stillwater.profile/1\"\nname = 3", 2, ["no name"]),
    (head + "nmae = 1", 3, ["'nmae'", "did you mean 'name'"]),
    (head + "protocol = \"fst-mose\"", 3, ["'fst-mose'", "did you mean 'fst-mouse'"]),
    (head + "settings = 4", nil, ["[settings]"]),
    (head + "[settings]\nmotion_treshold_percent = 1", 4, ["did you mean 'motion_threshold"]),
    (head + "[settings]\nlag = 1", 4, ["'lag'", "did you mean 'lag_s'"]),
    (head + "[settings]\nlong_lag_s = 1", 4, ["'long_lag_s'"]),
    (head + "[settings]\nlag_s = \"fast\"", 4, ["lag_s is text"]),
    (head + "[settings]\nlag_s = inf", 4, ["lag_s is not finite"]),
    (head + "[settings]\nmeasure = \"stroke\"", 4, ["did you mean 'strokes'"]),
    (head + "[settings]\nmeasure = 1", 4, ["one of strokes, movement, changed, mean-abs-diff"]),
    (head + "[settings]\npixel_threshold_grey_levels = 256", 4, ["0 to 255"]),
    (head + "[settings]\npixel_threshold_grey_levels = 12.5", 4, ["whole number"]),
    (head + "[settings]\nlag_s = 1\nlag_s = 2", 5, ["not valid TOML"]),
  ]

  @Test(arguments: wrong.indices)
  func wrongFilesAreExplained(index: Int) {
    let (text, line, words) = Self.wrong[index]
    let error = #expect(throws: InputFileError.self) { try read(text) }
    #expect(error?.line == line, "\(String(describing: error))")
    for word in words {
      #expect(error?.message.contains(word) == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: [
    ("kitten", "sitting", 3), ("", "abc", 3), ("lag_s", "lag_s", 0), ("Lag_S", "lag_s", 0),
    ("nmae", "name", 2),
  ])
  func distance(left: String, right: String, expected: Int) {
    #expect(NearestKey.distance(left, right) == expected)
    #expect(NearestKey.distance(right, left) == expected)
  }
}
