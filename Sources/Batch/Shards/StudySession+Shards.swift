import AtomicFiles
import Glibc
import ImmobilityCore
import StudyStore

extension StudySession {
  /// Reads the recordings of one shard and leaves a bundle for each in the study's folder of results.
  /// The store is not touched, not even read, so that any number of machines can do this at once.
  ///
  /// What has a bundle already is not read again, failures only with `retriesFailed`.
  ///
  /// - Parameter names: the recordings to be read by all shards together, in an order that is the same
  ///   for all; `nil` for whatever is found.
  /// - Throws: when the run cannot begin. Why it could not go on stands in the summary.
  public func batch(
    _ request: BatchRequest, shard: Shard, of names: [String]?
  ) throws(BatchError) -> BatchSummary {
    let folder = AbsolutePath.join(context.folder.results, shard.folderName)
    try makeFolder(folder)
    let lock = try lock(AbsolutePath.join(folder, ".lock"), of: folder)
    defer { withExtendedLifetime(lock) {} }
    AtomicFile.removeAbandoned(in: folder)
    var plan = try BatchPlan(
      of: context, request, known: StoreKnowledge(), now: identity.now())
    let bundles = BundleFolder(path: context.folder.results).entries().entries
    let done = Dictionary(grouping: bundles) { ExactText($0.bundle.recording) }
    let own = names.map(shard.part(of:))
    plan.keep { item in
      let name = item.recording.name
      guard own?.contains(text: name) ?? shard.owns(name) else { return false }
      return !(done[text: name] ?? []).contains { covers($0, item, request) }
    }
    let sink = BundleSink(folder: folder, traces: context.traces, identity: identity)
    let run = StoredRun(
      command: identity.command, softwareVersion: identity.softwareVersion, host: identity.host,
      processID: identity.processID, startedAt: identity.now(), counts: plan.counts)
    var summary = work(plan, run: run, sink: sink) { items in items.map { _ in [] } }
    summary.run.endedAt = identity.now()
    return summary
  }

  /// Whether a bundle says all that reading a recording now would.
  private func covers(
    _ entry: BundleFolder.Entry, _ item: WorkList.Item, _ request: BatchRequest
  ) -> Bool {
    let bundle = entry.bundle
    guard bundle.file(path: item.recording.file.path) == item.recording.file else { return false }
    guard let plan = item.plan else { return false }
    guard let content = bundle.sha256 else {
      let mayPass = bundle.failure.map { StoreSink.reason($0.kind).mayPass } ?? false
      return !request.retriesFailed && !mayPass && bundle.readingHash == plan.readingHash
    }
    return bundle.readingHash == plan.readingHash
      && [TraceFolder(path: entry.folder), context.traces].contains {
        $0.has(contentHash: content, readingHash: plan.readingHash)
      }
  }

  /// Brings the bundles of shards into the store and removes them: each once, however often this is
  /// called and wherever it is interrupted.
  ///
  /// - Throws: when the run cannot begin. Why it could not go on stands in the summary.
  public func collect() throws(BatchError) -> BatchSummary {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    let store = try openStore(.create)
    let known = try knowledge(store)
    try makeFolder(context.folder.traces)
    let (entries, foreign) = BundleFolder(path: context.folder.results).entries()
    // Of several bundles of one recording the last by its file's time counts, successes first.
    var chosen: [ExactText: BundleFolder.Entry] = [:]
    for entry in entries {
      if let other = chosen[text: entry.bundle.recording],
        !entry.bundle.isBetter(than: other.bundle)
      {
        continue
      }
      chosen[text: entry.bundle.recording] = entry
    }
    let ordered = chosen.values.sorted {
      $0.bundle.recording.utf8.lexicographicallyPrecedes($1.bundle.recording.utf8)
    }
    let files = ordered.map { $0.bundle.file(path: context.path(of: $0.bundle.recording)) }
    let assignments = try BatchPlan.assign(
      files, of: context, others: known.recordings.keys.map(\.text), isComplete: false)
    var run = StoredRun(
      command: identity.command, softwareVersion: identity.softwareVersion, host: identity.host,
      processID: identity.processID, startedAt: identity.now(),
      counts: StoredRun.Counts(found: ordered.count))
    do throws(StudyStoreError) {
      run.id = try store.beginRun(run)
    } catch {
      throw BatchError(error)
    }
    let sink = StoreSink(
      store: store, traces: context.traces, identity: identity, runID: run.id, known: known,
      claimed: assignments.claimed)
    var summary = BatchSummary(run: run)
    summary.manifestProblems = assignments.problems
    summary.problems = foreign.map {
      .init(path: context.name(of: $0), reason: "is no result bundle that this version knows")
    }
    var collection = Collection(
      session: self, sink: sink, known: known, summary: summary, entries: entries)
    collection.take(ordered, assignments.recordings)
    summary = collection.summary
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
}

/// The work of `collect`.
private struct Collection {
  let session: StudySession
  let sink: StoreSink
  let known: StoreKnowledge
  var summary: BatchSummary
  let entries: [BundleFolder.Entry]

  mutating func take(_ chosen: [BundleFolder.Entry], _ recordings: [AssignedRecording]) {
    let all = Dictionary(grouping: entries) { ExactText($0.bundle.recording) }
    for (index, recording) in recordings.enumerated() {
      if session.means.isInterrupted() {
        summary.run.counts.remaining = recordings.count - index
        summary.isInterrupted = true
        return
      }
      do throws(BatchError) {
        for event in try take(chosen[index], recording) {
          summary.count(event)
          session.observer.finished(event)
        }
      } catch {
        summary.run.counts.remaining = recordings.count - index
        summary.error = error.description
        summary.errorKind = error.kind
        return
      }
      // Only now: what the store has is not needed any more.
      for entry in all[text: recording.name] ?? [] { remove(entry) }
    }
  }

  private func take(
    _ entry: BundleFolder.Entry, _ recording: AssignedRecording
  ) throws(BatchError) -> [RecordingEvent] {
    let bundle = entry.bundle
    let name = recording.name
    if let now = FoundRecording.now(at: recording.file.path), now != recording.file {
      return [
        RecordingEvent(
          name: name,
          outcome: .waiting("has changed since the shard read it: the next run reads it"))
      ]
    }
    let plan: ScoringPlan
    switch recording.assignment {
    case .score(let given): plan = given
    case .excluded(let reason):
      return [
        RecordingEvent(name: name, outcome: .waiting("is excluded by the manifest now: \(reason)"))
      ]
    case .contradictory(let message):
      return try sink.take(recording, nil, WorkerFailure(kind: .unusable, message: message))
    }
    if let content = bundle.sha256 {
      let own = TraceFolder(path: entry.folder)
      try move(
        own.file(contentHash: content, readingHash: bundle.readingHash),
        to: session.context.traces.file(contentHash: content, readingHash: bundle.readingHash))
      guard bundle.readingHash == plan.readingHash,
        session.context.traces.has(contentHash: content, readingHash: plan.readingHash)
      else {
        return [
          RecordingEvent(
            name: name,
            outcome: .waiting("was read with other arenas or lags: the next run reads it"))
        ]
      }
      if known.keys[text: name] == plan.key(content) {
        return [RecordingEvent(name: name, outcome: .unchanged)]
      }
      return try sink.take(
        recording, plan, WorkerResult(sha256: content, frames: bundle.frames, decoded: true))
    }
    guard let failure = bundle.failure, bundle.readingHash == plan.readingHash else {
      return [
        RecordingEvent(
          name: name,
          outcome: .waiting("failed with other arenas or lags: the next run tries it again"))
      ]
    }
    return try sink.take(
      recording, plan, WorkerFailure(kind: failure.kind, message: failure.message))
  }

  /// Both folders are in the study, so that this is one step; a trace that is there already stays.
  private func move(_ file: String, to place: String) throws(BatchError) {
    guard access(file, F_OK) == 0 else { return }
    if rename(file, place) != 0 {
      throw BatchError(
        kind: .cannotWrite,
        "\(place): the trace cannot be moved here from \(file) (\(String(cString: strerror(errno))))"
      )
    }
  }

  private func remove(_ entry: BundleFolder.Entry) {
    if let content = entry.bundle.sha256 {
      unlink(
        TraceFolder(path: entry.folder).file(
          contentHash: content, readingHash: entry.bundle.readingHash))
    }
    unlink(entry.path)
  }
}

extension ResultBundle {
  /// Whether this one tells more: of a later state of the file, or a success where the other is none.
  fileprivate func isBetter(than other: ResultBundle) -> Bool {
    if modifiedNanoseconds != other.modifiedNanoseconds {
      return modifiedNanoseconds > other.modifiedNanoseconds
    }
    return sha256 != nil && other.sha256 == nil
  }
}
