import Foundation
import GRDB
import MadeStudies
import Testing

@testable import StudyStore

@Suite struct OpeningTests {
  private func error(_ body: () throws -> Void) -> StudyStoreError? {
    #expect(throws: StudyStoreError.self) { try body() }
  }

  private func pragma(_ name: String, of store: StudyStore) throws -> String? {
    try store.read { try String.fetchOne($0, sql: "PRAGMA \(name)") }
  }

  @Test func aStoreIsMadeInWALWithForeignKeysAndFullFlushes() throws {
    let store = try TemporaryStore()
    let opened = try store.open()
    #expect(try pragma("journal_mode", of: opened) == "wal")
    #expect(try pragma("foreign_keys", of: opened) == "1")
    #expect(try pragma("synchronous", of: opened) == "2")
    #expect(try pragma("busy_timeout", of: opened) == "15000")
    #expect(try opened.counts() == StoreCounts(scored: 0, animals: 0, failed: 0, runs: 0))
  }

  @Test func aMissingStoreIsToldUnlessItIsToBeMade() throws {
    let store = try TemporaryStore()
    for access in [StudyStore.Access.readOnly, .readWrite] {
      let error = error { _ = try store.open(access) }
      #expect(error?.kind == .notFound)
      #expect(error?.description.hasPrefix(store.path + ": ") == true)
    }
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func aStoreOfANewerVersionIsRefusedByNameAndLeftAlone() throws {
    let store = try TemporaryStore()
    do {
      let opened = try store.open()
      try opened.write {
        try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 mazes')")
        try $0.execute(sql: "CREATE TABLE maze (id INTEGER PRIMARY KEY)")
      }
    }
    let before = try schema(of: store.path)
    for access in [StudyStore.Access.create, .readWrite, .readOnly] {
      let error = error { _ = try store.open(access) }
      #expect(error?.kind == .newerVersion)
      #expect(error?.message.contains("'9 mazes'") == true, "\(error as Any)")
    }
    #expect(try schema(of: store.path) == before)
  }

  private func schema(of path: String) throws -> [String] {
    try DatabaseQueue(path: path).read {
      try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
    }
  }

  @Test func filesThatAreNoStoresAreRefusedAndLeftAlone() throws {
    let text = try TemporaryStore()
    try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: text.path))
    #expect(error { _ = try text.open() }?.message.contains("is no store") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: text.path)).count == 5000)

    let foreign = try TemporaryStore()
    try DatabaseQueue(path: foreign.path).write {
      try $0.execute(sql: "CREATE TABLE photo (id INTEGER PRIMARY KEY)")
    }
    #expect(error { _ = try foreign.open() }?.message.contains("another program") == true)
    #expect(try schema(of: foreign.path).count == 1)
  }

  /// A kill while a store is made leaves it without a table, or with the list of steps alone.
  @Test func aStoreWhoseMakingWasCutOffIsMadeWhole() throws {
    for hasList in [false, true] {
      let store = try TemporaryStore()
      try DatabaseQueue(path: store.path).write {
        try $0.execute(sql: "PRAGMA user_version = 0")
        if hasList {
          // As GRDB makes it.
          try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
      }
      #expect(error { _ = try store.open(.readOnly) }?.message.contains("is empty") == true)
      let opened = try store.open()
      #expect(try opened.counts() == StoreCounts(scored: 0, animals: 0, failed: 0, runs: 0))
      let whole = try TemporaryStore()
      _ = try whole.open()
      #expect(try schema(of: store.path) == schema(of: whole.path))
    }
  }

  @Test func whatWasReleasedNeverChanges() throws {
    // Released steps stay as they are; a new one is added to this list.
    #expect(
      StudyStore.migrationNames == [
        "1 recordings, runs, scores, failures", "2 when and which file",
      ])
    let store = try TemporaryStore()
    _ = try store.open()
    let tables = try DatabaseQueue(path: store.path).read {
      try String.fetchAll(
        $0, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    }
    #expect(
      tables.filter { !$0.hasPrefix("sqlite_") } == [
        "animal", "failure", "grdb_migrations", "recording", "run", "score", "settings",
      ])
  }

  @Test func readersDoNotWriteAndSeeWhatAWriterHasFinished() throws {
    let store = try TemporaryStore()
    let writer = try store.open()
    let reader = try store.open(.readOnly)
    _ = try writer.beginRun(MadeStore.run)
    try writer.save(MadeScore(1).stored)
    #expect(try reader.counts().scored == 1)
    #expect(error { try reader.save(MadeScore(2).stored) }?.kind == .cannotWrite)
    #expect(try reader.counts().scored == 1)
  }

  // Root may write everywhere: only another user sees what this is about.
  @Test(.enabled(if: getuid() != 0))
  func aStoreInAFolderThatCannotBeWrittenCanBeRead() throws {
    let store = try TemporaryStore()
    try MadeStore.fill(path: store.path, with: 0..<3)
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: store.folder)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: store.folder)
    }
    #expect(try store.open(.readOnly).counts().scored == 3)
  }

  @Test func twoWritersTakeTurns() async throws {
    let store = try TemporaryStore()
    _ = try store.open().beginRun(MadeStore.run)
    let path = store.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let opened = try StudyStore(path: path, access: .readWrite)
          for number in 0..<20 { try opened.save(MadeScore(writer * 100 + number).stored) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.open(.readOnly).counts().scored == 80)
  }
}
