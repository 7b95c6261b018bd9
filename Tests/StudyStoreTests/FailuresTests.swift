import MadeStudies
import Testing

@testable import StudyStore

@Suite struct FailuresTests {
  private let temporary: TemporaryStore
  private let store: StudyStore

  init() throws {
    temporary = try TemporaryStore()
    store = try temporary.open()
    for _ in 0..<3 { _ = try store.beginRun(MadeStore.run) }
  }

  private func failure(
    _ path: String = "a.mp4", size: Int64 = 10, sha256: String? = nil, settings: String? = "s",
    at milliseconds: Int64 = 1000, run: Int64 = 1
  ) -> StoredFailure {
    let time = Moment(milliseconds: milliseconds)
    return StoredFailure(
      recording: StoredRecording(
        path: path, size: size, modifiedNanoseconds: 5, sha256: sha256),
      reason: .crashed, message: "died", settingsHash: settings, firstAt: time, lastAt: time,
      runID: run)
  }

  @Test func attemptsAtTheSameAreCounted() throws {
    try store.saveFailure(failure())
    let again = try store.saveFailure(failure(at: 5000, run: 2))
    #expect(again.attempts == 2)
    #expect(again.firstAt.milliseconds == 1000 && again.lastAt.milliseconds == 5000)
    #expect(again.runID == 2)
    #expect(try store.failures() == [again])
    #expect(try store.failure(path: "a.mp4") == again)
  }

  @Test func anotherFileOrOtherSettingsBeginAnew() throws {
    for other in [failure(size: 11), failure(settings: "t"), failure(settings: nil)] {
      try store.saveFailure(failure())
      try store.saveFailure(failure())
      #expect(try store.saveFailure(other).attempts == 1)
      try store.clearFailure(path: "a.mp4")
    }
    try store.saveFailure(failure(sha256: "1"))
    // A new time with the same content is the same file.
    #expect(try store.saveFailure(failure(size: 12, sha256: "1")).attempts == 2)
    #expect(try store.saveFailure(failure(sha256: "2")).attempts == 1)
  }

  @Test func aRecordingIsEitherScoredOrFailed() throws {
    try store.save(MadeScore(1, path: "a.mp4").stored)
    try store.saveFailure(failure())
    #expect(try store.scores().isEmpty)
    #expect(try store.counts() == StoreCounts(scored: 0, animals: 0, failed: 1, runs: 3))
    try store.save(MadeScore(1, path: "a.mp4").stored)
    #expect(try store.failures().isEmpty)
    #expect(try store.scores().count == 1)
  }

  @Test func whatIsForgottenIsGone() throws {
    try store.save(MadeScore(1, path: "a.mp4").stored)
    try store.saveFailure(failure("b.mp4"))
    for path in ["a.mp4", "b.mp4", "c.mp4"] { try store.forget(path: path) }
    #expect(try store.recordings().isEmpty)
    #expect(try store.counts() == StoreCounts(scored: 0, animals: 0, failed: 0, runs: 3))
  }

  @Test func failuresAreSortedByPath() throws {
    for path in ["b", "a", "C"] { try store.saveFailure(failure(path)) }
    #expect(try store.failures().map(\.recording.path) == ["C", "a", "b"])
  }
}
