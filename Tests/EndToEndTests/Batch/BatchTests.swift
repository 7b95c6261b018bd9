import FixtureFiles
import Foundation
import Testing

/// What a run reads, scores, passes over and says.
struct BatchTests {
  @Test func scoresEachRecordingAsScoreDoes() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    let run = try bench.batch()
    #expect(run.status == 0, "\(run.run.errors)")
    #expect(try run.count("decoded") == StudyBench.fixtures.count)
    let files = StudyBench.fixtures.enumerated().map { "recordings/day \($0 % 2)/\($1)" }.sorted()
    let single = try Program.run(
      ["score", "--protocol", "freezing", "--format", "json"]
        + files.map { bench.study + "/" + $0 }
    ).recordings()
    let stored = try Program.run(["export", "--study", bench.study, "--print", "json"])
      .recordings()
    #expect(stored.count == files.count)
    for (one, other) in zip(single, stored) {
      let path = try #require((one["video"] as? [String: Any])?["path"] as? String)
      let name = try #require((other["video"] as? [String: Any])?["path"] as? String)
      #expect(path.hasSuffix("/" + name))
      for animal in zip(
        try #require(one["animals"] as? [[String: Any]]),
        try #require(other["animals"] as? [[String: Any]]))
      {
        for (key, value) in animal.0 where key != "excluded" {
          #expect(
            try #require(animal.1[key] as? NSObject) == #require(value as? NSObject),
            "\(name): \(key)")
        }
      }
    }
  }

  @Test func passesOverWhatIsDone() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch().status == 0)
    let before = try bench.export()
    let again = try bench.batch()
    #expect(again.status == 0)
    #expect(try again.count("decoded") == 0)
    #expect(try again.count("rescored") == 0)
    #expect(try again.count("skipped") == StudyBench.fixtures.count)
    #expect(again.of("recording").isEmpty)
    #expect(try bench.export() == before)
  }

  @Test func aNewTimeWithTheOldContentIsNotDecodedAgain() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch().status == 0)
    let touched = bench.recordings + "/day 0/h264_cfr.mp4"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_500_000_000)], ofItemAtPath: touched)
    let run = try bench.batch()
    #expect(run.recordings("outcome", "unchanged") == ["recordings/day 0/h264_cfr.mp4"])
    #expect(try run.count("decoded") == 0)
    // The new time is known from now on.
    #expect(try bench.batch().of("recording").isEmpty)
  }

  @Test func aNewContentUnderTheOldNameIsDecoded() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch().status == 0)
    try FileManager.default.removeItem(atPath: bench.recordings + "/day 0/h264_cfr.mp4")
    try bench.add("h264_short_gop.mp4", as: "day 0/h264_cfr.mp4")
    let run = try bench.batch()
    #expect(run.recordings("outcome", "decoded") == ["recordings/day 0/h264_cfr.mp4"])
  }

  @Test func aThresholdIsChangedWithoutDecoding() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch().status == 0)
    for command in ["batch", "rescore"] {
      let threshold = command == "batch" ? 1.5 : 2.5
      try bench.write(settings: "motion_threshold_percent = \(threshold)\nbin_s = 0.5")
      // Nothing can be decoded any more.
      let hidden = bench.root + "/hidden"
      if command == "rescore" {
        try FileManager.default.moveItem(atPath: bench.recordings, toPath: hidden)
      }
      let run = try bench.command(command, ["--json"])
      #expect(run.status == 0, "\(run.run.errors)")
      #expect(try run.count("decoded") == 0)
      #expect(try run.count("rescored") == StudyBench.fixtures.count)
      if command == "rescore" {
        try FileManager.default.moveItem(atPath: hidden, toPath: bench.recordings)
      }
      let fresh = try StudyBench(settings: "motion_threshold_percent = \(threshold)\nbin_s = 0.5")
      try fresh.addFixtures()
      #expect(try fresh.batch().status == 0)
      #expect(try bench.export() == fresh.export())
    }
  }

  @Test func anArenaIsChangedForTheRecordingsItTouchesAlone() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    try bench.write("one.toml", "[[arena]]\nname = \"left\"\nrectangle = [0, 0, 40, 40]\n")
    let rule = "[[recording]]\nname = \"hevc.mp4\"\narenas = \"one.toml\"\n"
    try bench.write(more: rule)
    #expect(try bench.batch().status == 0)
    try bench.write("one.toml", "[[arena]]\nname = \"left\"\nrectangle = [0, 0, 41, 40]\n")
    let listed = try bench.batch(["--dry-run"])
    #expect(listed.recordings("action", "decode") == ["recordings/day 0/hevc.mp4"])
    let run = try bench.batch()
    #expect(run.recordings("outcome", "decoded") == ["recordings/day 0/hevc.mp4"])
    #expect(try run.count("skipped") == StudyBench.fixtures.count - 1)
    // An animal's name is no part of what is read.
    try bench.write(
      "one.toml", "[[arena]]\nname = \"left\"\nanimal_id = \"m1\"\nrectangle = [0, 0, 41, 40]\n")
    let named = try bench.batch()
    #expect(named.recordings("outcome", "rescored") == ["recordings/day 0/hevc.mp4"])
    #expect(try named.count("decoded") == 0)
  }

  @Test func aLagIsChangedForAll() throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "a.mp4")
    #expect(try bench.batch().status == 0)
    try bench.write(settings: "lag_s = 0.1")
    let rescored = try bench.command("rescore", ["--json"])
    #expect(try rescored.count("rescored") == 0)
    #expect(try rescored.count("remaining") == 1)
    #expect(try bench.batch().count("decoded") == 1)
  }

  @Test func aCopyIsReadOnce() throws {
    let bench = try StudyBench(limits: "jobs = 4")
    try bench.addFixtures()
    try bench.add("h264_bframes.mp4", as: "a copy of b-frames.mp4")
    let run = try bench.batch()
    #expect(run.status == 0)
    #expect(try run.count("decoded") == StudyBench.fixtures.count)
    #expect(try run.count("rescored") == 1)
    let copies = run.of("recording").filter { $0["duplicate_of"] is String }
    #expect(copies.count == 1)
    #expect(bench.names(in: "traces").count == StudyBench.fixtures.count)
    // A copy that comes later is not decoded either.
    try bench.add("hevc.mp4", as: "later.mp4")
    let later = try bench.batch()
    #expect(later.recordings("outcome", "rescored") == ["recordings/later.mp4"])
    #expect(try later.count("decoded") == 0)
  }

  @Test func copiesThatBothClaimAnAnimalAreErrors() throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "a.mp4")
    try bench.add("hevc.mp4", as: "b.mp4")
    try bench.add("mjpeg.avi", as: "c.avi")
    let header = "recording,arena,animal_id,exclude\n"
    try bench.write("manifest.csv", header + "a.mp4,whole,m1,\nb.mp4,whole,m2,\nc.avi,whole,m3,\n")
    try bench.write(more: "manifest = \"manifest.csv\"")
    for _ in 0..<2 {
      let run = try bench.batch()
      #expect(run.status == 3)
      #expect(Set(run.failures.keys) == ["recordings/a.mp4", "recordings/b.mp4"])
      #expect(run.failures["recordings/a.mp4"]?.contains("recordings/b.mp4") == true)
    }
    try bench.write(
      "manifest.csv", header + "a.mp4,whole,m1,\nb.mp4,whole,m2,yes\nc.avi,whole,m3,\n")
    let mended = try bench.batch()
    #expect(mended.status == 0, "\(mended.run.errors)")
    #expect(mended.recordings("outcome", "rescored") == ["recordings/a.mp4"])
    #expect(try mended.count("excluded") == 1)
  }

  @Test func whatIsWrongInTheManifestIsToldAtOnceAndStopsNobodyElse() throws {
    let bench = try StudyBench()
    for name in ["a.mp4", "b.mp4", "c.mp4"] { try bench.add("fps_10.mp4", as: name) }
    try bench.write(
      "manifest.csv",
      """
      recording,arena,animal_id,session
      a.mp4,whole,m1,test
      b.mp4,left,m2,test
      gone.mp4,whole,m3,test
      c.mp4,whole,m1,test
      """)
    try bench.write(more: "manifest = \"manifest.csv\"")
    let run = try bench.batch()
    #expect(run.status == 3)
    let problems = try #require(run.summary()["manifest_problems"] as? [String])
    #expect(problems.count == 3, "\(problems)")
    for (part, line) in [("left", 3), ("gone.mp4", 4), ("m1", 5)] {
      #expect(problems.contains { $0.contains("line \(line)") && $0.contains(part) }, "\(problems)")
    }
    #expect(Set(run.failures.keys) == ["recordings/b.mp4", "recordings/c.mp4"])
    #expect(try run.count("decoded") == 1)
  }

  @Test func namesOfAllKinds() throws {
    let bench = try StudyBench()
    let names = [
      "with space.mp4", "quo'te \"double\".mp4", "Mäuse tür.mp4", "two\nlines.mp4", "tab\t.mp4",
      "$HOME `id` %s \\n.mp4", "-rf.mp4", "日本.mp4", "comma,semicolon;.mp4",
    ]
    for name in names { try bench.add("h264_short_gop.mp4", as: "sub folder/" + name) }
    let run = try bench.batch()
    #expect(run.status == 0, "\(run.run.errors)")
    let done = run.of("recording").compactMap { $0["recording"] as? String }
    #expect(Set(done) == Set(names.map { "recordings/sub folder/" + $0 }))
    #expect(try run.count("decoded") + run.count("rescored") == names.count)
    #expect(try bench.batch().count("skipped") == names.count)
    let stored = try Program.run(["export", "--study", bench.study, "--print", "json"])
      .recordings().compactMap { ($0["video"] as? [String: Any])?["path"] as? String }
    #expect(Set(stored) == Set(done))
  }

  @Test func growingAndPartialFilesWait() throws {
    // The time of a file's change cannot be set back, and a busy machine may take seconds to begin.
    let bench = try StudyBench(limits: "")
    try bench.write("study.toml", "name = \"b\"\nprotocol = \"freezing\"\n[limits]\nsettle_s = 12")
    try bench.add("hevc.mp4", as: "old.mp4")
    try bench.add("mjpeg.avi", as: "copying.avi.part")
    sleep(13)
    try bench.add("fps_10.mp4", as: "growing.mp4")
    let run = try bench.batch()
    #expect(run.status == 0)
    #expect(run.recordings("outcome", "decoded") == ["recordings/old.mp4"])
    #expect(try run.count("waiting") == 2)
    sleep(13)
    let next = try bench.batch()
    #expect(next.recordings("outcome", "decoded") == ["recordings/growing.mp4"])
  }

  @Test func aFileThatGrowsWhileItIsReadIsNotScored() throws {
    let bench = try StudyBench(limits: "stall_s = 3")
    try bench.add("hevc.mp4", as: "a.mp4")
    // The worker hangs; meanwhile the file grows.
    let run = try bench.batch(environment: ["STILLWATER_TEST_WORKER": "stall:a.mp4"]) { _, _ in
      sleep(1)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: bench.recordings + "/a.mp4"))
      try file.seekToEnd()
      try file.write(contentsOf: Data([0]))
    }
    #expect(run.status == 0)
    #expect(try run.count("waiting") == 1)
    #expect(try run.count("failed") == 0)
  }

  @Test func limitAndSinceLeaveTheRest() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    let count = StudyBench.fixtures.count
    let first = try bench.batch(["--limit", "3"])
    #expect(first.status == 0)
    #expect(try first.count("decoded") == 3)
    #expect(try first.count("remaining") == count - 3)
    for (index, name) in StudyBench.fixtures.enumerated() {
      let age = name == "hevc.mp4" ? 3600.0 : 100 * 86_400
      try FileManager.default.setAttributes(
        [.modificationDate: Date().addingTimeInterval(-age)],
        ofItemAtPath: bench.recordings + "/day \(index % 2)/\(name)")
    }
    let since = try bench.batch(["--since", "2d"])
    #expect(since.status == 0)
    #expect(try since.count("found") == 1)
    for wrong in ["yesterday", "2026-13-01", "2026-02-30", "3x", ""] {
      #expect(try bench.batch(["--since", wrong]).status == 64)
    }
  }

  @Test func dryRunDoesNothing() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    try bench.add("empty.mp4", as: "empty.mp4")
    let before = bench.names(in: "")
    let run = try bench.batch(["--dry-run"])
    #expect(run.status == 0)
    #expect(run.recordings("action", "decode").count == StudyBench.fixtures.count + 1)
    #expect(bench.names(in: "") == before)
  }

  @Test func plainLinesWithoutATerminal() throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "a.mp4")
    let run = try Program.run(["batch", "--study", bench.study])
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("[1/1] recordings/a.mp4: "))
    #expect(!run.errors.contains("\r") && !run.errors.contains("\u{1B}"))
    try bench.add("mjpeg.avi", as: "b.avi")
    let quiet = try Program.run(["batch", "--study", bench.study, "--quiet"])
    #expect(quiet.status == 0)
    #expect(quiet.output.isEmpty && quiet.errors.isEmpty, "\(quiet.errors)")
  }

  @Test func resultsDoNotDependOnJobs() throws {
    var exports: Set<String> = []
    for jobs in ["1", "2", "5"] {
      let bench = try StudyBench()
      try bench.addFixtures()
      #expect(try bench.batch(["--jobs", jobs]).status == 0)
      exports.insert(try bench.export())
    }
    #expect(exports.count == 1)
  }

  @Test func theSummaryGoesToAFileAndToTheCommand() throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "a.mp4")
    try bench.add("empty.mp4", as: "broken.mp4")
    let told = bench.root + "/told"
    try bench.write(
      limits: "[nightly]\nnotify = \"cat > \(told); echo status=$STILLWATER_STATUS >> \(told)\"")
    let run = try bench.batch()
    #expect(run.status == 3)
    let text = try String(contentsOfFile: told, encoding: .utf8)
    #expect(text.hasSuffix("status=3\n"))
    #expect(text.contains("recordings/broken.mp4: "))
    #expect(text.contains("1 read and scored"))
    let file = try String(contentsOfFile: bench.study + "/reports/run-1.txt", encoding: .utf8)
    #expect(text == file + "status=3\n")
  }

  @Test func aMissingStudyAndFolderAreNamed() throws {
    let bench = try StudyBench()
    let noStudy = try Program.run(["batch", "--study", bench.root])
    #expect(noStudy.status == 66)
    #expect(noStudy.errors.contains("study.toml"))
    let noFolder = try bench.batch([bench.root + "/gone"])
    #expect(noFolder.status == 66)
    #expect(noFolder.run.errors.contains("/gone"))
    #expect(try bench.command("rescore").status == 66)
  }
}
