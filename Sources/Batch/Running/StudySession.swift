import AtomicFiles
import Configuration
import Glibc
import MotionAnalysis
import StudyStore

/// The commands that change a study, from its files to a summary.
public struct StudySession {
  /// How a command works; nothing of it changes a result.
  public struct Means {
    /// The program to start as a worker, and its arguments; this process's id follows them.
    public var worker: (executable: String, arguments: [String])
    /// Recordings at once; 0 for one on each core.
    public var jobs: Int
    /// Processor cores.
    public var cores: Int
    /// How workers are caged.
    public var sandbox: Sandbox
    /// Whether a signal has asked for the end.
    public var isInterrupted: () -> Bool

    /// Makes means of their parts.
    public init(
      worker: (executable: String, arguments: [String]), jobs: Int, cores: Int,
      sandbox: Sandbox = .best, isInterrupted: @escaping () -> Bool
    ) {
      self.worker = worker
      self.jobs = jobs
      self.cores = cores
      self.sandbox = sandbox
      self.isInterrupted = isInterrupted
    }
  }

  let context: StudyContext
  let identity: RunIdentity
  let means: Means
  let observer: any BatchObserver

  /// Makes a session of a study.
  public init(
    context: StudyContext, identity: RunIdentity, means: Means, observer: any BatchObserver
  ) {
    self.context = context
    self.identity = identity
    self.means = means
    self.observer = observer
  }

  /// Whether somebody may be waiting to hear how it went: a rescoring is done before one's eyes.
  public var isWholeRun: Bool { identity.command != "rescore" }

  // MARK: - Commands

  /// Scores what is new or would be scored otherwise now.
  ///
  /// - Throws: when the run cannot begin. Why it could not go on stands in the summary.
  public func batch(_ request: BatchRequest) throws(BatchError) -> BatchSummary {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    let store = try openStore(.create)
    var known = try knowledge(store)
    let vanished = try forgetVanishedFailures(&known, store)
    var plan = try BatchPlan(of: context, request, known: known, now: identity.now())
    plan.problems += vanished
    return try run(plan, store: store, known: known)
  }

  /// Scores again from their traces the recordings that would be scored otherwise now. Nothing is read
  /// but traces; the recordings themselves need not be there.
  ///
  /// - Throws: as `batch`.
  public func rescore() throws(BatchError) -> BatchSummary {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    let store = try openStore(.readWrite)
    let known = try knowledge(store)
    let files = known.recordings.values.sorted { $0.path < $1.path }.map {
      FoundRecording(path: context.path(of: $0.path), $0)
    }
    var plan = BatchPlan(
      try BatchPlan.assign(files, of: context, others: [], isComplete: false), of: context,
      known: known)
    plan.leaveUnread()
    return try run(plan, store: store, known: known)
  }

  // MARK: - Parts

  func lock() throws(BatchError) -> StudyLock {
    try lock(context.folder.lock, of: context.folder.path)
  }

  func lock(_ path: String, of folder: String) throws(BatchError) -> StudyLock {
    do throws(StudyLock.Failure) {
      return try StudyLock(path: path, holder: identity.holder)
    } catch {
      switch error {
      case .held(let holder):
        throw BatchError(
          kind: .locked,
          "\(folder): another run is at work here (\(holder)); wait for it to end, or stop it")
      case .cannotLock(let message): throw BatchError(kind: .cannotWrite, message)
      }
    }
  }

  func openStore(_ access: StudyStore.Access) throws(BatchError) -> StudyStore {
    do throws(StudyStoreError) {
      return try StudyStore(path: context.folder.store, access: access)
    } catch {
      throw BatchError(error)
    }
  }

  func knowledge(_ store: StudyStore) throws(BatchError) -> StoreKnowledge {
    do throws(StudyStoreError) {
      return try StoreKnowledge(store)
    } catch {
      throw BatchError(error)
    }
  }

  private func run(
    _ plan: BatchPlan, store: StudyStore, known: StoreKnowledge
  ) throws(BatchError) -> BatchSummary {
    try makeFolder(context.folder.traces)
    var run = StoredRun(
      command: identity.command, softwareVersion: identity.softwareVersion, host: identity.host,
      processID: identity.processID, startedAt: identity.now(), counts: plan.counts)
    do throws(StudyStoreError) {
      run.id = try store.beginRun(run)
    } catch {
      throw BatchError(error)
    }
    let sink = StoreSink(
      store: store, traces: context.traces, identity: identity, runID: run.id, known: known,
      claimed: plan.claimed)
    var summary = work(plan, run: run, sink: sink) { items throws(BatchError) in
      try sink.rescore(items)
    }
    let end = identity.now()
    summary.run.endedAt = end
    summary.run.outcome = summary.outcome
    do throws(StudyStoreError) {
      try sink.requirePlace()
      try store.endRun(run.id, at: end, outcome: summary.outcome, counts: summary.run.counts)
    } catch {
      if summary.error == nil {
        summary.error = error.description
        summary.errorKind = .cannotWrite
      }
    }
    return summary
  }

  func work(
    _ plan: BatchPlan, run: StoredRun, sink: any ResultSink,
    rescore: ([StoreSink.Rescoring]) throws(BatchError) -> [[RecordingEvent]]
  ) -> BatchSummary {
    var summary = BatchSummary(run: run)
    summary.waiting = plan.waiting
    summary.problems = plan.problems
    summary.manifestProblems = plan.manifestProblems
    summary.failedBefore = plan.list.items.compactMap { item in
      guard case .failed(let failure) = item.action else { return nil }
      return .init(path: item.recording.name, reason: failure.message)
    }
    observer.planned(plan.overview)
    let jobs = means.jobs > 0 ? means.jobs : max(1, means.cores)
    let limits = WorkerLimits(context.study.file.limits)
    let batch = BatchRun(
      plan.list,
      setup: BatchRun.Setup(
        sink: sink, observer: observer, softwareVersion: identity.softwareVersion,
        sandbox: means.sandbox, jobs: jobs, cores: means.cores,
        isInterrupted: means.isInterrupted), summary: summary)
    batch.run(
      pool: WorkerPool(command: means.worker, jobs: jobs, limits: limits), rescore: rescore)
    return batch.summary
  }

  func makeFolder(_ path: String) throws(BatchError) {
    do throws(FileWriteError) {
      try AtomicFile.makeFolder(path, beside: context.folder.studyFile)
    } catch {
      throw BatchError(kind: .cannotWrite, error.description)
    }
    AtomicFile.removeAbandoned(in: path)
  }

  /// Writes the summary of a run into the study's folder of reports.
  ///
  /// - Returns: the file's path.
  public func write(_ text: String, run: Int64) throws(BatchError) -> String {
    try makeFolder(context.folder.reports)
    let path = AbsolutePath.join(context.folder.reports, "run-\(run).txt")
    do throws(FileWriteError) {
      var file = try AtomicFile(path: path)
      try file.write(text)
      try file.commit()
    } catch {
      throw BatchError(kind: .cannotWrite, error.description)
    }
    return path
  }
}
