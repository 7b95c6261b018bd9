import Configuration
import ImmobilityCore
import MotionAnalysis
import StudyStore

/// The traces behind a study's current scores, and why other recordings have none. Traces of earlier
/// arenas, lags and contents, which lie in the same folder, are not among them.
///
/// Nothing is changed and nothing is decoded; the recordings themselves need not be there.
public struct StudyTraces: Sendable {
  /// A scored recording with its trace.
  public struct Entry: Sendable {
    /// The recording's name in the study.
    public let name: String
    /// How it is scored now: its arenas with their animals, and its settings with its own trial start.
    public let plan: ScoringPlan
    /// SHA-256 of the recording's bytes.
    public let contentHash: String
    /// The trace's file.
    public let path: String
    /// Arena's place -> why the manifest leaves its animal out.
    public let excluded: [Int: String]
  }

  /// The recordings with a trace, in order of their names' bytes.
  public private(set) var entries: [Entry] = []
  /// Recordings that the manifest leaves out as a whole, and why.
  public private(set) var excluded: [FoundRecordings.Remark] = []
  /// Recordings of the study without a usable trace, and what to do.
  public private(set) var missing: [FoundRecordings.Remark] = []
  private let folder: TraceFolder

  /// Looks for the traces of a study.
  ///
  /// - Parameter now: the time; files that changed shortly before are still growing.
  /// - Throws: when the store cannot be read or holds no score.
  public init(of context: StudyContext, now: Moment) throws(BatchError) {
    folder = context.traces
    let known: StoreKnowledge
    do throws(StudyStoreError) {
      known = try StoreKnowledge(StudyStore(path: context.folder.store, access: .readOnly))
    } catch  where error.kind == .notFound {
      throw Self.nothingScored(context)
    } catch {
      throw BatchError(error)
    }
    guard !known.keys.isEmpty else { throw Self.nothingScored(context) }
    let stored = known.recordings.values.filter { !context.study.file.excludes($0.path) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let files = stored.map {
      FoundRecording(path: context.path(of: $0.path), $0)
    }
    let assigned = try BatchPlan.assign(files, of: context, others: [], isComplete: false)
    let plans = context.study.plans(recordings: stored.map(\.path)).recordings
    for (recording, plan) in zip(assigned.recordings, plans) {
      take(recording, plan, known, context)
    }
    // What lies in the folders and was never scored.
    let plan = try BatchPlan(of: context, BatchRequest(), known: known, now: now)
    for item in plan.list.items where known.recordings[text: item.recording.name] == nil {
      switch item.recording.assignment {
      case .score: miss(item.recording.name, "is not scored yet; \(Self.batch(context))")
      case .excluded(let reason): leaveOut(item.recording.name, reason)
      case .contradictory(let message): miss(item.recording.name, message)
      }
    }
    for remark in plan.waiting where known.recordings[text: remark.path] == nil {
      miss(remark.path, "is not scored yet: \(remark.reason)")
    }
  }

  /// Reads a trace, with the animals of now and the recording's name; `nil` when the file is missing,
  /// damaged or of another version.
  public func read(_ entry: Entry) -> TracedRecording? {
    folder.read(entry.plan, contentHash: entry.contentHash, name: entry.name)
  }

  private mutating func take(
    _ recording: AssignedRecording, _ rows: RecordingPlan, _ known: StoreKnowledge,
    _ context: StudyContext
  ) {
    let name = recording.name
    switch recording.assignment {
    case .excluded(let reason): leaveOut(name, reason)
    case .contradictory(let message): miss(name, message)
    case .score(let plan):
      guard let key = known.keys[text: name] else {
        let failure =
          known.failures[text: name].map { "failed (\($0.message))" } ?? "is not scored yet"
        return miss(name, "\(failure); \(Self.batch(context, " --retry-failed"))")
      }
      guard folder.has(contentHash: key.contentHash, readingHash: plan.readingHash) else {
        let why =
          key.readingHash == plan.readingHash
          ? "its trace is missing"
          : "was read with other arenas, lags or another trial than the study asks for now"
        return miss(name, "\(why); \(Self.batch(context))")
      }
      var excluded: [Int: String] = [:]
      for (arena, row) in rows.rows.enumerated() where row?.isExcluded == true {
        excluded[arena] = row?.reason ?? ""
      }
      entries.append(
        Entry(
          name: name, plan: plan, contentHash: key.contentHash,
          path: folder.file(contentHash: key.contentHash, readingHash: plan.readingHash),
          excluded: excluded))
    }
  }

  private mutating func miss(_ name: String, _ reason: String) {
    missing.append(.init(path: name, reason: reason))
  }

  private mutating func leaveOut(_ name: String, _ reason: String) {
    excluded.append(.init(path: name, reason: reason))
  }

  private static func batch(_ context: StudyContext, _ options: String = "") -> String {
    "run 'stillwater batch --study \(context.folder.path)\(options)'"
  }

  private static func nothingScored(_ context: StudyContext) -> BatchError {
    BatchError(
      kind: .unusable,
      "\(context.folder.path): no recording of this study is scored yet; \(batch(context)) first")
  }
}
