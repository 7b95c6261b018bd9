import FixtureFiles
import Foundation
import Testing

/// `report.html` of `score --output-dir`.
@Suite struct ReportTests {
  private let recording = Fixture.behaviour("fst_24fps.mp4")

  private func report(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> String {
    let run = try Program.run(
      ["score", "--quiet", "--output-dir", folder] + arguments, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    return try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func isTheSameBytesWithAnyThreads() throws {
    try inFolder { folder in
      let one = try report(["--threads", "1", recording], in: folder + "/1")
      #expect(try report(["--threads", "3", recording], in: folder + "/2") == one)
      #expect(one.contains("<image id=\"r0frame\""))
      #expect(one.contains("The frame at "))
      #expect(!one.contains("src=\"http") && !one.contains("href=\"http"))
    }
  }

  @Test func aLibraryIsTakenInWhereThereIsOne() throws {
    try inFolder { folder in
      let library = folder + "/library.js"
      try "var Dygraph = function () { /* made */ };".write(
        toFile: library, atomically: true, encoding: .utf8)
      let with = try report(
        [recording], in: folder + "/with", environment: ["STILLWATER_DYGRAPHS_JS": library])
      #expect(with.contains("{ /* made */ }") && with.contains("id=\"motion\""))
      let without = try report(
        [recording], in: folder + "/without",
        environment: ["STILLWATER_DYGRAPHS_JS": folder + "/none.js"])
      #expect(without.contains("libjs-dygraphs) was not found") && !without.contains("<script"))
    }
  }

  @Test func fromATraceThereIsNoPictureAndItSaysSo() throws {
    try inFolder { folder in
      let trace = folder + "/t.npz"
      let run = try Program.run(["score", "--quiet", "--save-trace", trace, recording])
      #expect(run.status == 0)
      let text = try report([trace], in: folder + "/r")
      #expect(text.contains("Scored from a trace file, which holds no picture"))
      #expect(!text.contains("<image") && text.contains("-motion\""))
    }
  }

  @Test func theProfilesEvidenceIsShown() throws {
    try inFolder { folder in
      let profile = folder + "/p.toml"
      try """
      schema = "stillwater.profile/1"
      name = "room 2"
      [settings]
      motion_threshold_percent = 5
      [evidence]
      verdict = "It differs from anna by 4.1 s."
      """.write(toFile: profile, atomically: true, encoding: .utf8)
      let text = try report(["--profile", profile, recording], in: folder + "/r")
      #expect(text.contains("It differs from anna by 4.1 s."))
    }
  }
}
