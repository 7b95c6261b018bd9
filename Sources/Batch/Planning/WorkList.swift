import ImmobilityCore
import StudyStore

/// A recording of the study as it was found, with what is to be made of it.
public struct AssignedRecording: Sendable {
  /// What the study says about a recording.
  public enum Assignment: Sendable {
    /// It is scored like this.
    case score(ScoringPlan)
    /// The manifest leaves it out, with the reason given there.
    case excluded(String)
    /// What the study says about it cannot be: what is wrong and what to do.
    case contradictory(String)
  }

  /// The file.
  public var file: FoundRecording
  /// The recording's name in the study: its path relative to the study's folder, or absolute.
  public var name: String
  /// What the study says about it.
  public var assignment: Assignment

  /// Makes a recording of its parts.
  public init(file: FoundRecording, name: String, assignment: Assignment) {
    self.file = file
    self.name = name
    self.assignment = assignment
  }

  /// The file in the store's form.
  func stored(sha256: String?) -> StoredRecording {
    file.stored(name: name, sha256: sha256)
  }
}

/// What the store knows, as far as planning needs it.
public struct StoreKnowledge: Sendable {
  /// The files, by name.
  public var recordings: [ExactText: StoredRecording]
  /// What was scored from what, by name.
  public var keys: [ExactText: ScoreKey]
  /// What failed, by name.
  public var failures: [ExactText: StoredFailure]

  /// Nothing.
  public init() { (recordings, keys, failures) = ([:], [:], [:]) }

  /// What a store knows.
  public init(_ store: StudyStore) throws(StudyStoreError) {
    recordings = Dictionary(
      try store.recordings().map { (ExactText($0.path), $0) }, uniquingKeysWith: { $1 })
    keys = try store.scoreKeys()
    failures = Dictionary(try store.failures().map { (ExactText($0.recording.path), $0) }) { $1 }
  }
}

/// What a run has to do: a pure function of what was found, what is asked for and what is known.
public struct WorkList: Sendable {
  /// What is to be done with a recording.
  public enum Action: Sendable, Equatable {
    /// Nothing: it is scored as it would be now.
    case done
    /// It is scored again from its trace; the hash of its content.
    case rescore(String)
    /// It is read. With `hashFirst` its content may be one that is known: nothing is decoded then.
    case decode(hashFirst: Bool)
    /// The manifest leaves it out, for a reason.
    case excluded(String)
    /// It failed like this before, and neither it nor the settings have changed.
    case failed(StoredFailure)
    /// What the study says about it cannot be.
    case contradictory(String)
    /// It would be read, but not in this run: the limit of recordings is reached.
    case beyondLimit
  }

  /// One recording with what is to be done.
  public struct Item: Sendable {
    /// The recording.
    public var recording: AssignedRecording
    /// What is to be done.
    public var action: Action

    /// The plan of what is scored.
    var plan: ScoringPlan? {
      if case .score(let plan) = recording.assignment { plan } else { nil }
    }
  }

  /// What is asked for.
  public struct Request: Sendable {
    /// Whether what failed before is tried again.
    public var retriesFailed: Bool
    /// The most recordings that are read; `nil` for all.
    public var limit: Int?

    /// Makes a request.
    public init(retriesFailed: Bool = false, limit: Int? = nil) {
      self.retriesFailed = retriesFailed
      self.limit = limit
    }
  }

  /// In the order of the recordings given.
  public private(set) var items: [Item] = []

  /// Plans a run.
  ///
  /// - Parameter isTraced: whether the traces that a plan needs of a content are there.
  public init(
    _ recordings: [AssignedRecording], known: StoreKnowledge, request: Request = Request(),
    isTraced: (ScoringPlan, String) -> Bool
  ) {
    let planner = Planner(recordings: recordings, known: known, request: request)
    var reads = 0
    for recording in recordings {
      var action = planner.action(for: recording, isTraced)
      if case .decode = action {
        reads += 1
        if let limit = request.limit, reads > limit { action = .beyondLimit }
      }
      items.append(Item(recording: recording, action: action))
    }
  }

  /// Changes what is to be done with each recording.
  mutating func change(_ body: (inout Action) -> Void) {
    for index in items.indices { body(&items[index].action) }
  }

  /// Keeps those recordings only that a condition picks.
  mutating func keep(_ condition: (Item) -> Bool) { items.removeAll { !condition($0) } }
}

/// Decides about one recording after the other.
private struct Planner {
  var known: StoreKnowledge
  var request: WorkList.Request
  /// How many files, found or stored, have a size: equal contents have equal sizes.
  private var sizes: [Int64: Set<ExactText>] = [:]

  init(recordings: [AssignedRecording], known: StoreKnowledge, request: WorkList.Request) {
    self.known = known
    self.request = request
    for recording in recordings {
      sizes[recording.file.size, default: []].insert(ExactText(recording.name))
    }
    for stored in known.recordings.values {
      sizes[stored.size, default: []].insert(ExactText(stored.path))
    }
  }

  func action(
    for recording: AssignedRecording, _ isTraced: (ScoringPlan, String) -> Bool
  ) -> WorkList.Action {
    let plan: ScoringPlan
    switch recording.assignment {
    case .score(let given): plan = given
    case .excluded(let reason): return .excluded(reason)
    case .contradictory(let message): return .contradictory(message)
    }
    if let failure = known.failures[text: recording.name], !request.retriesFailed,
      !failure.isTriedAgain,
      failure.recording.looksLike(recording.stored(sha256: nil)),
      // What failed while it was read fails again as long as it is read alike.
      [plan.settingsHash, plan.readingHash].contains(failure.settingsHash)
    {
      return .failed(failure)
    }
    let stored = known.recordings[text: recording.name]
    if let stored, let content = stored.sha256,
      stored.looksLike(recording.stored(sha256: nil))
    {
      if known.keys[text: recording.name] == plan.key(content) { return .done }
      if isTraced(plan, content) { return .rescore(content) }
      return .decode(hashFirst: false)
    }
    // A known content can only hide behind a size that is known; all else is hashed while it is read.
    let others = sizes[recording.file.size]?.subtracting([ExactText(recording.name)]) ?? []
    let wasTouched = stored?.sha256 != nil && stored?.size == recording.file.size
    return .decode(hashFirst: wasTouched || !others.isEmpty)
  }
}
