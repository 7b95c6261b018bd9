import CProcess
import FoundationEssentials
import Glibc
import MotionAnalysis

/// Runs worker processes, so many at once, and watches them. One thread does it all: the workers' pipes
/// hold what they say while their results are dealt with.
///
/// A process that dies, takes too long, shows no sign of progress or needs too much memory is the
/// failure of its recording and of nothing else.
public struct WorkerPool {
  /// What became of one job.
  public struct Outcome: Sendable {
    /// The result stands, or why not.
    public var result: Result<WorkerResult, WorkerFailure>
    /// The result of a job without a folder for traces; empty for others.
    public var bytes: [UInt8] = []
    /// Wall time, seconds.
    public var time: Double
    /// Processor time, seconds.
    public var processorTime: Double
    /// Largest resident memory of the process, bytes; 0 where it is not known.
    public var peakMemory: Int
    /// Whether somebody else has ended the process: the system when memory is short, a cluster, a
    /// person.
    public var wasKilled = false
  }

  /// How far a job in flight is.
  public struct Progress: Sendable {
    /// Frames analysed so far.
    public var frames = 0
    /// The part of the recording that is done, 0-1; 0 where its length is not known.
    public var part = 0.0
  }

  /// What the pool asks and tells; called on its own thread.
  public protocol Client: AnyObject {
    /// What stands for a job on the client's side.
    associatedtype Ticket
    /// The next job; `nil` when there is none now. Asked again after each end.
    func next() -> (job: WorkerJob, ticket: Ticket)?
    /// A job has ended. Its place is already taken by the next one.
    /// - Throws: when the run cannot go on; the jobs in flight are then abandoned.
    func ended(_ ticket: Ticket, _ outcome: Outcome) throws
    /// How far the jobs in flight are; about ten times a second.
    func progress(_ inFlight: [(ticket: Ticket, progress: Progress)])
    /// Whether to abandon the jobs in flight and to return.
    var mustStop: Bool { get }
  }

  /// Which program to start with which arguments; they are followed by this process's id.
  public var command: (executable: String, arguments: [String])
  /// The most processes at once.
  public var jobs: Int
  /// What one of them may use.
  public var limits: WorkerLimits

  /// Makes a pool; see the properties.
  public init(
    command: (executable: String, arguments: [String]), jobs: Int, limits: WorkerLimits
  ) {
    self.command = command
    self.jobs = max(1, jobs)
    self.limits = limits
  }

  /// Works until there is no job left or the client stops it. Jobs in flight are then killed, with
  /// their half-written files removed, and returned.
  ///
  /// - Throws: what the client throws, and `WorkerFailure` when no process can be started.
  public func run<C: Client>(_ client: C) throws -> [C.Ticket] {
    var running: [Running<C.Ticket>] = []
    defer { for worker in running { abandon(worker) } }
    var lastTold = SuspendingClock.now
    while true {
      if client.mustStop { return running.map(\.ticket) }
      try fill(&running, client)
      if running.isEmpty { return [] }
      wait(for: running)
      for worker in running { worker.listen() }
      let now = SuspendingClock.now
      for worker in running { worker.watch(limits, now: now) }
      // Those that ended make room before their results are dealt with, which takes a while.
      var ended: [(C.Ticket, Outcome)] = []
      running.removeAll { worker in
        guard let outcome = worker.outcome(limits, now: now) else { return false }
        ended.append((worker.ticket, outcome))
        return true
      }
      if ended.contains(where: { $0.1.wasKilled }) {
        // Whoever ends all processes of a job means this one as well, and no fault of a recording.
        usleep(500_000)
        if client.mustStop {
          let killed = ended.filter { $0.1.wasKilled }.map(\.0)
          for (ticket, outcome) in ended where !outcome.wasKilled {
            try client.ended(ticket, outcome)
          }
          return running.map(\.ticket) + killed
        }
      }
      if !ended.isEmpty, !client.mustStop { try fill(&running, client) }
      for (ticket, outcome) in ended { try client.ended(ticket, outcome) }
      if now - lastTold > .milliseconds(100) {
        lastTold = now
        client.progress(running.map { ($0.ticket, $0.progress) })
      }
    }
  }

  private func fill<C: Client>(_ running: inout [Running<C.Ticket>], _ client: C) throws {
    while running.count < jobs, let (asked, ticket) = client.next() {
      var job = asked
      job.limits = limits.limits(size: job.size)
      guard let input = try? JSONEncoder().encode(job) else {
        throw WorkerFailure(kind: .internalError, message: "the job cannot be written as JSON")
      }
      let output = try WorkerOutput(folder: job.traceFolder)
      let process = try WorkerProcess(
        executable: command.executable, arguments: command.arguments + ["\(getpid())"],
        input: Array(input), result: output.descriptor)
      running.append(Running(job: job, ticket: ticket, process: process, output: output))
    }
  }

  /// Waits until one has something to say, at most a tenth of a second.
  private func wait<Ticket>(for running: [Running<Ticket>]) {
    var entries: [pollfd] = []
    for worker in running {
      for descriptor in [worker.process.output, worker.process.errors] where descriptor >= 0 {
        entries.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
      }
      if let descriptor = worker.process.hungry {
        entries.append(pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0))
      }
    }
    // One that is silent is about to end.
    let isEnding = running.contains { $0.process.isSilent }
    _ = poll(&entries, nfds_t(entries.count), isEnding ? 2 : 100)
  }

  private func abandon<Ticket>(_ worker: Running<Ticket>) {
    worker.process.kill()
    while worker.process.end() == nil { usleep(1000) }
  }
}

/// A worker process at work.
private final class Running<Ticket> {
  let ticket: Ticket
  let process: WorkerProcess
  private let job: WorkerJob
  private let began = SuspendingClock.now
  private var lastSign = SuspendingClock.now
  private var lastLook = SuspendingClock.now
  private var bytesRead: UInt64 = 0
  private var seconds = 0.0
  private(set) var progress = WorkerPool.Progress()
  private var verdict: Result<WorkerResult, WorkerFailure>?
  private var killedFor: WorkerFailure?
  private let output: WorkerOutput

  init(job: WorkerJob, ticket: Ticket, process: WorkerProcess, output: WorkerOutput) {
    self.output = output
    self.job = job
    self.ticket = ticket
    self.process = process
  }

  /// Takes in what the process has said.
  func listen() {
    process.feed()
    for line in process.read() {
      guard
        let message = try? JSONDecoder().decode(WorkerMessage.self, from: Data(line.utf8))
      else { continue }
      switch message {
      case .progress(let frames, let seconds, let announced):
        if frames != progress.frames { lastSign = .now }
        progress.frames = frames
        self.seconds = seconds
        if announced > 0 { progress.part = min(1, seconds / announced) }
      case .done(let result): verdict = .success(result)
      case .unusable(let kind, let message):
        verdict = .failure(WorkerFailure(kind: kind, message: message))
      }
    }
  }

  /// Kills the process when it is over a limit.
  func watch(_ limits: WorkerLimits, now: SuspendingClock.Instant) {
    guard killedFor == nil else { return }
    if now - lastLook > .seconds(min(1, limits.stall / 4)) {
      lastLook = now
      // A long file is hashed, or its packets counted, without a frame: reading is a sign of life too.
      if let bytes = process.bytesRead, bytes != bytesRead {
        bytesRead = bytes
        lastSign = now
      }
    }
    let limit = limits.time(size: job.size, frames: progress.frames, seconds: seconds)
    if now - lastSign > .seconds(limits.stall) {
      killedFor = WorkerFailure(
        kind: .timeLimit,
        message: "stalled: \(Self.text(limits.stall)) s without a frame or a byte read, after "
          + "\(progress.frames) frames; copy it again, or \(advice("stall_s"))")
    } else if now - began > .seconds(limit) {
      killedFor = WorkerFailure(
        kind: .timeLimit,
        message: "took longer than \(Self.text(limit)) s and was stopped after \(progress.frames) "
          + "frames; \(advice("the time"))")
    }
    if killedFor != nil { process.kill() }
  }

  /// What came of it; `nil` while it runs.
  func outcome(_ limits: WorkerLimits, now: SuspendingClock.Instant) -> WorkerPool.Outcome? {
    guard let (end, usage) = process.end() else { return nil }
    listen()
    var result: Result<WorkerResult, WorkerFailure>
    if let verdict, end == .status(0) {
      result = verdict
    } else {
      result = .failure(killedFor ?? death(end, usage))
    }
    var bytes: [UInt8] = []
    if case .success(let value) = result {
      do throws(WorkerFailure) {
        bytes = try keep(value)
      } catch {
        result = .failure(error)
      }
    } else if let verdict, case .failure(let failure) = verdict, failure.kind == .memoryLimit {
      result = .failure(outOfMemory("an allocation failed"))
    }
    return WorkerPool.Outcome(
      result: result, bytes: bytes, time: (now - began) / .seconds(1),
      processorTime: usage.processorTime,
      peakMemory: (try? result.get().peakMemory) ?? usage.peakMemory ?? 0,
      wasKilled: killedFor == nil
        && [SIGKILL, SIGTERM, SIGHUP, SIGINT].map { .signal($0) }
          .contains(end)
    )
  }

  private func death(_ end: WorkerProcess.End, _ usage: WorkerProcess.Usage) -> WorkerFailure {
    let how =
      switch end {
      case .signal(let number):
        "was ended by signal \(number) (\(String(cString: strsignal(number))))"
      case .status(let code): "ended with status \(code)"
      }
    let words = String(decoding: process.lastErrors, as: UTF8.self).split(separator: "\n")
    // The limit counts address space, which is always more than what is resident.
    let isLarge =
      job.limits.memory > 0
      && usage.peakMemory.map { Double($0) > 0.6 * Double(job.limits.memory) } ?? false
    if isLarge || words.contains(Substring(MemoryFailure.words)) {
      return outOfMemory("its process \(how)")
    }
    if end == .signal(SIGSYS) {
      return WorkerFailure(
        kind: .crashed,
        message:
          "the process that read it asked for what reading a recording never needs (a program, a "
          + "process or a signal to another) and was ended; the file may be an attack: look at "
          + "where it comes from")
    }
    if end == .signal(SIGXCPU) {
      return WorkerFailure(
        kind: .timeLimit,
        message:
          "took \(job.limits.processor) s of processor time for \(progress.frames) frames, more than a "
          + "file of \(job.size) bytes may; if it is a recording, convert it: ffmpeg -i FILE -c:v libx264 "
          + "-crf 12 NEW.mp4")
    }
    if end == .signal(SIGKILL) {
      return WorkerFailure(
        kind: .killed,
        message:
          "the process that read it was killed from outside after \(progress.frames) frames, "
          + "perhaps because the machine ran out of memory; the next runs try it again; give them fewer "
          + "--jobs")
    }
    let said = words.suffix(3).joined(separator: "; ")
    return WorkerFailure(
      kind: .crashed,
      message: "the process that read it \(how) after \(progress.frames) frames"
        + (said.isEmpty ? "" : ", saying: \(said.prefix(400))")
        + "; copy the recording again, or convert it with ffmpeg")
  }

  /// Puts a result where it belongs: a trace under its name, all else into memory.
  private func keep(_ result: WorkerResult) throws(WorkerFailure) -> [UInt8] {
    guard let folder = job.traceFolder, case .trace(_, let readingHash, _, _) = job.task else {
      return output.bytes()
    }
    guard result.hasHash else {
      throw WorkerFailure(
        kind: .internalError,
        message: "the process that read it told a hash that is none; report this")
    }
    if result.decoded {
      try output.keep(
        as: TraceFolder(path: folder).file(contentHash: result.sha256, readingHash: readingHash))
    }
    return []
  }

  private func outOfMemory(_ how: String) -> WorkerFailure {
    let inherited = cps_memory_limit()
    let (limit, raise): (String, String) =
      if inherited > 0, job.limits.memory == 0 || inherited < job.limits.memory {
        ("the \(inherited >> 20) MB that 'ulimit -v' allows", "raise that limit")
      } else if job.limits.memory == WorkerLimits.memory(size: job.size) {
        (
          "the \(job.limits.memory >> 20) MB that a file of \(job.size) bytes may",
          "if it is a recording, convert it: ffmpeg -i FILE -c:v libx264 -crf 12 NEW.mp4"
        )
      } else if job.limits.memory > 0 {
        ("\(job.limits.memory >> 20) MB", advice("memory_mb"))
      } else {
        ("there is", "end other programs")
      }
    return WorkerFailure(
      kind: .memoryLimit,
      message:
        "needed more memory than \(limit) after \(progress.frames) frames (\(how)); \(raise), or read "
        + "fewer recordings at once")
  }

  /// Who may raise a limit, and how.
  private func advice(_ limit: String) -> String {
    job.traceFolder == nil
      ? "if it is a recording, make a study of it and raise \(limit) in [limits] of study.toml"
      : "raise \(limit) in [limits] of study.toml"
  }

  private static func text(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(clamped: seconds))" : "\(seconds)"
  }
}
