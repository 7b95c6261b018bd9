import ImmobilityCore
import MotionAnalysis
import StudyStore

/// A work list with what else was found on the way to it.
public struct BatchPlan: Sendable {
  /// What is to be done.
  public private(set) var list: WorkList
  /// Files that are hidden, partial or growing.
  public var waiting: [FoundRecordings.Remark] = []
  /// What could not be looked at, and what may have been missed.
  public var problems: [FoundRecordings.Remark] = []
  /// What in the manifest cannot be right.
  public var manifestProblems: [String]
  /// The recordings in which the manifest names an animal.
  var claimed: Set<ExactText>

  /// Says what a run would do now, without doing any of it.
  ///
  /// - Throws: when the store cannot be read.
  public init(
    of context: StudyContext, _ request: BatchRequest = BatchRequest(), now: Moment
  ) throws(BatchError) {
    var known = StoreKnowledge()
    if FoundRecording.now(at: context.folder.store) != nil {
      do throws(StudyStoreError) {
        known = try StoreKnowledge(StudyStore(path: context.folder.store, access: .readOnly))
      } catch {
        throw BatchError(error)
      }
    }
    try self.init(of: context, request, known: known, now: now)
  }

  /// Searches for recordings and plans what is to be done with them.
  init(
    of context: StudyContext, _ request: BatchRequest, known: StoreKnowledge, now: Moment
  ) throws(BatchError) {
    let now = now.nanoseconds
    var found = context.search(request.places, now: now)
    var others = known.recordings.keys.map(\.text) + found.waiting.map { context.name(of: $0.path) }
    if !request.places.isEmpty, !context.study.file.folders.isEmpty {
      // The manifest is about the whole study, also where only a part of it is searched.
      others += context.search([], now: now).recordings.map { context.name(of: $0.path) }
    }
    if let since = request.since {
      others += found.recordings.map { context.name(of: $0.path) }
      found.recordings.removeAll { $0.modifiedNanoseconds < since }
    }
    self.init(
      try Self.assign(found.recordings, of: context, others: others, isComplete: true),
      of: context, known: known, request)
    func remarks(_ remarks: [FoundRecordings.Remark]) -> [FoundRecordings.Remark] {
      remarks.map { .init(path: context.name(of: $0.path), reason: $0.reason) }
    }
    waiting = remarks(found.waiting)
    problems = remarks(found.problems) + remarks(found.unlisted) + lookAlikes
  }

  /// Plans what is to be done with recordings that are assigned already.
  init(
    _ assignments: StudyContext.Assignments, of context: StudyContext, known: StoreKnowledge,
    _ request: BatchRequest = BatchRequest()
  ) {
    let traces = context.traces
    list = WorkList(
      assignments.recordings, known: known,
      request: .init(retriesFailed: request.retriesFailed, limit: request.limit)
    ) { plan, content in
      traces.has(contentHash: content, readingHash: plan.readingHash)
    }
    manifestProblems = assignments.problems
    claimed = assignments.claimed
  }

  /// Recordings whose names cannot be told apart by eye.
  private var lookAlikes: [FoundRecordings.Remark] {
    // Texts are equal where they look alike.
    let groups = Dictionary(grouping: list.items.map(\.recording.name)) { $0 }
    return groups.values.filter { $0.count > 1 }.flatMap(\.self)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map {
        .init(
          path: $0,
          reason:
            "looks like the name of another recording, but is written with other characters of Unicode; "
            + "both are scored; rename one of them")
      }
  }

  static func assign(
    _ files: [FoundRecording], of context: StudyContext, others: [String], isComplete: Bool
  ) throws(BatchError) -> StudyContext.Assignments {
    do throws(AnalysisError) {
      return try context.assign(files, others: others, isComplete: isComplete)
    } catch {
      throw BatchError(kind: .internalError, error.message)
    }
  }

  /// Leaves everything for a later run that would have to be read.
  mutating func leaveUnread() {
    list.change { action in
      if case .decode = action { action = .beyondLimit }
    }
  }

  /// Keeps those recordings only that a condition picks.
  mutating func keep(_ condition: (WorkList.Item) -> Bool) { list.keep(condition) }

  /// What the run is going to do, in numbers.
  public var overview: BatchOverview {
    var overview = BatchOverview()
    overview.found = list.items.count
    overview.waiting = waiting.count
    for item in list.items {
      switch item.action {
      case .done: overview.done += 1
      case .rescore: overview.toRescore += 1
      case .decode: overview.toDecode += 1
      case .excluded: overview.excluded += 1
      case .failed: overview.failedBefore += 1
      case .contradictory: overview.contradictory += 1
      case .beyondLimit: overview.beyondLimit += 1
      }
    }
    return overview
  }

  /// The counts of a run that begins with this plan.
  var counts: StoredRun.Counts {
    let overview = overview
    return StoredRun.Counts(
      found: overview.found, skipped: overview.done, waiting: overview.waiting,
      excluded: overview.excluded, remaining: overview.beyondLimit)
  }
}
