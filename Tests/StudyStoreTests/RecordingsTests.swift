import MadeStudies
import Testing

@testable import StudyStore

@Suite struct RecordingsTests {
  @Test func aNewTimeKeepsTheScore() throws {
    let temporary = try TemporaryStore()
    let store = try temporary.open()
    _ = try store.beginRun(MadeStore.run)
    var stored = MadeScore(1).stored
    try store.save(stored)
    stored.recording.modifiedNanoseconds += 1
    #expect(try store.recording(path: stored.recording.path)?.looksLike(stored.recording) == false)
    try store.save(stored.recording)
    #expect(try store.recording(path: stored.recording.path) == stored.recording)
    #expect(try store.score(path: stored.recording.path) == stored)
  }

  @Test func copiesAreFoundByTheirContent() throws {
    let temporary = try TemporaryStore()
    let store = try temporary.open()
    for (path, hash) in [("b", "1"), ("a", "1"), ("c", "2"), ("d", nil)] as [(String, String?)] {
      try store.save(
        StoredRecording(path: path, size: 1, modifiedNanoseconds: 2, sha256: hash))
    }
    #expect(try store.recordings(sha256: "1").map(\.path) == ["a", "b"])
    #expect(try store.recording(path: "nothing") == nil)
  }
}
