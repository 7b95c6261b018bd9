import FixtureFiles
import Foundation
import Testing

/// Recordings that cannot be read are failures of their own.
struct BatchFailureTests {
  private static let hook = "STILLWATER_TEST_WORKER"

  @Test func everyKindOfFailureIsOneOfItsRecordingAlone() throws {
    let bench = try StudyBench(limits: "stall_s = 6\nmemory_mb = 300")
    try bench.addFixtures()
    let plain = try bench.batch()
    #expect(plain.status == 0)
    let good = try bench.export()

    let broken = try StudyBench(limits: "stall_s = 6\nmemory_mb = 300")
    try broken.addFixtures()
    try broken.add("h264_short_gop.mp4", as: "crash.mp4")
    try broken.add("mpeg4_bframes.avi", as: "stall.avi")
    try broken.add("h264_open_gop.mp4", as: "spin.mp4")
    try broken.add("faststart.mp4", as: "memory.mp4")
    try broken.add("empty.mp4", as: "empty.mp4")
    try broken.write("recordings/words.mp4", "These are words, no video.")
    try broken.write("recordings/Räuber's \"list\".m3u8.mp4", "#EXTM3U\n/etc/passwd\n")
    let whole = try Data(contentsOf: URL(fileURLWithPath: Fixture.decoder("h264_cfr.mp4")))
    try whole.prefix(2000).write(
      to: URL(fileURLWithPath: broken.recordings + "/truncated.mp4"))
    let hook = "crash:crash.mp4/stall:stall.avi/spin:spin.mp4/memory:memory.mp4"
    let run = try broken.batch(environment: [Self.hook: hook])
    #expect(run.status == 3)
    let expected = [
      "crash.mp4": "crashed", "stall.avi": "time_limit", "spin.mp4": "time_limit",
      "memory.mp4": "memory_limit", "empty.mp4": "unusable", "words.mp4": "unusable",
      "Räuber's \"list\".m3u8.mp4": "unusable", "truncated.mp4": "unusable",
    ]
    #expect(
      run.reasons
        == Dictionary(uniqueKeysWithValues: expected.map { ("recordings/" + $0, $1) }))
    #expect(try run.count("decoded") == StudyBench.fixtures.count)
    #expect(run.failures["recordings/crash.mp4"]?.contains("signal 11") == true)
    #expect(run.failures["recordings/stall.avi"]?.contains("stalled") == true)
    #expect(run.failures["recordings/truncated.mp4"]?.contains("libav: ") == true)

    // They are kept with their reasons. What may pass is tried again, ...
    let failed = try #require(broken.status()["failed"] as? [[String: Any]])
    #expect(failed.count == expected.count)
    let again = try broken.batch()
    #expect(again.status == 0)
    #expect(try again.count("decoded") == 3)
    #expect(try again.count("failed_before") == 5)
    #expect(again.of("failure").isEmpty)
    #expect(!again.run.errors.contains("all done"))
    #expect(again.run.errors.contains("5 recordings that failed before are still open"))
    // ... the rest only where that is asked for.
    let retried = try broken.batch(["--retry-failed"])
    #expect(retried.status == 3)
    #expect(try retried.count("decoded") == 1)
    #expect(try retried.count("failed") == 4)
    let twice = try #require(broken.status()["failed"] as? [[String: Any]])
    #expect(twice.map { $0["attempts"] as? Int } == [2, 2, 2, 2])
    for name in expected.keys {
      try FileManager.default.removeItem(atPath: broken.recordings + "/" + name)
    }
    // The good ones are what they are without the bad ones.
    let mixed = try Program.run(["export", "--study", broken.study, "--print", "animals"])
    let clean = try Program.run(["export", "--study", bench.study, "--print", "animals"])
    for line in clean.output.split(separator: "\n") {
      #expect(mixed.output.contains(line))
    }
    #expect(!good.isEmpty)
  }

  @Test func aFailureIsTriedAgainWhenTheFileChanges() throws {
    let bench = try StudyBench()
    try bench.write("recordings/a.mp4", "half a copy")
    let first = try bench.batch()
    #expect(first.status == 65)
    #expect(first.run.errors.contains("recordings/a.mp4: "))
    #expect(try bench.batch().status == 0)
    try FileManager.default.removeItem(atPath: bench.recordings + "/a.mp4")
    try bench.add("hevc.mp4", as: "a.mp4")
    let run = try bench.batch()
    #expect(run.status == 0)
    #expect(try run.count("decoded") == 1)
    #expect((try bench.status()["failed"] as? [Any])?.isEmpty == true)
  }

  @Test func failuresOfFilesThatWereTakenAwayAreTakenOut() throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "kept.mp4")
    try bench.add("empty.mp4", as: "gone.mp4")
    try bench.add("empty.mp4", as: "away/drive.mp4")
    try bench.add("empty.mp4", as: "still.mp4")
    #expect(try bench.batch().status == 3)
    try FileManager.default.removeItem(atPath: bench.recordings + "/gone.mp4")
    // A whole folder that is not there may be a drive that is not at hand; a score stays anyway.
    try FileManager.default.removeItem(atPath: bench.recordings + "/away")
    try FileManager.default.removeItem(atPath: bench.recordings + "/kept.mp4")
    let run = try bench.batch()
    #expect(run.run.errors.contains("recordings/gone.mp4: failed before and is no longer there"))
    let status = try bench.status()
    let failed = try #require(status["failed"] as? [[String: Any]])
    #expect(
      Set(failed.compactMap { $0["recording"] as? String }) == [
        "recordings/away/drive.mp4", "recordings/still.mp4",
      ])
    #expect(try bench.export().contains("recordings/kept.mp4"))
    #expect(!(try bench.export().contains("gone.mp4")))
  }

  @Test func settingsThatDoNotFitAreFailuresUntilTheyChange() throws {
    let bench = try StudyBench(settings: "trial_start_s = 50")
    try bench.add("hevc.mp4", as: "a.mp4")
    let run = try bench.batch()
    #expect(run.status == 65)
    #expect(run.reasons == ["recordings/a.mp4": "settings"])
    try bench.write(settings: "trial_start_s = 0")
    let mended = try bench.batch()
    #expect(mended.status == 0, "\(mended.run.errors)")
    #expect(try mended.count("failed") == 0)
  }

  @Test func anArenaOutsideOfThePictureIsTheFailureOfItsRecording() throws {
    let bench = try StudyBench()
    try bench.add("hevc.mp4", as: "a.mp4")
    try bench.write(
      "far.toml", "[[arena]]\nname = \"far\"\nrectangle = [9000, 9000, 40, 40]\n")
    try bench.write(more: "arenas = \"far.toml\"")
    let run = try bench.batch()
    #expect(run.status == 65)
    #expect(run.failures["recordings/a.mp4"]?.contains("far") == true)
  }

  @Test func theWorkerIsNotForPeople() throws {
    let bare = try Program.shell("\"$STILLWATER\" worker $$ </dev/null")
    #expect(bare.status == 64)
    let help = try Program.run(["--help"])
    #expect(!help.output.contains("worker"))
    // A worker whose batch is gone does nothing.
    let orphan = try Program.shell("\"$STILLWATER\" worker 1 </dev/null")
    #expect(orphan.status == 70)
  }
}
