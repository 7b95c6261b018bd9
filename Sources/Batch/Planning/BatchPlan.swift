import StudyStore

/// A work list with what else was found on the way to it.
public struct BatchPlan: Sendable {
  /// What is to be done.
  public private(set) var list: WorkList
  /// Files that are hidden, partial or growing.
  public var waiting: [FoundRecordings.Remark] = []
  /// What could not be looked at, and what may have been missed.
  public var problems: [FoundRecordings.Remark] = []
  /// How many of the problems are folders and files that could not be looked at.
  public var unreachable = 0
  /// What in the manifest cannot be right.
  public var manifestProblems: [String]
  /// The recordings in which the manifest names an animal.
  var claimed: Set<String>

  init(list: WorkList, assignments: StudyContext.Assignments) {
    self.list = list
    manifestProblems = assignments.problems
    claimed = assignments.claimed
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
