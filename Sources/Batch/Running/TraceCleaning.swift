import Configuration
import ImmobilityCore
import MotionAnalysis
import StudyStore

/// Which traces of a study nobody needs any more: those of earlier arenas, lags and contents, of which a
/// current score or the study as it is now makes no use.
///
/// A trace is kept in doubt: of recordings that are not scored (failed, contradictory, excluded, or still
/// to be read) everything that may be theirs stays.
public struct TraceCleaning: Sendable {
  /// What can go, in order of names.
  public private(set) var removable: [TraceFolder.Entry] = []
  /// What stays.
  public private(set) var kept: [TraceFolder.Entry] = []
  /// How many of those stay only because recordings that are not scored may need them.
  public private(set) var keptInDoubt = 0

  /// Sorts a study's traces.
  ///
  /// - Throws: when the store cannot be read or holds no score: nobody knows then what is needed.
  init(of context: StudyContext, known: StoreKnowledge, now: Moment) throws(BatchError) {
    guard !known.keys.isEmpty else {
      throw BatchError(
        kind: .unusable,
        "\(context.folder.path): no recording of this study is scored, so every trace may still be "
          + "needed; run 'stillwater batch' first")
    }
    let plan = try BatchPlan(of: context, BatchRequest(), known: known, now: now)
    let stored = known.recordings.values.sorted { $0.path < $1.path }
    let files = stored.map {
      FoundRecording(path: context.path(of: $0.path), $0)
    }
    let assigned = try BatchPlan.assign(files, of: context, others: [], isComplete: false)
      .recordings

    var needed: Set<String> = []
    func need(_ content: String, _ reading: String) {
      needed.insert(TraceFolder.name(contentHash: content, readingHash: reading))
    }
    for key in known.keys.values { need(key.contentHash, key.readingHash) }
    var settled: Set<Substring> = []
    var unsettled: Set<Substring> = []
    // Contents that nobody knows: a recording without a hash, or one that was never read.
    var hasUnknown = plan.list.items.contains { known.recordings[text: $0.recording.name] == nil }
    hasUnknown = hasUnknown || plan.waiting.contains { known.recordings[text: $0.path] == nil }
    // What lies in a folder that cannot be looked at was perhaps read before the store was lost.
    let search = context.search([], now: now.nanoseconds)
    hasUnknown = hasUnknown || !search.problems.isEmpty
    for (recording, assigned) in zip(stored, assigned) {
      guard let content = recording.sha256 else {
        hasUnknown = true
        continue
      }
      if case .score(let plan) = assigned.assignment {
        need(content, plan.readingHash)
        if known.keys[text: recording.path] != nil {
          settled.insert(content.prefix(TraceFolder.digits))
          continue
        }
      }
      unsettled.insert(content.prefix(TraceFolder.digits))
    }
    // A file that has changed since it was scored may be one that was there before.
    for item in plan.list.items {
      guard case .decode(hashFirst: true) = item.action else { continue }
      hasUnknown = true
    }
    for entry in BundleFolder(path: context.folder.results).entries().entries {
      if let content = entry.bundle.sha256 { need(content, entry.bundle.readingHash) }
    }

    for entry in context.traces.entries() {
      let content = entry.name.prefix(TraceFolder.digits)
      if needed.contains(entry.name) {
        kept.append(entry)
      } else if unsettled.contains(content) || !settled.contains(content) && hasUnknown {
        kept.append(entry)
        keptInDoubt += 1
      } else {
        removable.append(entry)
      }
    }
  }
}

extension StudySession {
  /// What `cleanTraces` would remove now, without removing any of it.
  public func traceCleaning() throws(BatchError) -> TraceCleaning {
    let store = try openStore(.readOnly)
    return try TraceCleaning(of: context, known: knowledge(store), now: identity.now())
  }

  /// Removes the traces that nobody needs any more. Each goes by itself: after a kill the next call
  /// removes the rest, and no score depends on any of them.
  ///
  /// - Returns: what was to be removed, and what of it could not be, in words.
  /// - Throws: when another run holds the study, and as `traceCleaning`.
  public func cleanTraces() throws(BatchError) -> (cleaning: TraceCleaning, failures: [String]) {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    let cleaning = try traceCleaning()
    var failures: [String] = []
    for entry in cleaning.removable {
      if let reason = context.traces.remove(entry) {
        failures.append("\(AbsolutePath.join(context.traces.path, entry.name)): \(reason)")
      }
    }
    return (cleaning, failures)
  }
}
