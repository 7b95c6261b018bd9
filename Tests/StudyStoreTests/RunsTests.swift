import MadeStudies
import Testing

@testable import StudyStore

@Suite struct RunsTests {
  @Test func runsAreNumberedAndEndOnce() throws {
    let temporary = try TemporaryStore()
    let store = try temporary.open()
    #expect(try store.beginRun(MadeStore.run) == 1)
    #expect(try store.beginRun(MadeStore.run) == 2)
    let counts = StoredRun.Counts(
      found: 1, decoded: 2, rescored: 3, skipped: 4, failed: 5, waiting: 6, excluded: 7,
      remaining: 8, frames: 9_000_000_000)
    try store.endRun(2, at: Moment(milliseconds: 9), outcome: .someFailed, counts: counts)
    let runs = try store.runs()
    #expect(runs.map(\.id) == [2, 1])
    #expect(runs[0].outcome == .someFailed && runs[0].endedAt?.milliseconds == 9)
    #expect(runs[0].counts == counts)
    var begun = MadeStore.run
    begun.id = 1
    #expect(runs[1] == begun)
    #expect(try store.runs(limit: 1).map(\.id) == [2])
    #expect(throws: StudyStoreError.self) {
      try store.endRun(3, at: Moment(milliseconds: 9), outcome: .done, counts: counts)
    }
  }
}
