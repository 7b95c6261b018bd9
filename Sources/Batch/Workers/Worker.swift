import AtomicFiles
import CProcess
import FoundationEssentials
import Glibc
import ImmobilityCore
import MotionAnalysis
import StudyStore
import Synchronization
import TraceFiles

/// The work of a worker process: reads one recording and writes what was asked for into a file that is open for it.
/// It opens nothing but the recording: see `Cage`.
public struct Worker: Sendable {
  private let job: WorkerJob
  private let fault: WorkerFault?
  private let tell: @Sendable (String) -> Void
  private let memory = ProcessMemory()
  private let errors: Int32

  /// Reads a job from the bytes of standard input.
  ///
  /// - Parameters:
  ///   - fault: a fault to be played, for tests; see `WorkerFault`.
  ///   - errors: where a last word goes, such as that memory has run out: standard error.
  ///   - tell: writes a line, without its end, to standard output.
  /// - Returns: `nil` when the bytes are no job.
  public init?(
    job bytes: [UInt8], fault: String?, errors: Int32, tell: @escaping @Sendable (String) -> Void
  ) {
    guard let job = try? JSONDecoder().decode(WorkerJob.self, from: Data(bytes)) else {
      return nil
    }
    self.errors = errors
    self.job = job
    self.fault = fault.flatMap { WorkerFault($0, path: job.path) }
    self.tell = tell
  }

  /// Ties this process's life to the one that started it: it is killed when that one dies, and signals
  /// that ask a whole job to end are for that one to answer.
  ///
  /// - Returns: whether that one is still there.
  public static func bindToParent(_ parent: Int32) -> Bool {
    for number in [SIGTERM, SIGINT, SIGHUP] { signal(number, SIG_IGN) }
    return cps_die_with_parent(parent) == 0
  }

  /// Limits this process, closes the cage around it, does the job and tells what came of it.
  public func run() {
    let message: WorkerMessage
    do throws(WorkerFailure) {
      try confine()
      message = .done(try work())
    } catch {
      message = .unusable(kind: error.kind, message: error.message)
    }
    say(message)
  }

  /// Before any other thread: the cage is closed around the one that asks for it.
  private func confine() throws(WorkerFailure) {
    MemoryFailure.tell(errors)
    if job.limits.memory > 0 { _ = cps_limit_memory(job.limits.memory) }
    if job.limits.processor > 0 { _ = cps_limit_processor(job.limits.processor) }
    cps_limit_rest()
    guard job.sandbox != .off else { return }
    var readable = [job.path]
    if case .trace(_, _, hashFirst: true, let known) = job.task { readable += known }
    let missing = Cage.enter(reading: readable).missing
    guard job.sandbox == .best || missing.isEmpty else {
      throw WorkerFailure(
        kind: .internalError,
        message:
          "the cage that --sandbox required asks for cannot be closed, because this system has no "
          + "\(missing.joined(separator: ", no ")); read trusted recordings with --sandbox best")
    }
  }

  private func say(_ message: WorkerMessage) {
    guard let bytes = try? JSONEncoder().encode(message) else { return }
    tell(String(decoding: bytes, as: UTF8.self))
  }

  private func work() throws(WorkerFailure) -> WorkerResult {
    let progress = WorkerProgress(fault: fault, say: say)
    switch job.task {
    case .trace(let reading, let readingHash, let hashFirst, let known):
      let hash =
        hashFirst
        ? try read(progress) { () throws(AnalysisError) in
          try ContentHash.file(job.path)
        } : nil
      if let hash, Self.isTraced(hash, readingHash: readingHash, in: known) {
        return WorkerResult(sha256: hash, frames: 0, decoded: false, peakMemory: memory.peak())
      }
      let traced = try trace(reading.arenas.map(\.arena), reading.settings, progress)
      // A file that changes while it is read has no content to be named by.
      guard hash == nil || hash == traced.info.sha256 else {
        throw WorkerFailure(
          kind: .unreadable,
          message: "changed while it was read; it is tried again when it is at rest")
      }
      return try finish(traced)
    case .read(let text, let frameRate):
      guard let (settings, arenas) = SettingsText(stored: text).values() else {
        throw WorkerFailure(
          kind: .internalError, message: "its settings cannot be read; report this")
      }
      return try finish(try trace(arenas, settings, progress, frameRate: frameRate))
    case .probe:
      let probe = try read(progress) { () throws(AnalysisError) in
        try RecordingProbe.probe(path: job.path, threads: job.threads)
      }
      return try finish(probe.info.framesDecoded, WorkerValue.bytes(of: probe))
    case .arenas(let count):
      let proposal = try read(progress) { () throws(AnalysisError) in
        try ArenaFinder(count: count, threads: job.threads)
          .propose(path: job.path, observer: progress)
      }
      return try finish(0, WorkerValue.bytes(of: proposal))
    case .picture(let near):
      let (picture, time) = try read(progress) { () throws(AnalysisError) in
        try GreyPicture.frame(of: job.path, near: near)
      }
      return try finish(1, WorkerValue.bytes(of: WorkerPicture(picture: picture, time: time)))
    }
  }

  private static func isTraced(
    _ contentHash: String, readingHash: String, in folders: [String]
  ) -> Bool {
    folders.contains {
      TraceFolder(path: $0).read(contentHash: contentHash, readingHash: readingHash) != nil
    }
  }

  /// Reads the recording.
  private func read<Value>(
    _ progress: WorkerProgress, _ body: () throws(AnalysisError) -> Value
  ) throws(WorkerFailure) -> Value {
    do throws(AnalysisError) {
      return try body()
    } catch {
      guard let words = progress.escape.withLock({ $0 }) else { throw WorkerFailure(error) }
      throw WorkerFailure(
        kind: .unusable, message: "\(words); look at where the file comes from")
    }
  }

  private func trace(
    _ arenas: [Arena], _ settings: ScoringSettings, _ progress: WorkerProgress,
    frameRate: Double? = nil
  ) throws(WorkerFailure) -> TracedRecording {
    var traced = try read(progress) { () throws(AnalysisError) in
      try RecordingScorer(
        arenas: arenas, settings: settings, threads: job.threads, frameRate: frameRate
      ).trace(path: job.path, observer: progress)
    }
    traced.info.path = job.name
    return traced
  }

  private func finish(_ traced: TracedRecording) throws(WorkerFailure) -> WorkerResult {
    let bytes: [UInt8]
    do throws(TraceFileError) {
      bytes = try TraceFile(recording: traced, softwareVersion: job.softwareVersion).bytes()
    } catch {
      throw WorkerFailure(kind: .internalError, message: error.message)
    }
    return try finish(traced.info.framesDecoded, bytes, sha256: traced.info.sha256)
  }

  /// Writes the result into the file that is open for it.
  private func finish(
    _ frames: Int, _ bytes: [UInt8]?, sha256: String = ""
  ) throws(WorkerFailure) -> WorkerResult {
    guard let bytes else {
      throw WorkerFailure(kind: .internalError, message: "its result has no form; report this")
    }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(
          WorkerOutput.descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno != EINTR { throw cannotWrite }
      written += max(count, 0)
    }
    if job.traceFolder != nil, fsync(WorkerOutput.descriptor) != 0 { throw cannotWrite }
    return WorkerResult(
      sha256: sha256, frames: frames, decoded: true, peakMemory: memory.peak())
  }

  private var cannotWrite: WorkerFailure {
    WorkerFailure(
      kind: .cannotWrite,
      message: "\(job.traceFolder ?? "the result"): cannot be written "
        + "(\(String(cString: strerror(errno)))); free space there")
  }
}

extension WorkerFailure {
  init(_ error: AnalysisError) {
    let kind: Kind =
      switch error.kind {
      case .inputNotFound: .notFound
      case .inputUnusable: .unusable
      case .outOfMemory: .memoryLimit
      case .unreadable: .unreadable
      case .cancelled, .internalError: .internalError
      }
    self.init(kind: kind, message: error.message)
  }
}

/// Tells of the progress, at most four times a second.
private final class WorkerProgress: AnalysisObserver {
  private let fault: WorkerFault?
  private let say: @Sendable (WorkerMessage) -> Void
  private let told = Mutex<SuspendingClock.Instant?>(nil)
  /// What a way out of the cage came to, in words.
  let escape = Mutex<String?>(nil)

  init(fault: WorkerFault?, say: @escaping @Sendable (WorkerMessage) -> Void) {
    self.fault = fault
    self.say = say
  }

  func analysed(frames: Int, seconds: Double, announcedDuration: Double?) -> Bool {
    if let words = fault?.strike() {
      escape.withLock { $0 = words }
      return false
    }
    let isDue = told.withLock { told in
      let now = SuspendingClock.now
      if let last = told, now - last < .milliseconds(250) { return false }
      told = now
      return true
    }
    if isDue {
      say(.progress(frames: frames, seconds: seconds, announced: announcedDuration ?? 0))
    }
    return true
  }
}
