import ImmobilityCore
import StudyStore
import Testing

@testable import Batch

struct WorkListTests {
  private let plan: ScoringPlan
  private let other: ScoringPlan

  init() throws {
    plan = try ScoringPlan(arenas: [.whole], settings: ScoringSettings())
    other = try ScoringPlan(arenas: [.whole], settings: ScoringSettings(motionThreshold: 9))
  }

  private func recording(
    _ name: String, size: Int64 = 10, time: Int64 = 1, _ plan: ScoringPlan? = nil
  ) -> AssignedRecording {
    AssignedRecording(
      file: FoundRecording(path: "/s/" + name, size: size, modifiedNanoseconds: time), name: name,
      assignment: .score(plan ?? self.plan))
  }

  /// A store that has scored `name` with `plan` when its file was like this.
  private func known(
    _ name: String, size: Int64 = 10, time: Int64 = 1, sha256: String? = "c",
    _ scored: ScoringPlan? = nil
  ) -> StoreKnowledge {
    var known = StoreKnowledge()
    known.recordings[text: name] = StoredRecording(
      path: name, size: size, modifiedNanoseconds: time, sha256: sha256)
    if let scored, let sha256 { known.keys[text: name] = scored.key(sha256) }
    return known
  }

  private func action(
    _ recording: AssignedRecording, _ known: StoreKnowledge, retries: Bool = false,
    isTraced: Bool = true
  ) -> WorkList.Action? {
    WorkList([recording], known: known, request: .init(retriesFailed: retries)) { _, _ in isTraced }
      .items.first?.action
  }

  @Test func newRecordingsAreDecoded() {
    #expect(action(recording("a"), StoreKnowledge()) == .decode(hashFirst: false))
  }

  @Test func whatIsDoneIsDone() {
    #expect(action(recording("a"), known("a", plan)) == .done)
    // Also without its trace: nothing has to be made from it.
    #expect(action(recording("a"), known("a", plan), isTraced: false) == .done)
  }

  @Test func otherSettingsAreScoredFromTheTrace() {
    #expect(action(recording("a", other), known("a", plan)) == .rescore("c"))
    #expect(
      action(recording("a", other), known("a", plan), isTraced: false)
        == .decode(hashFirst: false))
  }

  @Test func anotherTimeIsHashedFirstAndAnotherSizeIsAnotherContent() {
    #expect(action(recording("a", time: 2), known("a", plan)) == .decode(hashFirst: true))
    #expect(action(recording("a", size: 11), known("a", plan)) == .decode(hashFirst: false))
  }

  @Test func onlyWhatMayBeACopyIsHashedFirst() {
    #expect(action(recording("b"), known("a", plan)) == .decode(hashFirst: true))
    let list = WorkList(
      [recording("a"), recording("b"), recording("c", size: 3)], known: StoreKnowledge()
    ) { _, _ in false }
    #expect(
      list.items.map(\.action)
        == [.decode(hashFirst: true), .decode(hashFirst: true), .decode(hashFirst: false)])
  }

  @Test func failuresAreTriedAgainWhenAnythingOfThemChanges() {
    func failed(_ hash: String?, sha256: String? = nil) -> StoreKnowledge {
      var known = StoreKnowledge()
      let stored = StoredRecording(path: "a", size: 10, modifiedNanoseconds: 1, sha256: sha256)
      known.recordings[text: "a"] = stored
      known.failures[text: "a"] = StoredFailure(
        recording: stored, reason: .crashed, message: "m", settingsHash: hash,
        firstAt: Moment(milliseconds: 0), lastAt: Moment(milliseconds: 0), runID: 1)
      return known
    }
    func isFailed(_ action: WorkList.Action?) -> Bool {
      if case .failed = action { true } else { false }
    }
    let decode = WorkList.Action.decode(hashFirst: false)
    // Failed while it was read: only another reading helps.
    #expect(isFailed(action(recording("a"), failed(plan.readingHash))))
    #expect(isFailed(action(recording("a", other), failed(plan.readingHash))))
    #expect(action(recording("a"), failed("other")) == decode)
    #expect(action(recording("a", time: 2), failed(plan.readingHash)) == decode)
    #expect(action(recording("a", size: 2), failed(plan.readingHash)) == decode)
    #expect(action(recording("a"), failed(plan.readingHash), retries: true) == decode)
    // Failed when it was scored: other settings help, and the trace is there.
    #expect(isFailed(action(recording("a"), failed(plan.settingsHash, sha256: "c"))))
    #expect(
      action(recording("a", other), failed(plan.settingsHash, sha256: "c")) == .rescore("c"))
    // Copies that contradict each other are looked at in every run.
    #expect(action(recording("a"), failed(nil, sha256: "c")) == .rescore("c"))
  }

  @Test func exclusionsAndContradictionsComeFirst() {
    var one = recording("a")
    one.assignment = .excluded("drowned")
    #expect(action(one, known("a", plan)) == .excluded("drowned"))
    one.assignment = .contradictory("twice")
    #expect(action(one, known("a", plan)) == .contradictory("twice"))
  }

  @Test func whatMayPassIsTriedAgainSomeNights() {
    func failed(_ reason: StoredFailure.Reason, attempts: Int) -> StoreKnowledge {
      var known = StoreKnowledge()
      let stored = StoredRecording(path: "a", size: 10, modifiedNanoseconds: 1)
      known.recordings[text: "a"] = stored
      known.failures[text: "a"] = StoredFailure(
        recording: stored, reason: reason, message: "m", settingsHash: plan.readingHash,
        attempts: attempts, firstAt: Moment(milliseconds: 0), lastAt: Moment(milliseconds: 0),
        runID: 1)
      return known
    }
    for reason in StoredFailure.Reason.allCases {
      for attempts in 1...6 {
        var isTried = false
        if case .decode = action(recording("a"), failed(reason, attempts: attempts)) {
          isTried = true
        }
        let mayPass = ![.unusable, .settings, .crashed].contains(reason)
        #expect(
          isTried == (mayPass && attempts < StoredFailure.mostAttempts), "\(reason) \(attempts)")
      }
    }
  }

  @Test func aFileInThePlaceOfAnotherIsNoticed() {
    var changed = recording("a")
    changed.file.changedNanoseconds = 5
    #expect(action(changed, known("a", plan)) == .decode(hashFirst: true))
    var other = recording("a")
    other.file.fileNumber = 7
    #expect(action(other, known("a", plan)) == .decode(hashFirst: true))
  }

  @Test func namesThatLookAlikeAreTwo() {
    let (one, other) = ("M\u{FC}ller.mp4", "Mu\u{308}ller.mp4")
    #expect(one == other)
    var both = known(one, plan)
    both.recordings[text: other] = StoredRecording(
      path: other, size: 10, modifiedNanoseconds: 1, sha256: "d")
    #expect(both.recordings.count == 2)
    #expect(both.keys[text: other] == nil)
    #expect(action(recording(one), both) == .done)
    #expect(action(recording(other), both) != .done)
  }

  @Test func theLimitCountsWhatIsRead() {
    var known = known("b", plan)
    known.recordings[text: "b"]?.size = 77
    let list = WorkList(
      [recording("a", size: 1), recording("b", size: 77), recording("c", size: 3), recording("d")],
      known: known, request: .init(limit: 2)
    ) { _, _ in true }
    #expect(
      list.items.map(\.action)
        == [
          .decode(hashFirst: false), .done, .decode(hashFirst: false), .beyondLimit,
        ])
  }
}
