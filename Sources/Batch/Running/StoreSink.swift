import Dispatch
import Glibc
import ImmobilityCore
import StudyStore
import Synchronization

/// Scores traces and keeps scores and failures in the study's store.
final class StoreSink: ResultSink {
  private let store: StudyStore
  private let traces: TraceFolder
  private let identity: RunIdentity
  private let runID: Int64
  private let claimed: Set<ExactText>
  private var keys: [ExactText: ScoreKey]
  private var recordings: [ExactText: StoredRecording]
  /// The names that have a score of a content and reading.
  private var names: [String: Set<ExactText>] = [:]
  private let place: (device: UInt64, inode: UInt64)?

  /// - Parameter claimed: the recordings in which the manifest names an animal.
  init(
    store: StudyStore, traces: TraceFolder, identity: RunIdentity, runID: Int64,
    known: StoreKnowledge, claimed: Set<ExactText>
  ) {
    self.store = store
    self.traces = traces
    self.identity = identity
    self.runID = runID
    self.claimed = claimed
    keys = known.keys
    recordings = known.recordings
    place = Self.place(of: store.path)
    for (name, key) in known.keys { names[Self.trace(key), default: []].insert(name) }
  }

  var traceFolder: String { traces.path }
  let knownTraceFolders: [String] = []

  func take(
    _ recording: AssignedRecording, _ plan: ScoringPlan, _ result: WorkerResult
  ) throws(BatchError) -> [RecordingEvent] {
    let stored = recording.stored(sha256: result.sha256)
    let key = plan.key(result.sha256)
    if !result.decoded, keys[text: recording.name] == key {
      try save { () throws(StudyStoreError) in try store.save(stored) }
      return [RecordingEvent(name: recording.name, outcome: .unchanged)]
    }
    let original = original(of: recording.name, key)
    if let conflict = try conflict(stored, key) { return conflict }
    let score: RecordingScore
    do throws(TraceScorer.Failure) {
      score = try TraceScorer(folder: traces).score(
        plan, contentHash: result.sha256, name: recording.name)
    } catch {
      return [try fail(stored, error, plan)]
    }
    try keep([(stored, score, key)])
    return [
      RecordingEvent(
        name: recording.name, outcome: result.decoded ? .decoded : .rescored,
        duplicateOf: original, frames: result.decoded ? result.frames : 0)
    ]
  }

  func take(
    _ recording: AssignedRecording, _ plan: ScoringPlan?, _ failure: WorkerFailure
  ) throws(BatchError) -> [RecordingEvent] {
    var stored = recording.stored(sha256: nil)
    // The content of a file that has not changed stays known, so that its trace is found again.
    if let known = recordings[text: stored.path], known.looksLike(stored) {
      stored.sha256 = known.sha256
    }
    return [
      try fail(
        stored, Self.reason(failure, isPlanned: plan != nil), failure.message,
        settingsHash: plan?.readingHash)
    ]
  }

  /// The reason of a worker's failure, or of a contradiction, which has no plan.
  static func reason(_ failure: WorkerFailure, isPlanned: Bool) -> StoredFailure.Reason {
    isPlanned ? reason(failure.kind) : .settings
  }

  /// The reason of a kind of failure.
  static func reason(_ kind: WorkerFailure.Kind) -> StoredFailure.Reason {
    switch kind {
    case .unusable: .unusable
    case .notFound: .notFound
    case .crashed: .crashed
    case .timeLimit: .timeLimit
    case .unreadable: .unreadable
    case .killed: .killed
    case .memoryLimit: .memoryLimit
    case .cannotWrite, .internalError: .internalError
    }
  }
}

extension StoreSink {
  /// A recording to be scored from its trace, and the hash of its content.
  typealias Rescoring = (recording: AssignedRecording, plan: ScoringPlan, contentHash: String)

  /// Scores many recordings from their traces, on all cores, and keeps them in one transaction.
  ///
  /// - Returns: what became of each; nothing for those whose trace is missing or damaged.
  func rescore(_ items: [Rescoring]) throws(BatchError) -> [[RecordingEvent]] {
    typealias Scored = Result<RecordingScore, TraceScorer.Failure>
    let scores = Mutex([Scored?](repeating: nil, count: items.count))
    let scorer = TraceScorer(folder: traces)
    let shared = items.map { ($0.plan, $0.contentHash, $0.recording.name) }
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let (plan, contentHash, name) = shared[index]
      let result = Scored { () throws(TraceScorer.Failure) in
        try scorer.score(plan, contentHash: contentHash, name: name)
      }
      scores.withLock { $0[index] = result }
    }
    var events = [[RecordingEvent]](repeating: [], count: items.count)
    var kept: [(StoredRecording, RecordingScore, ScoreKey)] = []
    for (index, score) in scores.withLock({ $0 }).enumerated() {
      let (recording, plan, contentHash) = items[index]
      let stored = recording.stored(sha256: contentHash)
      let key = plan.key(contentHash)
      if let conflict = try conflict(stored, key) {
        let failed = Set(conflict.map { ExactText($0.name) })
        kept.removeAll { failed.contains(text: $0.0.path) }
        events[index] = conflict
        continue
      }
      switch score {
      case .success(let score):
        kept.append((stored, score, key))
        events[index] = [
          RecordingEvent(
            name: recording.name, outcome: .rescored,
            duplicateOf: original(of: recording.name, key).flatMap {
              $0.utf8.lexicographicallyPrecedes(recording.name.utf8) ? $0 : nil
            })
        ]
        note(stored, key)
      case .failure(.settings(let message)):
        events[index] = [try fail(stored, .settings(message), plan)]
      case .failure(.noTrace), nil: break
      }
    }
    if !kept.isEmpty { try keep(kept) }
    return events
  }

  private func keep(
    _ scores: [(recording: StoredRecording, score: RecordingScore, key: ScoreKey)]
  ) throws(BatchError) {
    let provenance = Provenance(
      runID: runID, scoredAt: identity.now(), softwareVersion: identity.softwareVersion)
    let stored = scores.map {
      StoredScore(recording: $0.recording, score: $0.score, key: $0.key, provenance: provenance)
    }
    try save { () throws(StudyStoreError) in try store.save(stored) }
    for score in scores { note(score.recording, score.key) }
  }

  private func fail(
    _ recording: StoredRecording, _ failure: TraceScorer.Failure, _ plan: ScoringPlan
  ) throws(BatchError) -> RecordingEvent {
    switch failure {
    case .noTrace:
      try fail(
        recording, .internalError,
        "its trace cannot be read back; look at the disk of \(traces.path)",
        settingsHash: plan.settingsHash)
    case .settings(let message):
      try fail(recording, .settings, message, settingsHash: plan.settingsHash)
    }
  }

  private func fail(
    _ recording: StoredRecording, _ reason: StoredFailure.Reason, _ message: String,
    settingsHash: String?
  ) throws(BatchError) -> RecordingEvent {
    let now = identity.now()
    let failure = StoredFailure(
      recording: recording, reason: reason, message: message, settingsHash: settingsHash,
      firstAt: now, lastAt: now, runID: runID)
    try save { () throws(StudyStoreError) in _ = try store.saveFailure(failure) }
    forget(recording.path)
    return RecordingEvent(name: recording.path, outcome: .failed(reason, message))
  }

  /// Saves in the store of this study and in no other file: SQLite would write on into a file that was
  /// removed or replaced.
  private func save(_ body: () throws(StudyStoreError) -> Void) throws(BatchError) {
    do throws(StudyStoreError) {
      try requirePlace()
      try body()
    } catch {
      throw BatchError(error)
    }
  }

  /// Throws unless the store's file is the one that was opened.
  func requirePlace() throws(StudyStoreError) {
    let now = Self.place(of: store.path)
    guard let now, let place, now == place else {
      throw StudyStoreError(
        kind: .cannotWrite, path: store.path,
        message: "was removed or replaced while the run went on; connect the disk or restore the "
          + "folder, and run it again")
    }
  }

  private static func place(of path: String) -> (device: UInt64, inode: UInt64)? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return (UInt64(status.st_dev), UInt64(status.st_ino))
  }

  private static func trace(_ key: ScoreKey) -> String { key.contentHash + key.readingHash }

  private func note(_ recording: StoredRecording, _ key: ScoreKey) {
    forget(recording.path)
    keys[text: recording.path] = key
    recordings[text: recording.path] = recording
    names[Self.trace(key), default: []].insert(ExactText(recording.path))
  }

  private func forget(_ name: String) {
    let name = ExactText(name)
    if let key = keys.removeValue(forKey: name) { names[Self.trace(key)]?.remove(name) }
  }

  /// Another recording with the same content, read alike: the first by name.
  private func original(of name: String, _ key: ScoreKey) -> String? {
    names[Self.trace(key)]?.map(\.text).filter { !$0.isExactly(name) }
      .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Fails two recordings with one content in both of which the manifest names animals: nobody knows
  /// which of them is the right file. Without a hash of their settings they are looked at in every run.
  ///
  /// - Returns: `nil` when there are no such two.
  private func conflict(
    _ recording: StoredRecording, _ key: ScoreKey
  ) throws(BatchError) -> [RecordingEvent]? {
    guard claimed.contains(text: recording.path) else { return nil }
    let others = (names[Self.trace(key)] ?? []).filter {
      $0 != ExactText(recording.path) && claimed.contains($0)
    }.compactMap { recordings[$0] }.sorted { $0.path < $1.path }
    guard let first = others.first else { return nil }
    var events: [RecordingEvent] = []
    for (one, other) in [(recording, first.path)] + others.map({ ($0, recording.path) }) {
      events.append(
        try fail(
          one, .settings,
          "its content is the same as that of \(other), and the manifest names animals in both; put "
            + "the right file in its place, or exclude one of them in the manifest",
          settingsHash: nil))
    }
    return events
  }
}
