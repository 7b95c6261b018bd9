import AtomicFiles
import CProcess
import FoundationEssentials
import Glibc
import ImmobilityCore
import MotionAnalysis
import Synchronization
import TraceFiles

/// The work of a worker process: reads one recording and writes its trace. It writes nothing else.
public struct Worker: Sendable {
  private let job: WorkerJob
  private let fault: WorkerFault?
  private let tell: @Sendable (String) -> Void

  /// Reads a job from the bytes of standard input.
  ///
  /// - Parameters:
  ///   - fault: a fault to be played, for tests; see `WorkerFault`.
  ///   - tell: writes a line, without its end, to standard output.
  /// - Returns: `nil` when the bytes are no job.
  public init?(job bytes: [UInt8], fault: String?, tell: @escaping @Sendable (String) -> Void) {
    guard let job = try? JSONDecoder().decode(WorkerJob.self, from: Data(bytes)) else {
      return nil
    }
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

  /// Limits the memory, does the job and tells what came of it.
  public func run() {
    if job.memoryLimit > 0 { _ = cps_limit_memory(job.memoryLimit) }
    let message: WorkerMessage
    do throws(WorkerFailure) {
      message = .done(try work())
    } catch {
      message = .unusable(kind: error.kind, message: error.message)
    }
    say(message)
  }

  private func say(_ message: WorkerMessage) {
    guard let bytes = try? JSONEncoder().encode(message) else { return }
    tell(String(decoding: bytes, as: UTF8.self))
  }

  private func work() throws(WorkerFailure) -> WorkerResult {
    var known: String?
    if job.hashFirst {
      let hash: String
      do throws(AnalysisError) {
        hash = try ContentHash.file(job.path)
      } catch {
        throw WorkerFailure(error)
      }
      if isTraced(hash) {
        return WorkerResult(
          sha256: hash, frames: 0, decoded: false, peakMemory: ProcessMemory.peak())
      }
      known = hash
    }
    let traced = try read()
    // A file that changes while it is read has no content to be named by.
    guard known == nil || known == traced.info.sha256 else {
      throw WorkerFailure(
        kind: .unusable, message: "changed while it was read; it is tried again when it is at rest")
    }
    try write(traced)
    return WorkerResult(
      sha256: traced.info.sha256, frames: traced.info.framesDecoded, decoded: true,
      peakMemory: ProcessMemory.peak())
  }

  private func isTraced(_ contentHash: String) -> Bool {
    ([job.traceFolder] + job.knownTraceFolders).contains {
      TraceFolder(path: $0).read(contentHash: contentHash, readingHash: job.readingHash) != nil
    }
  }

  private func read() throws(WorkerFailure) -> TracedRecording {
    let scorer = RecordingScorer(
      arenas: job.reading.arenas.map(\.arena), settings: job.reading.settings,
      threads: job.threads)
    let progress = WorkerProgress(fault: fault, say: say)
    do throws(AnalysisError) {
      var traced = try scorer.trace(path: job.path, observer: progress)
      traced.info.path = job.name
      return traced
    } catch {
      throw WorkerFailure(error)
    }
  }

  private func write(_ traced: TracedRecording) throws(WorkerFailure) {
    let folder = TraceFolder(path: job.traceFolder)
    let bytes: [UInt8]
    do throws(TraceFileError) {
      bytes = try TraceFile(recording: traced, softwareVersion: job.softwareVersion).bytes()
    } catch {
      throw WorkerFailure(kind: .internalError, message: error.message)
    }
    do throws(FileWriteError) {
      var file = try AtomicFile(
        path: folder.file(contentHash: traced.info.sha256, readingHash: job.readingHash))
      try file.write(bytes)
      try file.commit()
    } catch {
      throw WorkerFailure(kind: .cannotWrite, message: error.description)
    }
  }
}

extension WorkerFailure {
  init(_ error: AnalysisError) {
    let kind: Kind =
      switch error.kind {
      case .inputNotFound: .notFound
      case .inputUnusable: .unusable
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

  init(fault: WorkerFault?, say: @escaping @Sendable (WorkerMessage) -> Void) {
    self.fault = fault
    self.say = say
  }

  func analysed(frames: Int, seconds: Double, announcedDuration: Double?) -> Bool {
    fault?.strike()
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
