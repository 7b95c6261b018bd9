import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct StudyFileTemplateTests {
  @Test func itReadsAsItStands() throws {
    let plain = try StudyFile.read(
      text: StudyFile.template(name: "a \"b\"", protocol: nil, folders: []), path: "study.toml")
    #expect(plain == StudyFile(name: "a \"b\""))
    let filled = try StudyFile.read(
      text: StudyFile.template(name: "x", protocol: .tstMouse, folders: ["/a b", "ü\\"]),
      path: "study.toml")
    #expect(filled.testProtocol == .tstMouse && filled.folders == ["/a b", "ü\\"])
  }

  /// Every line that sets something when its # is taken away.
  private func uncommented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isSetting =
        line.hasPrefix("# [[") || line.wholeMatch(of: /# [a-z_]+ = .*/) != nil
      return String(isSetting ? line.dropFirst(2) : line)
    }.joined(separator: "\n")
  }

  @Test func everyCommentedSettingIsOneThatIsUnderstood() throws {
    let template = StudyFile.template(name: "x", protocol: nil, folders: [])
    let text = uncommented(template)
    let file = try StudyFile.read(text: text, path: "study.toml")
    #expect(file.testProtocol == .fstMouse && file.manifest == "manifest.csv")
    #expect(file.cameras.count == 1 && file.recordingArenas.count == 1)
    #expect(file.extensions == StudyFile.knownExtensions)
    // The defaults that it shows are those in force.
    #expect(file.limits == StudyFile.Limits())
    var settings = TestProtocol.fstMouse.settings
    settings.trialStart = .found
    settings.highlyMobileThreshold = 60
    var shown = TestProtocol.fstMouse.settings
    file.settings.apply(to: &shown)
    #expect(shown == settings)
  }

  @Test func itShowsEveryKey() {
    let text = uncommented(StudyFile.template(name: "x", protocol: nil, folders: []))
    let keys = [
      "name", "protocol", "profile", "manifest", "arenas", "trial_start_s", "window_s", "folders",
      "extensions", "exclude", "pattern", "memory_mb", "time_factor", "time_least_s", "jobs",
      "settle_s", "notify", "report",
    ]
    for key in keys {
      #expect(text.contains("\n\(key) = "), "\(key)")
    }
  }
}
