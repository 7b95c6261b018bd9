import FixtureFiles
import Foundation
import Testing

/// Shards leave the store alone, and what is collected is what a plain run would have stored.
struct ShardTests {
  private func plain(_ prepare: (StudyBench) throws -> Void) throws -> String {
    let bench = try StudyBench()
    try prepare(bench)
    #expect([0, 3].contains(try bench.batch().status))
    return try bench.export()
  }

  private func prepare(_ bench: StudyBench) throws {
    try bench.addFixtures()
    try bench.add("hevc.mp4", as: "copy of hevc.mp4")
    try bench.add("empty.mp4", as: "broken.mp4")
  }

  @Test func collectedShardsAreAPlainRun() throws {
    let expected = try plain(prepare)
    let bench = try StudyBench()
    try prepare(bench)
    for shard in 1...3 {
      let run = try bench.batch(["--shard", "\(shard)/3"])
      #expect([0, 3, 65].contains(run.status), "\(run.run.errors)")
    }
    #expect(!bench.names(in: "").contains("store.sqlite"))
    let collected = try bench.command("collect", ["--json"])
    #expect(collected.status == 3)
    #expect(try collected.count("failed") == 1)
    #expect(try collected.count("decoded") == StudyBench.fixtures.count + 1)
    #expect(try bench.export() == expected)
    // Once: nothing is left, and collecting again changes nothing.
    let again = try bench.command("collect", ["--json"])
    #expect(again.status == 0)
    #expect(try again.count("found") == 0)
    #expect(try bench.export() == expected)
    #expect(try bench.batch().count("decoded") == 0)
    for folder in bench.names(in: "results") {
      #expect(bench.names(in: "results/" + folder).allSatisfy { $0 == ".lock" })
    }
  }

  @Test func aShardThatIsStartedAgainReadsTheRest() throws {
    let bench = try StudyBench()
    try prepare(bench)
    let first = try bench.batch(["--shard", "1/1", "--limit", "3"])
    #expect(try first.count("decoded") == 2)
    #expect(try first.count("failed") == 1)
    // Other shards see what is there, too.
    let rest = [try bench.batch(["--shard", "1/2"]), try bench.batch(["--shard", "2/2"])]
    let decoded = try rest.reduce(0) { try $0 + $1.count("decoded") }
    let failed = try rest.reduce(try first.count("failed")) { try $0 + $1.count("failed") }
    #expect(decoded + 2 == StudyBench.fixtures.count + 1)
    #expect(failed == 1)
    #expect(try bench.command("collect").status == 3)
    #expect(try bench.export() == plain(prepare))
  }

  @Test func aWorkListIsShared() throws {
    let bench = try StudyBench()
    try prepare(bench)
    let list = try bench.batch(["--dry-run"])
    try bench.write("work.jsonl", list.run.output)
    for shard in 1...2 {
      let run = try bench.batch(
        ["--shard", "\(shard)/2", "--work-list", bench.study + "/work.jsonl"])
      #expect(try run.count("found") == 5)
    }
    #expect(try bench.command("collect").status == 3)
    #expect(try bench.export() == plain(prepare))
    try bench.write("work.jsonl", "no JSON\n")
    let wrong = try bench.batch(["--shard", "1/2", "--work-list", bench.study + "/work.jsonl"])
    #expect(wrong.status == 65)
    #expect(wrong.run.errors.contains("line 1"))
  }

  @Test func collectingIsInterruptedAndKilledWithoutLoss() throws {
    let expected = try plain(prepare)
    let bench = try StudyBench()
    try prepare(bench)
    _ = try bench.batch(["--shard", "1/1"])
    for attempt in 0..<8 {
      _ = try Program.run(["collect", "--study", bench.study]) { process, _ in
        usleep(useconds_t(20_000 + attempt * 15_000))
        kill(process, attempt % 2 == 0 ? SIGKILL : SIGTERM)
      }
    }
    #expect([0, 3, 65].contains(try bench.command("collect").status))
    #expect(try bench.export() == expected)
    #expect(try bench.batch().count("decoded") == 0)
  }

  @Test func whatChangedMeanwhileIsLeftToTheNextRun() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    _ = try bench.batch(["--shard", "1/1"])
    try FileManager.default.removeItem(atPath: bench.recordings + "/day 0/hevc.mp4")
    try bench.add("h264_short_gop.mp4", as: "day 0/hevc.mp4")
    let collected = try bench.command("collect", ["--json"])
    #expect(collected.recordings("outcome", "waiting") == ["recordings/day 0/hevc.mp4"])
    let next = try bench.batch()
    #expect(next.recordings("outcome", "decoded") == ["recordings/day 0/hevc.mp4"])
  }

  @Test(arguments: ["0/2", "3/2", "x", "1"]) func wrongShardsAreRefused(text: String) throws {
    #expect(try StudyBench().batch(["--shard", text]).status == 64)
  }
}
