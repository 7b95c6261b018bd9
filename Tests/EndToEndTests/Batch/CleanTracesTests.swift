import FixtureFiles
import Foundation
import GRDB
import StudyStore
import Testing

/// `clean-traces`: what nobody needs goes, everything else stays.
struct CleanTracesTests {
  /// A study of two recordings that were read twice, with other lags: four traces, two of them old.
  private func bench() throws -> StudyBench {
    let bench = try StudyBench()
    try bench.add("h264_cfr.mp4", as: "a.mp4")
    try bench.add("mjpeg.avi", as: "b.avi")
    #expect(try bench.batch().status == 0)
    try bench.write(settings: "lag_s = 0.1")
    #expect(try bench.batch().count("decoded") == 2)
    #expect(bench.names(in: "traces").count == 4)
    return bench
  }

  private func clean(_ bench: StudyBench, _ options: [String] = []) throws -> Program.Run {
    try Program.run(["clean-traces", "--study", bench.study] + options)
  }

  private func size(_ bench: StudyBench, _ names: some Sequence<String>) throws -> Int {
    try names.reduce(0) { sum, name in
      let path = bench.study + "/traces/" + name
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return try sum + #require(size)
    }
  }

  @Test func tracesOfEarlierLagsGoAndNothingElse() throws {
    let bench = try bench()
    let before = bench.names(in: "traces")
    let export = try bench.export()
    let foreign = [
      "notes.txt", ".hidden.npz", "0123456789abcdef.npz", "0123456789abcdef-0123456789ABCDEF.npz",
      "0123456789abcdef-0123456789abcdef.npz.bak", ".0123456789abcdef-0123456789abcdef.npz.7.part",
    ]
    for name in foreign { try bench.write("traces/" + name, "mine") }
    let named = "0000000000000000-0000000000000000.npz"
    try FileManager.default.createSymbolicLink(
      atPath: bench.study + "/traces/" + named, withDestinationPath: bench.study + "/study.toml")

    let dry = try clean(bench, ["--dry-run"])
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(bench.names(in: "traces") == (before + foreign + [named]).sorted())
    let listed = dry.output.split(separator: "\n").filter { $0.hasSuffix(" bytes") }.compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(listed.count == 2 && Set(listed).isSubset(of: before))
    let (old, new) = (try size(bench, listed), try size(bench, Set(before).subtracting(listed)))
    #expect(
      dry.output.contains("would remove 2 traces (\(old) bytes), kept 2 traces (\(new) bytes)"),
      "\(dry.output)")

    let run = try clean(bench)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output == "removed 2 traces (\(old) bytes), kept 2 traces (\(new) bytes)\n")
    let after = Set(bench.names(in: "traces"))
    #expect(after == Set(before).subtracting(listed).union(foreign).union([named]))
    // The study is as it was, and what it needs is still there.
    #expect(try bench.export() == export)
    #expect(try bench.batch().count("decoded") == 0)
    try bench.write(settings: "lag_s = 0.1\nmotion_threshold_percent = 0.2")
    #expect(try bench.command("rescore", ["--json"]).count("rescored") == 2)
    #expect(try clean(bench).output.hasPrefix("removed 0 traces (0 bytes), kept 2 traces"))
  }

  @Test func tracesThatTheStudyAsksForNowStayThoughNotScoredYet() throws {
    let bench = try bench()
    // Back to the first lags: the old traces are those that the next run uses.
    try bench.write()
    #expect(try clean(bench).output.hasPrefix("removed 0 traces (0 bytes), kept 4 traces"))
    let run = try bench.batch()
    #expect(try run.count("decoded") == 0 && run.count("rescored") == 2)
    #expect(try clean(bench).output.hasPrefix("removed 2 traces"))
  }

  @Test func whatMayBeOfRecordingsWithoutAScoreStays() throws {
    let bench = try bench()
    // One fails now, though its content is known: its traces are kept, those of the other are not.
    let store = try StudyStore(path: bench.study + "/store.sqlite", access: .readWrite)
    let recording = try #require(try store.recording(path: "recordings/b.avi"))
    let time = Moment(milliseconds: 1)
    try store.saveFailure(
      StoredFailure(
        recording: recording, reason: .settings, message: "x", firstAt: time, lastAt: time, runID: 1
      ))
    let run = try clean(bench)
    #expect(run.output.hasPrefix("removed 1 trace ("), "\(run.output)")
    // One of the two is what the study asks for now; the other is kept in doubt.
    #expect(run.output.contains("\n1 of those kept belong to no score"), "\(run.output)")
    let prefix = try #require(recording.sha256).prefix(16)
    #expect(bench.names(in: "traces").filter { $0.hasPrefix(prefix) }.count == 2)
  }

  @Test func afterTheStoreWasLostNothingGoesThatTheNextRunCanUse() throws {
    let bench = try bench()
    for name in bench.names(in: "") where name.hasPrefix("store.sqlite") {
      try FileManager.default.removeItem(atPath: bench.study + "/" + name)
    }
    #expect(try clean(bench).status == 66)
    _ = try StudyStore(path: bench.study + "/store.sqlite", access: .create)
    let empty = try clean(bench)
    #expect(empty.status == 65 && empty.errors.contains("every trace may still be needed"))
    // With one recording scored the traces may be of the other.
    #expect(try bench.batch(["--limit", "1"]).status == 0)
    let run = try clean(bench)
    #expect(run.status == 0, "\(run.errors)")
    #expect(bench.names(in: "traces").count == 3, "\(run.output)")
  }

  @Test func anotherRunAndANewerStoreKeepItOut() throws {
    let bench = try bench()
    let before = bench.names(in: "traces")
    let lock = try Program.shell(
      "exec 9>>'\(bench.study)/study.lock'; flock 9; "
        + "\"$STILLWATER\" clean-traces --study '\(bench.study)'")
    #expect(lock.status == 75 && lock.errors.contains("another run is at work"), "\(lock.errors)")
    try DatabaseQueue(path: bench.study + "/store.sqlite").write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 mazes')")
    }
    #expect(try clean(bench).status == 65)
    try bench.write("study.toml", "name = \"x\"\nnames = 1\n")
    #expect(try clean(bench).status == 65)
    #expect(bench.names(in: "traces") == before)
  }

  @Test func aKillLeavesAStudyThatTheNextCallCleans() throws {
    let expected: [String] = try {
      let bench = try bench()
      _ = try clean(bench)
      return bench.names(in: "traces")
    }()
    for delay in [0, 5_000, 20_000, 60_000] as [useconds_t] {
      let bench = try bench()
      let export = try bench.export()
      let run = try Program.run(["clean-traces", "--study", bench.study]) { process, _ in
        usleep(delay)
        kill(process, SIGKILL)
      }
      #expect([0, 137].contains(run.status))
      #expect(Set(bench.names(in: "traces")).isSuperset(of: expected))
      #expect(try bench.export() == export)
      #expect(try clean(bench).status == 0)
      #expect(bench.names(in: "traces") == expected)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may remove everything"))
  func whatCannotBeRemovedIsTold() throws {
    let bench = try bench()
    chmod(bench.study + "/traces", 0o500)
    defer { chmod(bench.study + "/traces", 0o700) }
    let run = try clean(bench)
    #expect(run.status == 73 && run.errors.contains("cannot be removed"), "\(run.errors)")
  }
}
