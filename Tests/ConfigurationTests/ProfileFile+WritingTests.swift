import ImmobilityCore
import Testing

@testable import Configuration

/// What is written is read again.
@Suite struct ProfileFileWritingTests {
  @Test(arguments: TestProtocol.allCases)
  func aWrittenProfileIsLaidOverAgain(test: TestProtocol) throws {
    var settings = test.settings
    settings.motionThreshold = 3.17
    settings.highlyMobileThreshold = 40.5
    settings.pixelThreshold = .fixed(20)
    settings.smoothing = 0.75
    settings.exitRatio = 1.25
    var ranges = FittedRanges()
    ranges.noise = 0.5...1.25
    ranges.frameRate = 25...30
    settings.fittedOn = ranges
    let text = ProfileFile.text(
      name: "room \"2\"\\", protocol: test, settings: settings,
      evidence: [
        EvidenceTable("", [("verdict", .text("a\nb")), ("kappa", .number(.nan))]),
        EvidenceTable("in vitro", comment: "x\ny", [("a", .numbers([1, 0.25]))]),
        EvidenceTable("manual", isListed: true, [("file", .text("a.csv"))]),
        EvidenceTable("manual", isListed: true, [("file", .texts(["b", "c"]))]),
      ], comments: ["first\nline"])
    #expect(text.hasPrefix("# first line\n"))
    #expect(!text.contains("kappa"))
    #expect(text.contains("[evidence.\"in vitro\"]"))
    let profile = try ProfileFile.read(text: text, path: "p.toml")
    #expect(profile.name == "room \"2\"\\")
    #expect(profile.protocolDefaults == test)
    #expect(profile.fittedOn == ranges)
    var read = test.settings
    profile.apply(to: &read)
    #expect(read.isCalibrated && read.profileName == profile.name)
    (settings.isCalibrated, settings.profileName) = (true, profile.name)
    #expect(read == settings)
  }

  @Test func wrongRangesAreNamed() {
    let head = "schema = \"stillwater.profile/1\"\nname = \"p\"\n[evidence.fitted_on]\n"
    for (line, part) in [
      ("noise_grey_levels = [2, 1]", "line 4: noise_grey_levels must be a list of two numbers"),
      ("noise_grey_level = [1, 2]", "did you mean 'noise_grey_levels'?"),
    ] {
      #expect {
        try ProfileFile.read(text: head + line, path: "p.toml")
      } throws: { "\($0)".contains(part) }
    }
  }
}
