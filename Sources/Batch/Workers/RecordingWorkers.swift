import Configuration
import ImmobilityCore
import MotionAnalysis
import StudyStore
import TraceFiles

/// Reads single recordings for commands that are not a run of a study: each in a process of its own, with the limits and
/// the cage that workers of a run have. Nothing of a foreign file is decoded here.
public struct RecordingWorkers {
  /// The program to start as a worker, and its arguments.
  public var command: (executable: String, arguments: [String])
  /// What one worker may use.
  public var limits: WorkerLimits
  /// How workers are caged.
  public var sandbox: Sandbox
  /// Decoding threads; 0 for one on each core.
  public var threads: Int
  /// The version of the program.
  public var softwareVersion: String

  /// Makes a reader with the limits of a study that sets none.
  public init(
    command: (executable: String, arguments: [String]), sandbox: Sandbox, threads: Int,
    softwareVersion: String
  ) {
    self.command = command
    limits = WorkerLimits(StudyFile.Limits())
    self.sandbox = sandbox
    self.threads = threads
    self.softwareVersion = softwareVersion
  }

  /// All that scoring a recording needs; the arenas of the trace are those given, with their animals.
  ///
  /// - Throws: `AnalysisError` when it cannot be read within its limits.
  public func trace(
    path: String, scorer: RecordingScorer, observer: any AnalysisObserver
  ) throws(AnalysisError) -> TracedRecording {
    let arenas = scorer.arenas
    let text = SettingsText(scorer.settings, arenas: arenas).text
    let bytes = try bytes(of: path, .read(settings: text, frameRate: scorer.frameRate), observer)
    var recording: TracedRecording
    do throws(TraceFileError) {
      recording = try TraceFile(bytes: bytes, path: path).recording
    } catch {
      throw Self.unusableResult(path)
    }
    guard recording.trace.arenas.count == arenas.count else { throw Self.unusableResult(path) }
    for index in arenas.indices { recording.trace.arenas[index].arena = arenas[index] }
    return recording
  }

  /// What a recording really holds.
  ///
  /// - Throws: `AnalysisError` when it cannot be read within its limits.
  public func probe(
    path: String, observer: any AnalysisObserver
  ) throws(AnalysisError) -> RecordingProbe {
    guard let probe = WorkerValue.probe(try bytes(of: path, .probe, observer)) else {
      throw Self.unusableResult(path)
    }
    return probe
  }

  /// Arenas for so many animals; `nil` leaves the number to their motion.
  ///
  /// - Throws: `AnalysisError` when it cannot be read within its limits, or does not tell.
  public func arenas(
    path: String, count: Int?, observer: any AnalysisObserver
  ) throws(AnalysisError) -> ArenaProposal {
    let bytes = try bytes(of: path, .arenas(count: count), observer)
    guard let proposal = WorkerValue.proposal(bytes) else { throw Self.unusableResult(path) }
    return proposal
  }

  /// A frame near a time, seconds from the first; see `GreyPicture.frame`.
  ///
  /// - Throws: `AnalysisError` when it cannot be read within its limits.
  public func picture(
    path: String, near time: Double
  ) throws(AnalysisError) -> (picture: GreyPicture, time: Double) {
    let bytes = try bytes(of: path, .picture(near: time), Patience())
    guard let result = WorkerValue.picture(bytes) else { throw Self.unusableResult(path) }
    return (result.picture, result.time)
  }

  private struct Patience: AnalysisObserver {
    func analysed(frames: Int, seconds: Double, announcedDuration: Double?) -> Bool { true }
  }

  private static func unusableResult(_ path: String) -> AnalysisError {
    AnalysisError(
      kind: .internalError, path: path,
      message: "the process that read it gave a result that cannot be used; report this")
  }

  private func bytes(
    of path: String, _ task: WorkerJob.Task, _ observer: any AnalysisObserver
  ) throws(AnalysisError) -> [UInt8] {
    let job = WorkerJob(
      path: path, name: path, task: task, size: FoundRecording.now(at: path)?.size ?? 0,
      threads: threads, sandbox: sandbox, softwareVersion: softwareVersion)
    let client = SingleJob(job, observer)
    do {
      _ = try WorkerPool(command: command, jobs: 1, limits: limits).run(client)
    } catch {
      throw AnalysisError(
        kind: .internalError, path: path,
        message: (error as? WorkerFailure)?.message ?? "\(error)")
    }
    guard let outcome = client.outcome else {
      throw AnalysisError(kind: .cancelled, path: path, message: "interrupted")
    }
    do throws(WorkerFailure) {
      _ = try outcome.result.get()
      return outcome.bytes
    } catch {
      throw AnalysisError(error, path: path)
    }
  }
}

/// One job for a pool.
private final class SingleJob: WorkerPool.Client {
  private var job: WorkerJob?
  private let observer: any AnalysisObserver
  private(set) var mustStop = false
  private(set) var outcome: WorkerPool.Outcome?

  init(_ job: WorkerJob, _ observer: any AnalysisObserver) {
    self.job = job
    self.observer = observer
  }

  func next() -> (job: WorkerJob, ticket: Void)? {
    defer { job = nil }
    return job.map { ($0, ()) }
  }

  func ended(_ ticket: Void, _ outcome: WorkerPool.Outcome) { self.outcome = outcome }

  func progress(_ inFlight: [(ticket: Void, progress: WorkerPool.Progress)]) {
    for (_, progress) in inFlight {
      let goesOn = observer.analysed(
        frames: progress.frames, seconds: progress.part,
        announcedDuration: progress.part > 0 ? 1 : nil)
      if !goesOn { mustStop = true }
    }
  }
}

extension AnalysisError {
  /// What a worker's failure means for its recording.
  fileprivate init(_ failure: WorkerFailure, path: String) {
    let kind: Kind =
      switch failure.kind {
      case .notFound: .inputNotFound
      case .unusable, .crashed, .timeLimit: .inputUnusable
      case .memoryLimit: .outOfMemory
      case .unreadable, .killed: .unreadable
      case .cannotWrite, .internalError: .internalError
      }
    self.init(kind: kind, path: path, message: failure.message)
  }
}
