import FixtureFiles
import Foundation
import Testing

/// Whatever ends a run: nothing that is stored is lost or half-written, and the next run completes it.
struct BatchSafetyTests {
  private static let hook = "STILLWATER_TEST_WORKER"

  /// The processes that a process has started.
  private static func children(of process: pid_t) -> [pid_t] {
    let text = try? String(
      contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
    return (text ?? "").split(separator: " ").compactMap { pid_t($0) }
  }

  private static func isAlive(_ process: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
      return false
    }
    return !status.contains(") Z ")
  }

  private static func diesSoon(_ process: pid_t) -> Bool {
    for _ in 0..<500 where isAlive(process) { usleep(10_000) }
    return !isAlive(process)
  }

  /// The export of the fixtures by a run that nothing disturbs.
  private static func undisturbed() throws -> String {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch().status == 0)
    return try bench.export()
  }

  /// `Scripts/kill-batch` does this a hundred times.
  @Test func killsAtAnyMomentAreMadeGood() throws {
    let expected = try Self.undisturbed()
    for round in 0..<6 {
      let bench = try StudyBench()
      try bench.addFixtures()
      var killed = 0
      for attempt in 0..<3 {
        let delay = useconds_t(40_000 + (round * 3 + attempt) * 45_000)
        let run = try bench.batch(["--retry-failed"]) { process, _ in
          usleep(delay)
          let workers = Self.children(of: process)
          if attempt == 1, let worker = workers.first {
            kill(worker, SIGKILL)
            return
          }
          kill(process, SIGKILL)
          killed += 1
          // Nobody is left who might write; on a busy machine dying takes a moment.
          for worker in workers { #expect(Self.diesSoon(worker)) }
        }
        if attempt != 1 { #expect([137, 0].contains(run.status)) }
      }
      #expect(killed >= 2)
      let last = try bench.batch(["--retry-failed"])
      #expect(last.status == 0, "\(last.run.errors)")
      #expect(try bench.export() == expected)
      #expect(
        bench.names(in: "traces").filter { $0.hasSuffix(".npz") }.count
          == StudyBench.fixtures.count)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsARunInOrder(signal: Int32) throws {
    let bench = try StudyBench(limits: "jobs = 2")
    try bench.addFixtures()
    // Two that never end hold both places.
    try bench.add("h264_short_gop.mp4", as: "a stuck.mp4")
    try bench.add("h264_open_gop.mp4", as: "b stuck.mp4")
    let hook = "stall:a stuck.mp4/stall:b stuck.mp4"
    var workers: [pid_t] = []
    let run = try bench.batch(environment: [Self.hook: hook]) { process, _ in
      sleep(3)
      workers = Self.children(of: process)
      kill(process, signal)
    }
    #expect(run.status == 3)
    #expect(workers.count == 2)
    #expect(workers.allSatisfy { !Self.isAlive($0) })
    #expect(try run.count("remaining") >= 2)
    #expect(try run.summary()["interrupted"] as? Bool == true)
    #expect(run.run.errors.contains("The next run goes on with the"))
    // What was abandoned is no failure.
    #expect((try bench.status()["failed"] as? [Any])?.isEmpty == true)
    #expect(bench.names(in: "traces").allSatisfy { !$0.hasSuffix(".part") })
    let next = try bench.batch()
    #expect(next.status == 0)
    #expect(
      try run.count("decoded") + next.count("decoded") == StudyBench.fixtures.count + 2)
  }

  /// As a cluster does, which asks all processes of a job to end.
  @Test func aSignalToAllProcessesIsNoFailureOfARecording() throws {
    let bench = try StudyBench(limits: "jobs = 2")
    try bench.addFixtures()
    try bench.add("h264_short_gop.mp4", as: "a stuck.mp4")
    try bench.add("h264_open_gop.mp4", as: "b stuck.mp4")
    let hook = "stall:a stuck.mp4/stall:b stuck.mp4"
    for signals in [(SIGTERM, SIGTERM), (SIGKILL, SIGTERM)] {
      let run = try bench.batch(environment: [Self.hook: hook]) { process, _ in
        sleep(3)
        for worker in Self.children(of: process) { kill(worker, signals.0) }
        kill(process, signals.1)
      }
      #expect(run.status == 3)
      #expect(try run.count("failed") == 0)
      #expect(try run.count("remaining") >= 2)
    }
    #expect(try bench.batch().status == 0)
  }

  @Test func aWorkerThatIsKilledAloneIsAFailure() throws {
    let bench = try StudyBench()
    try bench.add("h264_short_gop.mp4", as: "stuck.mp4")
    let run = try bench.batch(environment: [Self.hook: "stall:stuck.mp4"]) { process, _ in
      sleep(2)
      for worker in Self.children(of: process) { kill(worker, SIGKILL) }
    }
    #expect(run.status == 65)
    #expect(run.failures["recordings/stuck.mp4"]?.contains("killed from outside") == true)
    #expect(run.reasons == ["recordings/stuck.mp4": "killed"])
    // That may pass: the next night tries it again by itself.
    let next = try bench.batch()
    #expect(next.status == 0)
    #expect(try next.count("decoded") == 1)
  }

  @Test func twoRunsAtOnceAreOneAndAnAnswer() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    try bench.add("h264_short_gop.mp4", as: "stuck.mp4")
    var second: Messages?
    var rescore: Messages?
    var holder: pid_t = 0
    let first = try bench.batch(environment: [Self.hook: "stall:stuck.mp4"]) { process, _ in
      holder = process
      sleep(2)
      second = try bench.batch()
      rescore = try bench.command("rescore")
      kill(process, SIGTERM)
    }
    #expect(second?.status == 75)
    #expect(rescore?.status == 75)
    #expect(second?.run.errors.contains("process \(holder)") == true)
    #expect(first.status == 3)
    #expect(try bench.batch().status == 0)
  }

  @Test func manyRunsAtOnceDoTheWorkOnce() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    let line = """
      for i in 1 2 3 4 5 6; do "$STILLWATER" batch --quiet --study '\(bench.study)' & p="$p $!"; done
      for i in $p; do wait $i; echo $?; done
      """
    let statuses = Set(try Program.shell(line).output.split(separator: "\n"))
    #expect(statuses.isSubset(of: ["0", "75"]) && statuses.contains("0"))
    #expect(try bench.batch().count("decoded") == 0)
    #expect(try bench.export() == Self.undisturbed())
  }

  /// A limit on the size of files is a disk that is full for whatever grows beyond it.
  @Test(arguments: [4, 16, 40, 100, 200]) func aFullDiskStopsARunAndTheNextCompletesIt(
    kilobytes: Int
  ) throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch(["--limit", "2"]).status == 0)
    let before = try bench.export()
    let run = try Program.shell(
      "trap '' XFSZ; ulimit -f \(kilobytes); exec \"$STILLWATER\" batch --study '\(bench.study)'")
    if run.status != 0 {
      #expect(run.status == 73, "\(run.errors)")
      #expect(run.errors.contains(bench.study), "\(run.errors)")
    }
    // Whatever was stored before is still there.
    let after = try bench.export()
    for line in before.split(separator: "\n") where line.hasPrefix("recordings/") {
      #expect(after.contains(line))
    }
    let next = try bench.batch()
    #expect(next.status == 0, "\(next.run.errors)")
    #expect(try bench.export() == Self.undisturbed())
    #expect((try bench.status()["failed"] as? [Any])?.isEmpty == true)
  }

  /// Nobody need have the signal ignored that comes with such a limit.
  @Test func aLimitOfFileSizesEndsNothingBySignal() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch(["--limit", "0"]).status == 0)
    let run = try Program.shell("ulimit -f 1; exec \"$STILLWATER\" batch --study '\(bench.study)'")
    #expect(run.status == 73, "\(run.errors)")
    #expect(run.errors.contains(bench.study))
  }

  @Test func aFullDiskIsNoFailureOfARecording() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch(["--limit", "0"]).status == 0)
    // The traces do not fit, the store does.
    try FileManager.default.createDirectory(
      atPath: bench.study + "/traces", withIntermediateDirectories: true)
    let run = try Program.shell(
      "trap '' XFSZ; ulimit -f 1; exec \"$STILLWATER\" batch --study '\(bench.study)'")
    #expect(run.status == 73)
    #expect((try bench.status()["failed"] as? [Any])?.isEmpty == true)
  }

  @Test func aFolderWithoutPermissionIsNamed() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch(["--limit", "2"]).status == 0)
    chmod(bench.root, 0o755)
    chmod(bench.study, 0o555)
    // Nothing is forbidden to root: it gives its rights away first.
    let nobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    let run = try Program.shell("\(nobody)\"$STILLWATER\" batch --study '\(bench.study)'")
    #expect(run.status == 73, "\(run.errors)")
    #expect(run.errors.contains(bench.study))
    chmod(bench.study, 0o755)
    #expect(try bench.batch().status == 0)
    #expect(try bench.export() == Self.undisturbed())
  }

  @Test func aFileInThePlaceOfTheTracesIsNamed() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    try bench.write("traces", "no folder")
    let run = try bench.batch()
    #expect(run.status == 73)
    #expect(run.run.errors.contains("/traces"))
  }

  @Test func aStudyThatVanishesIsNamedAndNothingIsMade() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    try bench.add("h264_short_gop.mp4", as: "stuck.mp4")
    let hidden = bench.root + "/hidden"
    try bench.write(limits: "stall_s = 3")
    let run = try bench.batch(environment: [Self.hook: "stall:stuck.mp4"]) { _, _ in
      usleep(2_000_000)
      try FileManager.default.moveItem(atPath: bench.study, toPath: hidden)
    }
    #expect(run.status == 73, "\(run.run.errors)")
    #expect(run.run.errors.contains("removed or replaced"))
    // Nothing is made in its place: no summary, no traces.
    #expect(!FileManager.default.fileExists(atPath: bench.study))
    try? FileManager.default.removeItem(atPath: bench.study)
    try FileManager.default.moveItem(atPath: hidden, toPath: bench.study)
    let next = try bench.batch(["--retry-failed"])
    #expect(next.status == 0, "\(next.run.errors)")
    #expect(try bench.batch().count("decoded") == 0)
  }

  @Test func aDamagedTraceIsMadeAgain() throws {
    let bench = try StudyBench()
    try bench.addFixtures()
    #expect(try bench.batch().status == 0)
    let expected = try bench.export()
    for name in bench.names(in: "traces") {
      let path = bench.study + "/traces/" + name
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    try bench.write(settings: "bin_s = 1")
    #expect(try bench.batch().count("decoded") == StudyBench.fixtures.count)
    try bench.write()
    #expect(try bench.batch().count("rescored") == StudyBench.fixtures.count)
    #expect(try bench.export() == expected)
  }
}
