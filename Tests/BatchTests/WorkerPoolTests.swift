import Foundation
import ImmobilityCore
import Testing

@testable import Batch

/// The pool with shell scripts in the place of workers. A job's path is its script.
struct WorkerPoolTests {
  private final class Client: WorkerPool.Client {
    var jobs: [String]
    var outcomes: [String: WorkerPool.Outcome] = [:]
    var mustStop = false
    var stopsAfter: Double?
    var mostAtOnce = 0
    private let folder: String
    private let began = Date()

    init(_ jobs: [String], folder: String) {
      self.jobs = jobs
      self.folder = folder
    }

    func next() -> (job: WorkerJob, ticket: String)? {
      guard let script = jobs.popLast() else { return nil }
      let reading = Reading(arenas: [.whole], settings: ScoringSettings())
      return (
        WorkerJob(
          path: script, name: script,
          task: .trace(reading, readingHash: "r", hashFirst: false, known: []), traceFolder: folder,
          softwareVersion: "0"), script
      )
    }

    func ended(_ ticket: String, _ outcome: WorkerPool.Outcome) { outcomes[ticket] = outcome }

    func progress(_ inFlight: [(ticket: String, progress: WorkerPool.Progress)]) {
      mostAtOnce = max(mostAtOnce, inFlight.count)
      if let stopsAfter, Date().timeIntervalSince(began) > stopsAfter { mustStop = true }
    }
  }

  private static let hash = String(repeating: "a", count: 64)
  private static let done =
    #"echo '{"done":{"_0":{"sha256":"\#(hash)","frames":3,"decoded":true,"peakMemory":5}}}'"#

  private func run(
    _ scripts: [String], jobs: Int = 2, stall: Double = 30, leastTime: Double = 30,
    stopsAfter: Double? = nil
  ) throws -> (client: Client, abandoned: [String], folder: TemporaryFolder) {
    let folder = try TemporaryFolder()
    let client = Client(scripts, folder: folder.path)
    client.stopsAfter = stopsAfter
    // The script is the path in the job, which stands on standard input.
    let shell = #"script=$(sed -e 's/.*"path":"\([^"]*\)".*/\1/' -e 's/@/"/g'); eval "$script""#
    let pool = WorkerPool(
      command: ("/bin/bash", ["-c", shell, "worker"]), jobs: jobs,
      limits: WorkerLimits(
        memory: 0, leastTime: leastTime, timeFactor: 0, stall: stall))
    let abandoned = try pool.run(client)
    return (client, abandoned, folder)
  }

  private func script(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "@")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "/")
  }

  private func failure(_ outcome: WorkerPool.Outcome?) throws -> WorkerFailure {
    guard case .failure(let failure) = try #require(outcome).result else {
      throw Unexpected()
    }
    return failure
  }

  private struct Unexpected: Error {}

  @Test func readsResultsAndRunsSoManyAtOnce() throws {
    let job = script("sleep 0.4; \(Self.done)")
    let jobs = (0..<6).map { job + "; : \($0)" }
    let began = Date()
    let (client, abandoned, _) = try run(jobs, jobs: 3)
    #expect(abandoned.isEmpty)
    #expect(client.outcomes.count == 6)
    for outcome in client.outcomes.values {
      #expect(
        try outcome.result.get()
          == WorkerResult(sha256: Self.hash, frames: 3, decoded: true, peakMemory: 5))
    }
    #expect(client.mostAtOnce == 3)
    #expect(Date().timeIntervalSince(began) < 2.4)
  }

  @Test func aDeathIsTheFailureOfItsJobAlone() throws {
    let crash = script("echo broken pipe of words >&2; kill -SEGV $$")
    let good = script(Self.done)
    let (client, _, _) = try run([crash, good])
    let failure = try failure(client.outcomes[crash])
    #expect(failure.kind == .crashed)
    #expect(failure.message.contains("signal 11"))
    #expect(failure.message.contains("broken pipe of words"))
    #expect((try? client.outcomes[good]?.result.get()) != nil)
  }

  @Test func aWorkerThatSaysNothingHasFailed() throws {
    for (text, part) in [
      ("exit 0", "status 0"), ("exit 7", "status 7"), ("echo no json; exit 0", "status 0"),
      ("\(Self.done); exit 4", "status 4"),
    ] {
      let job = script(text)
      let failure = try failure(try run([job]).client.outcomes[job])
      #expect(failure.kind == .crashed)
      #expect(failure.message.contains(part))
    }
  }

  @Test func aStallIsEnded() throws {
    let job = script("sleep 60")
    let began = Date()
    let failure = try failure(try run([job], stall: 1).client.outcomes[job])
    #expect(failure.kind == .timeLimit)
    #expect(failure.message.contains("stalled"))
    #expect(Date().timeIntervalSince(began) < 10)
  }

  @Test func progressKeepsAlive() throws {
    let line = #"echo '{"progress":{"frames":'$i',"seconds":1,"announced":2}}'"#
    let job = script("for i in 1 2 3 4 5 6; do \(line); sleep 0.5; done; \(Self.done)")
    let (client, _, _) = try run([job], stall: 1.5)
    #expect((try? client.outcomes[job]?.result.get()) != nil)
    // The same frames again and again are no progress.
    let same = script(
      "exec 9<> <(:); for i in 1 1 1 1 1 1 1 1; do \(line); read -t 0.5 -u 9; done; \(Self.done)")
    #expect(try failure(try run([same], stall: 1.5).client.outcomes[same]).kind == .timeLimit)
  }

  @Test func aLongRunIsEnded() throws {
    let line = #"echo '{"progress":{"frames":'$i',"seconds":0.1,"announced":0}}'"#
    let job = script("for i in `seq 100`; do \(line); sleep 0.1; done; \(Self.done)")
    let failure = try failure(try run([job], leastTime: 1).client.outcomes[job])
    #expect(failure.kind == .timeLimit)
    #expect(failure.message.contains("longer than 1 s"))
  }

  @Test func childrenOfAWorkerEndWithIt() throws {
    let folder = try TemporaryFolder()
    let job = script("sleep 321 & echo $! > \(folder.path)/child; sleep 60")
    _ = try run([job], stall: 1)
    let text = try String(contentsOfFile: folder.path + "/child", encoding: .utf8)
    let child = try #require(pid_t(text.split(separator: "\n")[0]))
    usleep(100_000)
    // A zombie that nobody has reaped is dead as well.
    let status = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
    #expect(status.isEmpty || status.contains(") Z "))
  }

  @Test func muchTalkDoesNotBlock() throws {
    let job = script("head -c 3000000 /dev/zero | tr '\\\\0' x >&2; \(Self.done)")
    let (client, _, _) = try run([job])
    #expect((try? client.outcomes[job]?.result.get()) != nil)
  }

  @Test func aStopAbandonsWhatIsInFlight() throws {
    let jobs = (0..<3).map { script("sleep 60; : \($0)") }
    let began = Date()
    let (client, abandoned, folder) = try run(jobs, stopsAfter: 0.3)
    #expect(abandoned.count == 2)
    #expect(client.outcomes.isEmpty)
    #expect(client.jobs.count == 1)
    #expect(Date().timeIntervalSince(began) < 10)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func aProgramThatIsMissingStopsTheRun() throws {
    let folder = try TemporaryFolder()
    let client = Client(["true"], folder: folder.path)
    let pool = WorkerPool(
      command: (folder.path + "/gone", []), jobs: 1,
      limits: WorkerLimits(memory: 0, leastTime: 1, timeFactor: 1, stall: 1))
    #expect(throws: WorkerFailure.self) { _ = try pool.run(client) }
  }
}
