import FixtureFiles
import Foundation
import Testing

/// Files from anywhere: none makes the program wait, open another file or end without a word.
struct ForeignFileTests {
  private func patience(_ line: String) throws -> Program.Run {
    try Program.shell("timeout --signal=KILL 60 " + line)
  }

  @Test func subtitlesWithAPictureBesideOpenNothing() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text =
      "# VobSub index file, v7 (do not modify this line!)\nsize: 720x480\nid: en, index: 0\n"
      + "timestamp: 00:00:01:000, filepos: 000000000\n"
    for name in ["a.mp4", "a.idx", "b.mkv"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    mkfifo(folder + "/a.sub", 0o600)
    mkfifo(folder + "/b.sub", 0o600)
    let run = try patience("\"$STILLWATER\" probe \(folder)/*.mp4 \(folder)/*.idx \(folder)/*.mkv")
    #expect(run.status == 65, "\(run.errors)")
    #expect(run.errors.contains("names other files"))
  }

  @Test func singleImagesAreNoRecordings() throws {
    let run = try Program.run(["score", Fixture.decoder("frame001.png")])
    #expect(run.status == 65)
    #expect(run.errors.contains("not a kind of file that recordings are kept in"))
  }

  @Test(arguments: ["[/limits]", "[,", "[!x]", "[a", "a = ", "[]"])
  func aTypingErrorInAHeaderHasALine(text: String) throws {
    let bench = try StudyBench()
    let whole = "name = \"a\"\n" + text
    try bench.write("study.toml", whole)
    for command in ["batch", "status", "export", "report"] {
      let run = try bench.command(command)
      #expect(run.status == 65, "\(run.run.errors)")
      #expect(run.run.errors.contains("study.toml: line 2: column"), "\(run.run.errors)")
    }
    let arenas = try Program.run([
      "score", "--arenas", bench.study + "/study.toml", Fixture.decoder("h264_cfr.mp4"),
    ])
    #expect(arenas.status == 65 && arenas.errors.contains("line 2"))
  }

  @Test func keysAsDeepAsAStackAreRefused() throws {
    let bench = try StudyBench()
    try bench.write("study.toml", String(repeating: "a.", count: 500_000) + "a = 1\n")
    let run = try bench.batch()
    #expect(run.status == 65 && run.run.errors.contains("more than 32"))
  }

  @Test func pipesAndDevicesAreNotWaitedFor() throws {
    for name in ["study.toml", "manifest.csv", "store.sqlite", "arenas.toml", "profile.toml"] {
      let bench = try StudyBench()
      try bench.add("hevc.mp4", as: "a.mp4")
      if name != "study.toml" && name != "store.sqlite" {
        let key = name.prefix { $0 != "." }
        try bench.write(more: "\(key) = \"\(name)\"")
      }
      try? FileManager.default.removeItem(atPath: bench.study + "/" + name)
      #expect(mkfifo(bench.study + "/" + name, 0o600) == 0)
      for command in ["batch", "status", "export"] {
        let run = try patience("\"$STILLWATER\" \(command) --study '\(bench.study)'")
        #expect(run.status == 65, "\(name) \(command): \(run.status) \(run.errors)")
        #expect(run.errors.contains(name) && run.errors.contains("regular file"), "\(run.errors)")
      }
    }
    let device = try patience("\"$STILLWATER\" score --arenas /dev/zero x.mp4")
    #expect(device.status == 65 && device.errors.contains("no regular file"))
  }

  /// Each 4.6 kB or little more, and each once took a gigabyte, or much longer than it is long.
  @Test(arguments: ["gif_bomb_4.6kB.mp4", "announces_31_years.mkv"])
  func smallFilesCostLittle(name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["STILLWATER_ATTACK_FILES"],
      case let path = folder + "/" + name, FileManager.default.fileExists(atPath: path)
    else {
      print(
        "SKIPPED smallFilesCostLittle: \(name) is not at hand; name its folder in STILLWATER_ATTACK_FILES"
      )
      return
    }
    if name.hasPrefix("gif") {
      for command in ["score", "probe", "arenas --output /dev/null"] {
        let run = try Program.shell(
          "timeout --signal=KILL 100 \"$STILLWATER\" \(command) '\(path)'")
        #expect([0, 65, 73].contains(run.status), "\(run.status): \(run.errors)")
      }
    } else {
      let bench = try StudyBench(limits: "time_least_s = 2\ntime_factor = 1")
      try bench.add(file: path, as: "long.mkv")
      let run = try bench.batch()
      #expect(run.reasons == ["recordings/long.mkv": "time_limit"], "\(run.run.errors)")
    }
  }
}
