import FixtureFiles
import Foundation
import Testing

/// What goes where, and in which form.
@Suite struct OutputTests {
  private let short = Fixture.decoder("h264_cfr.mp4")

  @Test func standardOutputHoldsTheResultAlone() throws {
    let run = try Program.run(["score", "--format", "json", short])
    #expect(run.status == 0)
    #expect(try run.json()["schema"] as? String == "stillwater.score/1")
    #expect(run.errors.contains("stillwater: no protocol given"))
    #expect(run.errors.contains("[1/1] \(short): 30 frames"))
    #expect(!run.errors.contains("\r") && !run.errors.contains("\u{1B}"))
  }

  @Test func quietIsQuiet() throws {
    let run = try Program.run(["score", "--quiet", short])
    #expect(run.status == 0 && run.errors.isEmpty)
    let failing = try Program.run(["score", "--quiet", "/nowhere/a.mp4"])
    #expect(failing.errors.split(separator: "\n").count == 1)
  }

  @Test func protocolNeedsNoRemark() throws {
    let run = try Program.run(["score", "--protocol", "freezing", short])
    #expect(run.status == 0)
    #expect(!run.errors.contains("no protocol"))
  }

  @Test func tableSaysThatTheWholePictureWasScored() throws {
    let run = try Program.run(["score", short])
    #expect(run.output.hasPrefix("recording "))
    #expect(run.output.contains("whole") && run.output.contains(">= 1.2"))
    #expect(run.output.contains("No arenas given"))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func coloursOnlyOnATerminalAndNeverWithNoColour() throws {
    let line = "script -qec '\"$STILLWATER\" score \"$RECORDING\"' /dev/null"
    let coloured = try Program.shell(
      line, environment: ["RECORDING": short, "TERM": "xterm", "SHELL": "/bin/bash"])
    #expect(coloured.status == 0)
    #expect(coloured.output.contains("\u{1B}[1mrecording"))
    #expect(coloured.output.contains("[1/1] h264_cfr.mp4 "))
    let plain = try Program.shell(
      line,
      environment: [
        "RECORDING": short, "TERM": "xterm", "SHELL": "/bin/bash", "NO_COLOR": "1",
      ])
    #expect(plain.output.contains("recording") && !plain.output.contains("\u{1B}[1m"))
  }

  @Test func outputFolderHoldsAllReports() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let results = folder + "/new/results"
    let run = try Program.run(["score", "--format", "json", short, "--output-dir", results])
    #expect(run.status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: results).sorted()
    #expect(
      names == [
        "SHA256SUMS", "animals.csv", "bins.csv", "bouts.csv", "data-dictionary.csv", "report.html",
        "score.json",
      ])
    #expect(try String(contentsOfFile: results + "/score.json", encoding: .utf8) == run.output)
    let csv = try Program.run(["score", "--format", "csv", short])
    #expect(try String(contentsOfFile: results + "/animals.csv", encoding: .utf8) == csv.output)
    // A second run replaces the files with the same bytes.
    let again = try Program.run(["score", "--format", "json", short, "--output-dir", results])
    #expect(again.output == run.output)
  }

  @Test func theOutputFolderOpensInSpreadsheetsWithADecimalComma() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try Program.run(
      ["score", "--format", "csv", "--decimal-comma", short, "--output-dir", folder])
    #expect(run.status == 0, "\(run.errors)")
    let animals = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/animals.csv")), as: UTF8.self)
    #expect(animals == "\u{FEFF}" + run.output && run.output.hasPrefix("recording;arena;"))
    let numbers = run.output.split(separator: ";").filter { $0.contains(",") }
    #expect(!numbers.isEmpty && numbers.allSatisfy { $0.allSatisfy { $0.isNumber || $0 == "," } })
    let plain = try Program.run(["score", "--format", "csv", short])
    #expect(plain.output.split(separator: ",").count == run.output.split(separator: ";").count)
    #expect(try Program.run(["score", "--decimal-comma", short]).status == 64)
  }

  @Test func optionsLieOverProfileOverProtocol() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let profile = folder + "/profile.toml"
    try """
    schema = "stillwater.profile/1"
    name = "fitted"
    protocol = "freezing"
    [settings]
    motion_threshold_percent = 0.2
    smoothing_s = 0.25
    """.write(toFile: profile, atomically: true, encoding: .utf8)
    let run = try Program.run([
      "score", "--format", "json", short, "--profile", profile, "--smoothing", "0.5", "--bin",
      "0.5",
    ])
    #expect(run.status == 0)
    let settings = try #require(try run.recordings()[0]["settings"] as? [String: Any])
    #expect(settings["protocol"] as? String == "freezing")
    #expect(settings["profile"] as? String == "fitted")
    #expect(settings["measure"] as? String == "movement")
    #expect(settings["motion_threshold_percent"] as? Double == 0.2)
    #expect(settings["smoothing_s"] as? Double == 0.5)
    #expect(settings["bin_s"] as? Double == 0.5)
    let other = try Program.run([
      "score", short, "--profile", profile, "--protocol", "tst-mouse", "--window", "0:1",
    ])
    #expect(other.errors.contains("stillwater: warning: the profile was fitted for freezing"))
  }

  @Test func arenasOfSeveralFilesAndTwinsAmongThem() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, right) in [("one", 20), ("two", 20), ("three", 30)] {
      try "[[arena]]\nname = \"\(name)\"\nrectangle = [0, 0, \(right), 20]\n"
        .write(toFile: folder + "/\(name).toml", atomically: true, encoding: .utf8)
    }
    let files = ["one", "two", "three"].flatMap { ["--arenas", folder + "/\($0).toml"] }
    let run = try Program.run(["score", "--format", "json", short] + files)
    #expect(run.status == 0)
    let animals = try #require(try run.recordings()[0]["animals"] as? [[String: Any]])
    #expect(animals.compactMap { $0["arena"] as? String } == ["one", "two", "three"])
    let warnings = run.errors.split(separator: "\n").filter { $0.contains("same region") }
    #expect(warnings.count == 1 && warnings[0].contains("'one' and 'two'"), "\(run.errors)")
  }

  @Test func probe() throws {
    let run = try Program.run([
      "probe", "--format", "json", short, Fixture.decoder("rotated_90.mp4"),
    ])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(try run.json()["schema"] as? String == "stillwater.probe/1")
    let recordings = try run.recordings()
    let video = try #require(recordings[0]["video"] as? [String: Any])
    #expect(video["frames_decoded"] as? Int == 30)
    #expect(recordings[0]["luma_in_place"] as? Bool == true)
    #expect(recordings[0]["error"] is NSNull)
    let turned = try #require(recordings[1]["video"] as? [String: Any])
    #expect(turned["width"] as? Int == recordings[1]["coded_height"] as? Int)
    let table = try Program.run(["probe", short])
    #expect(table.output.hasPrefix(short + "\n"))
    #expect(table.output.contains("frames") && table.output.contains("announced 30"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func interruptionKeepsWhatIsComplete(signal: Int32) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let long = Array(repeating: Fixture.behaviour("fst_60fps.mp4"), count: 30)
    // The recording after the first takes long enough to be interrupted.
    let run = try Program.run(
      ["score", "--format", "json", "--output-dir", folder, short] + long
    ) { process, errors in
      for _ in 0..<1_000 {
        let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
        if text.contains("[1/31]") { break }
        usleep(10_000)
      }
      kill(process, signal)
    }
    #expect(run.status == 3)
    let recordings = try run.recordings()
    #expect(recordings.count == 31)
    #expect(recordings[0]["error"] is NSNull)
    #expect((recordings[30]["error"] as? String)?.contains("interrupted") == true)
    #expect(try String(contentsOfFile: folder + "/score.json", encoding: .utf8) == run.output)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == 7)
  }
}
