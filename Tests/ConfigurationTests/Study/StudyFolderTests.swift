import Testing

@testable import Configuration

@Suite struct StudyFolderTests {
  @Test func everythingLiesInTheFolder() {
    let folder = StudyFolder("rats 2026/")
    #expect(folder.studyFile == "rats 2026/study.toml")
    #expect(folder.store == "rats 2026/store.sqlite")
    #expect(folder.lock == "rats 2026/study.lock")
    #expect(
      Set([folder.traces, folder.results, folder.logs, folder.reports, folder.exports]).count == 5)
    #expect(folder.resolve("a/b.toml") == "rats 2026/a/b.toml")
    #expect(folder.resolve("/a/b.toml") == "/a/b.toml")
    #expect(StudyFolder("/").store == "/store.sqlite")
    #expect(StudyFolder("").store == "./store.sqlite")
  }

  @Test func tracesAreNamedByContentAndReading() {
    let content = String(repeating: "a", count: 16) + String(repeating: "b", count: 48)
    let reading = String(repeating: "1", count: 16) + String(repeating: "2", count: 48)
    #expect(
      StudyFolder("s").trace(contentHash: content, readingHash: reading)
        == "s/traces/aaaaaaaaaaaaaaaa-1111111111111111.npz")
  }
}
