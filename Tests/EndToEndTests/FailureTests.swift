import FixtureFiles
import Foundation
import Testing

/// Recordings, configuration files and places to write to that cannot be used.
@Suite struct FailureTests {
  private let good = Fixture.decoder("h264_cfr.mp4")
  private let missing = "/nowhere/absent.mp4"

  @Test(arguments: ["score", "probe"])
  func missingRecordingExits66(command: String) throws {
    let run = try Program.run([command, missing])
    #expect(run.status == 66)
    #expect(run.errors.contains("stillwater: error: \(missing): "), "\(run.errors)")
  }

  @Test(arguments: ["text.mp4", "empty.mp4", "audio_only.wav", "playlist.m3u8"])
  func unusableRecordingExits65(file: String) throws {
    for command in ["score", "probe"] {
      let run = try Program.run([command, "--format", "json", Fixture.decoder(file)])
      #expect(run.status == 65, "\(run.errors)")
      #expect(run.errors.contains("stillwater: error: \(Fixture.decoder(file)): "))
      let recording = try #require(try run.recordings().first)
      #expect((recording["error"] as? String)?.isEmpty == false)
      #expect(recording["video"] is NSNull)
    }
  }

  @Test func missingAndUnusableTogetherExit65() throws {
    let run = try Program.run(["score", missing, Fixture.decoder("text.mp4")])
    #expect(run.status == 65)
  }

  @Test func oneFailureHurtsNoOther() throws {
    let files = [missing, good, Fixture.decoder("text.mp4"), good]
    let run = try Program.run(["score", "--format", "json"] + files)
    #expect(run.status == 3)
    let recordings = try run.recordings()
    #expect(recordings.compactMap { $0["path"] as? String } == files)
    #expect(recordings.map { $0["error"] is NSNull } == [false, true, false, true])
    #expect(recordings.map { ($0["animals"] as? [Any])?.count } == [0, 1, 0, 1])
    let alone = try Program.run(["score", "--format", "json", good]).recordings()[0]
    #expect(NSDictionary(dictionary: recordings[1]) == NSDictionary(dictionary: alone))
    #expect(NSDictionary(dictionary: recordings[3]) == NSDictionary(dictionary: alone))
  }

  @Test func failedRecordingHasARowInAnimals() throws {
    let run = try Program.run(["score", "--format", "csv", good, missing])
    #expect(run.status == 3)
    let rows = run.output.split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[2].hasPrefix(missing + ",,,"))
  }

  @Test func windowAfterTheEndIsRefused() throws {
    let run = try Program.run(["score", "--protocol", "fst-mouse", good])
    #expect(run.status == 65)
    #expect(run.errors.contains("window") && run.errors.contains("end"), "\(run.errors)")
  }

  @Test func configurationFiles() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let wrong = folder + "/arenas.toml"
    try "[[arena]]\nname = \"a\"\nelipse = [1, 2, 3, 4]\n"
      .write(toFile: wrong, atomically: true, encoding: .utf8)
    for option in ["--arenas", "--profile"] {
      let absent = try Program.run(["score", good, option, folder + "/none.toml"])
      #expect(absent.status == 66)
      #expect(absent.errors.contains("stillwater: error: \(folder)/none.toml: "))
      #expect(try Program.run(["score", good, option, wrong]).status == 65)
    }
    let run = try Program.run(["score", good, "--arenas", wrong])
    #expect(run.errors.contains("line 3: ") && run.errors.contains("did you mean 'ellipse'"))
    #expect(run.output.isEmpty)
  }

  @Test func profileWithAnUnusableValueIsNamed() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let profile = folder + "/profile.toml"
    try """
    schema = "stillwater.profile/1"
    name = "fitted"
    [settings]
    exit_ratio = 0.5
    """.write(toFile: profile, atomically: true, encoding: .utf8)
    let run = try Program.run(["score", good, "--profile", profile])
    #expect(run.status == 65)
    #expect(run.errors.contains("error: \(profile): exit_ratio is 0.5"), "\(run.errors)")
    let option = try Program.run(["score", good, "--profile", profile, "--exit-ratio", "0.7"])
    #expect(option.status == 64)
    #expect(option.errors.contains("error: --exit-ratio: 0.7"), "\(option.errors)")
    #expect(
      try Program.run(["score", good, "--profile", profile, "--exit-ratio", "2"]).status == 0)
  }

  @Test func nameThatIsNotTextIsToldApartFromAMissingFile() throws {
    let run = try Program.shell("\"$STILLWATER\" score $'/nowhere/M\\xe4use.mp4'")
    #expect(run.status == 66)
    #expect(run.errors.contains("not UTF-8"), "\(run.errors)")
  }

  @Test func errorStaysOnItsLine() throws {
    let run = try Program.run(["score", "--quiet", "/nowhere/a\nb\u{1B}[31m.mp4"])
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(!run.errors.contains("\u{1B}"))
  }

  @Test func placesThatCannotBeWrittenExit73BeforeDecoding() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder + "/taken/score.json", withIntermediateDirectories: true)
    try "x".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
    // The recording does not exist: only a check before decoding can come to 73.
    for arguments in [
      ["--output-dir", folder + "/file"], ["--output-dir", folder + "/file/below"],
      ["--output-dir", folder + "/taken"], ["--output-dir", "/proc/none"],
      ["--trace", folder], ["--trace", folder + "/none/trace.csv"], ["--trace", "/dev/full"],
    ] {
      let run = try Program.run(["score", missing] + arguments)
      #expect(run.status == 73, "\(arguments): \(run.errors)")
      #expect(run.errors.hasPrefix("stillwater: error: "))
      #expect(run.output.isEmpty)
    }
  }

  @Test func recordingIsNeverOverwritten() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/score.json"
    try FileManager.default.copyItem(atPath: good, toPath: copy)
    for arguments in [["--trace", copy], ["--output-dir", folder]] {
      let run = try Program.run(["score", copy] + arguments)
      #expect(run.status == 73)
      #expect(run.errors.contains("is one of the recordings"))
    }
    #expect(FileManager.default.contentsEqual(atPath: good, andPath: copy))
  }

  @Test func fileThatIsReadIsNeverOverwritten() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let arenas = folder + "/arenas.toml"
    let text = "[[arena]]\nname = \"a\"\nrectangle = [0, 0, 9, 9]\n"
    try text.write(toFile: arenas, atomically: true, encoding: .utf8)
    let run = try Program.run(["score", good, "--arenas", arenas, "--trace", arenas])
    #expect(run.status == 73)
    #expect(run.errors.contains("\(arenas): is read"), "\(run.errors)")
    #expect(try String(contentsOfFile: arenas, encoding: .utf8) == text)
  }

  @Test func traceNeverLosesItsPlaceToAReport() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["score.json", "./animals.csv"] {
      let run = try Program.run([
        "score", good, "--output-dir", folder + "/out", "--trace", folder + "/out/" + name,
      ])
      #expect(run.status == 73)
      #expect(run.errors.contains("would be written over"), "\(run.errors)")
    }
  }

  @Test func fullStandardOutputExits73() throws {
    let run = try Program.shell("\"$STILLWATER\" score --quiet '\(good)' > /dev/full")
    #expect(run.status == 73)
    #expect(run.errors.contains("standard output"))
  }

  @Test func closedStandardOutputExits73() throws {
    let run = try Program.shell("\"$STILLWATER\" score --quiet '\(good)' >&- ")
    #expect(run.status == 73)
    #expect(run.errors.contains("standard output"))
  }

  @Test func tooManyBinsAreRefused() throws {
    let run = try Program.run(["score", Fixture.decoder("two_hours.mp4"), "--bin", "0.01"])
    #expect(run.status == 65)
    #expect(run.errors.contains("100,000 bins"), "\(run.errors)")
  }

  @Test func readerThatLeavesEarlyIsNoCrash() throws {
    let run = try Program.shell(
      "(\"$STILLWATER\" score --quiet --format json '\(good)'; echo \"status $?\" >&2) | true")
    #expect(run.errors == "status 0\n")
  }
}
