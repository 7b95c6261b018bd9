import Configuration
import Foundation
import ImmobilityCore
import Testing

@testable import Batch

struct RecordingSearchTests {
  private static let mp4 =
    [0, 0, 0, 24] + Array("ftypisom".utf8) + [UInt8](repeating: 1, count: 64)

  private func search(
    _ folder: TemporaryFolder, excluded: [String] = [], settle: Double = 0, later: Double = 0,
    places: [String]? = nil
  ) -> FoundRecordings {
    let now = Int64(clamped: (Date().timeIntervalSince1970 + later) * 1e9)
    return RecordingSearch(
      extensions: ["mp4", "avi"], excluded: excluded.map(PathPattern.init), settle: settle, now: now
    ).search(places ?? [folder.path])
  }

  private func names(_ found: FoundRecordings, _ folder: TemporaryFolder) -> [String] {
    found.recordings.map { AbsolutePath.relative($0.path, to: folder.path) }
  }

  @Test func findsInAllFoldersWhateverTheNames() throws {
    let folder = try TemporaryFolder()
    let wanted = [
      "A.MP4", "b c.avi", "day 1/m'a\"us.mp4", "day 1/mäuse.mp4", "day 1/two\nlines.mp4",
      "day 2/deep/er/x.avi",
    ]
    for name in wanted + ["notes.txt", "movie.mp4.txt", "mp4", ".mp4"] {
      try folder.write(name, name.hasSuffix("txt") ? Array("words".utf8) : Self.mp4)
    }
    let found = search(folder)
    #expect(names(found, folder).sorted() == wanted.sorted())
    #expect(found.problems.isEmpty)
  }

  @Test func isInOrderOfBytesAndFindsAFileOnce() throws {
    let folder = try TemporaryFolder()
    for name in ["b.mp4", "ä.mp4", "B.mp4", "a/z.mp4"] { try folder.write(name, Self.mp4) }
    let found = search(folder, places: [folder.path, folder.path + "/a", folder.path + "/./b.mp4"])
    #expect(names(found, folder) == ["B.mp4", "a/z.mp4", "b.mp4", "ä.mp4"])
  }

  @Test func hiddenAndPartialFilesWait() throws {
    let folder = try TemporaryFolder()
    for name in [
      ".a.mp4", "b.mp4.part", "c.mp4.crdownload", ".d.mp4.Xk2Lq9", "~e.mp4", "f.mp4~", "g.mp4",
      "h.mp4", "h.mp4.part",
    ] {
      try folder.write(name, Self.mp4)
    }
    let found = search(folder)
    #expect(names(found, folder) == ["g.mp4"])
    #expect(
      Set(found.waiting.map { AbsolutePath.relative($0.path, to: folder.path) })
        == [
          ".a.mp4", "b.mp4.part", "c.mp4.crdownload", ".d.mp4.Xk2Lq9", "~e.mp4", "f.mp4~", "h.mp4",
          "h.mp4.part",
        ])
  }

  @Test func hiddenFoldersAreNotEntered() throws {
    let folder = try TemporaryFolder()
    try folder.write(".trash/a.mp4", Self.mp4)
    #expect(search(folder) == FoundRecordings())
  }

  @Test func whatChangedAShortWhileAgoWaits() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mp4", Self.mp4)
    // A copy that sets the old time of modification has changed the file now all the same.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: path)
    #expect(search(folder, settle: 60).recordings.isEmpty)
    #expect(search(folder, settle: 60).waiting.map(\.path) == [path])
    #expect(search(folder, settle: 60, later: 59).recordings.isEmpty)
    #expect(names(search(folder, settle: 60, later: 61), folder) == ["a.mp4"])
  }

  @Test func aCamerasWrongClockDoesNotKeepAFileWaitingForEver() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mp4", Self.mp4)
    try FileManager.default.setAttributes(
      [.modificationDate: Date().addingTimeInterval(3e8)], ofItemAtPath: path)
    #expect(names(search(folder, settle: 60, later: 61), folder) == ["a.mp4"])
  }

  @Test func reservedSpaceWaits() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.mp4", [UInt8](repeating: 0, count: 100_000))
    #expect(search(folder).waiting.map(\.path) == [path])
  }

  @Test func recordingsUnderOtherExtensionsAreNamed() throws {
    let folder = try TemporaryFolder()
    let video = try folder.write("export.dat", Self.mp4)
    try folder.write("notes.dat", Array("no video at all".utf8))
    let found = search(folder)
    #expect(found.recordings.isEmpty)
    #expect(found.unlisted.map(\.path) == [video])
    // Named by the user, it is taken.
    #expect(search(folder, places: [video]).recordings.map(\.path) == [video])
  }

  @Test func filesPassedOverForTheirExtensionAreCounted() throws {
    let folder = try TemporaryFolder()
    for name in ["a.qt", "b.qt", "c.QT"] { try folder.write(name, Self.mp4) }
    // Raw streams and recorders' files have no signature.
    try folder.write("d.dav", Array("DHAV".utf8))
    let asked = RecordingSearch(extensions: ["mp4"], settle: 0, now: Int64.max / 2).search([
      folder.path
    ])
    #expect(asked.unlisted.count == 2)
    #expect(asked.unlisted[0].path.hasSuffix("a.qt"))
    #expect(
      asked.unlisted[0].reason.contains("3 files with .qt were passed over: a.qt, b.qt, c.QT"))
    #expect(asked.unlisted[1].path.hasSuffix("d.dav"))
    #expect(asked.unlisted[1].reason.contains("add \"dav\" to extensions"))
  }

  @Test func excludedPatternsAreLeftOut() throws {
    let folder = try TemporaryFolder()
    for name in ["a.mp4", "test_b.mp4", "old/c.mp4", "old/d/e.mp4", "new/old.mp4"] {
      try folder.write(name, Self.mp4)
    }
    #expect(
      names(search(folder, excluded: ["test_*", "old/**"]), folder) == ["a.mp4", "new/old.mp4"])
    #expect(
      names(search(folder, excluded: ["old"]), folder) == [
        "a.mp4", "new/old.mp4", "test_b.mp4",
      ])
  }

  @Test func namesThatAreNotUTF8AreProblems() throws {
    let folder = try TemporaryFolder()
    let descriptor = (folder.path + "/m").withCString { start in
      var bytes = Array(UnsafeBufferPointer(start: start, count: strlen(start)))
      bytes += [CChar(bitPattern: 0xE4), 0x2E, 0x6D, 0x70, 0x34, 0]  // latin-1 ä.mp4
      return open(bytes, O_CREAT | O_WRONLY, 0o600)
    }
    close(descriptor)
    let found = search(folder)
    #expect(found.recordings.isEmpty)
    #expect(found.problems.count == 1)
    #expect(found.problems.first?.reason.contains("UTF-8") == true)
  }

  @Test func linksAreFollowedToFilesButNotInCircles() throws {
    let folder = try TemporaryFolder()
    try folder.write("real/a.mp4", Self.mp4)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/b.mp4", withDestinationPath: "real/a.mp4")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/real/loop", withDestinationPath: "..")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/gone.mp4", withDestinationPath: "nowhere.mp4")
    let found = search(folder)
    #expect(names(found, folder) == ["b.mp4", "real/a.mp4"])
    #expect(found.problems.map(\.path) == [folder.path + "/gone.mp4"])
  }

  @Test func aMissingFolderIsAProblem() throws {
    let folder = try TemporaryFolder()
    #expect(search(folder, places: [folder.path + "/gone"]).problems.count == 1)
  }
}
