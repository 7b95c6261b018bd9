import Configuration
import Glibc
import ImmobilityCore
import StudyStore

/// Drives a work list to its end: scores from traces what can be, has the rest read by worker
/// processes, and hands everything to a sink.
final class BatchRun: WorkerPool.Client {
  /// What a run works with.
  struct Setup {
    var sink: any ResultSink
    var observer: any BatchObserver
    var softwareVersion: String
    var sandbox: Sandbox
    /// Recordings at once.
    var jobs: Int
    /// Processor cores.
    var cores: Int
    var isInterrupted: () -> Bool
  }

  private let setup: Setup
  private var items: [WorkList.Item]
  /// The places of recordings to be read that have not been started: the largest first, so that no core
  /// is idle at the end, else in order.
  private var pending: [Int] = []
  /// The sizes of recordings in flight that may have one content.
  private var sizesInFlight: [Int64: Int] = [:]
  /// How many recordings to be read have a size.
  private var alike: [Int64: Int] = [:]
  private var inFlight = 0
  private var sizeOfAll: Int64 = 0
  private var sizeDone: Int64 = 0
  private var framesDone = 0
  private var finished = 0
  private var total = 0
  private var began = SuspendingClock.now
  private(set) var summary: BatchSummary

  init(_ list: WorkList, setup: Setup, summary: BatchSummary) {
    self.setup = setup
    self.summary = summary
    items = list.items
  }

  var mustStop: Bool { setup.isInterrupted() }

  /// Works. What is left, and why the run ended early, stands in the summary.
  func run(
    pool: WorkerPool, rescore: ([StoreSink.Rescoring]) throws(BatchError) -> [[RecordingEvent]]
  ) {
    do {
      try takeContradictions()
      try rescoreAll(rescore)
      pending = items.indices.filter { if case .decode = items[$0].action { true } else { false } }
      pending.sort {
        let (one, other) = (items[$0].recording.file.size, items[$1].recording.file.size)
        return one == other ? $0 < $1 : one > other
      }
      total = pending.count
      for place in pending { alike[items[place].recording.file.size, default: 0] += 1 }
      sizeOfAll = max(1, pending.reduce(0) { $0 + items[$1].recording.file.size })
      began = .now
      let abandoned = try pool.run(self)
      summary.run.counts.remaining += pending.count + abandoned.count
    } catch {
      summary.run.counts.remaining += pending.count + inFlight
      summary.error =
        if let failure = error as? WorkerFailure { failure.message } else { "\(error)" }
      summary.errorKind = (error as? BatchError)?.kind ?? .internalError
    }
    if summary.run.counts.remaining > 0, setup.isInterrupted() { summary.isInterrupted = true }
  }

  /// The contradictions are failures of their recordings.
  private func takeContradictions() throws(BatchError) {
    for item in items {
      guard case .contradictory(let message) = item.action else { continue }
      try tell(
        setup.sink.take(
          item.recording, nil, WorkerFailure(kind: .unusable, message: message)))
    }
  }

  private func rescoreAll(
    _ rescore: ([StoreSink.Rescoring]) throws(BatchError) -> [[RecordingEvent]]
  ) throws(BatchError) {
    let places = items.indices.filter {
      if case .rescore = items[$0].action { true } else { false }
    }
    // Small enough to be interrupted soon, large enough for one transaction each to cost little.
    for start in stride(from: 0, to: places.count, by: 128) {
      let chunk = places[start..<min(start + 128, places.count)]
      if setup.isInterrupted() {
        summary.run.counts.remaining += places.count - start
        return
      }
      let work = chunk.compactMap { place -> (Int, StoreSink.Rescoring)? in
        guard case .rescore(let hash) = items[place].action, let plan = items[place].plan else {
          return nil
        }
        return (place, (items[place].recording, plan, hash))
      }
      for (entry, events) in zip(work, try rescore(work.map(\.1))) {
        if events.isEmpty {
          items[entry.0].action = .decode(hashFirst: false)
        } else {
          tell(events)
        }
      }
    }
  }

  // MARK: - What the pool asks and tells

  func next() -> (job: WorkerJob, ticket: Int)? {
    while let choice = pending.firstIndex(where: { !mustWait(items[$0]) }) {
      let place = pending.remove(at: choice)
      let item = items[place]
      guard case .decode(let hashFirst) = item.action, let plan = item.plan else { continue }
      if let reason = change(of: item.recording.file) {
        finish(item)
        tell([RecordingEvent(name: item.recording.name, outcome: .waiting(reason))])
        continue
      }
      inFlight += 1
      if hashFirst { sizesInFlight[item.recording.file.size, default: 0] += 1 }
      let busy = min(setup.jobs, inFlight + pending.count)
      return (
        WorkerJob(
          path: item.recording.file.path, name: item.recording.name,
          task: .trace(
            plan.reading, readingHash: plan.readingHash, hashFirst: hashFirst,
            known: [setup.sink.traceFolder] + setup.sink.knownTraceFolders),
          traceFolder: setup.sink.traceFolder, size: item.recording.file.size,
          threads: max(1, setup.cores / max(1, busy)), sandbox: setup.sandbox,
          softwareVersion: setup.softwareVersion), place
      )
    }
    return nil
  }

  /// Copies are read one after the other, so that the second finds the trace of the first. Where many
  /// have one size they are no copies but uncompressed.
  private func mustWait(_ item: WorkList.Item) -> Bool {
    guard case .decode(hashFirst: true) = item.action else { return false }
    let size = item.recording.file.size
    return (sizesInFlight[size] ?? 0) > 0 && (alike[size] ?? 0) <= 4
  }

  /// How a file is not what it was when it was found.
  private func change(of file: FoundRecording) -> String? {
    guard let now = FoundRecording.now(at: file.path) else { return "is not there any more" }
    return now == file ? nil : "has changed since it was found: may still be growing"
  }

  private func finish(_ item: WorkList.Item) {
    finished += 1
    sizeDone += item.recording.file.size
  }

  func ended(_ place: Int, _ outcome: WorkerPool.Outcome) throws {
    let item = items[place]
    guard let plan = item.plan else { return }
    inFlight -= 1
    if case .decode(hashFirst: true) = item.action {
      sizesInFlight[item.recording.file.size, default: 1] -= 1
    }
    summary.peakWorkerMemory = max(summary.peakWorkerMemory, outcome.peakMemory)
    var events: [RecordingEvent]
    if let reason = change(of: item.recording.file) {
      events = [RecordingEvent(name: item.recording.name, outcome: .waiting(reason))]
    } else {
      do {
        switch outcome.result {
        case .success(let result):
          events = try setup.sink.take(item.recording, plan, result)
        case .failure(let failure) where failure.kind == .cannotWrite:
          throw BatchError(kind: .cannotWrite, failure.message)
        case .failure(let failure):
          events = try setup.sink.take(item.recording, plan, failure)
        }
      } catch {
        inFlight += 1
        throw error
      }
    }
    finish(item)
    for index in events.indices where events[index].name.isExactly(item.recording.name) {
      events[index].time = outcome.time
      events[index].peakMemory = outcome.peakMemory
    }
    tell(events)
  }

  func progress(_ running: [(ticket: Int, progress: WorkerPool.Progress)]) {
    var progress = BatchProgress(finished: finished, total: total, frames: framesDone)
    var size = Double(sizeDone)
    for (place, own) in running {
      progress.frames += own.frames
      size += own.part * Double(items[place].recording.file.size)
    }
    progress.part = size / Double(sizeOfAll)
    progress.elapsed = (SuspendingClock.now - began) / .seconds(1)
    setup.observer.progress(progress)
  }

  private func tell(_ events: [RecordingEvent]) {
    for event in events {
      summary.count(event)
      framesDone += event.frames
      setup.observer.finished(event)
    }
  }
}
