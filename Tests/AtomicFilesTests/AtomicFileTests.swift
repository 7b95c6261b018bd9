import Foundation
import Testing

@testable import AtomicFiles

@Suite struct AtomicFileTests {
  private let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try AtomicFile.makeFolder(folder + "/deep/er")
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func appearsOnlyWhenCommitted() throws {
    let path = folder + "/out.csv"
    var file = try AtomicFile(path: path)
    try file.write("half")
    #expect(!FileManager.default.fileExists(atPath: path))
    try file.write(" and half\n")
    try file.commit()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "half and half\n")
    #expect(try names() == ["deep", "out.csv"])
  }

  @Test func abandonedFileLeavesTheOldOne() throws {
    let path = folder + "/out.csv"
    try "old".write(toFile: path, atomically: true, encoding: .utf8)
    do {
      var file = try AtomicFile(path: path)
      try file.write("new")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try names() == ["deep", "out.csv"])
  }

  @Test func linkStaysALink() throws {
    try "old".write(toFile: folder + "/real.csv", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link.csv", withDestinationPath: folder + "/real.csv")
    var file = try AtomicFile(path: folder + "/link.csv")
    try file.write("new")
    try file.commit()
    #expect(try String(contentsOfFile: folder + "/real.csv", encoding: .utf8) == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link.csv")
        == folder + "/real.csv")
  }

  @Test(arguments: ["", "/deep", "/missing/out.csv", "/deep/er/"])
  func refusesWhatIsNoFile(suffix: String) {
    #expect(throws: FileWriteError.self) { _ = try AtomicFile(path: folder + suffix) }
  }

  @Test func refusesDevices() {
    #expect(throws: FileWriteError.self) { _ = try AtomicFile(path: "/dev/null") }
    #expect(FileManager.default.fileExists(atPath: "/dev/null"))
  }

  @Test func folderInTheWay() throws {
    try "x".write(toFile: folder + "/file", atomically: true, encoding: .utf8)
    #expect(throws: FileWriteError.self) { try AtomicFile.makeFolder(folder + "/file") }
    #expect(throws: FileWriteError.self) { try AtomicFile.makeFolder(folder + "/file/below") }
  }

  @Test func sameFileIsRecognisedThroughLinks() throws {
    try "x".write(toFile: folder + "/a", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/b", withDestinationPath: folder + "/a")
    #expect(AtomicFile.isSameFile(folder + "/a", folder + "/b"))
    #expect(AtomicFile.isSameFile(folder + "/a", folder + "/deep/../a"))
    #expect(!AtomicFile.isSameFile(folder + "/a", folder + "/deep"))
    #expect(!AtomicFile.isSameFile(folder + "/a", folder + "/none"))
    #expect(AtomicFile.isSameFile(folder + "/none", folder + "/deep/../none"))
    #expect(!AtomicFile.isSameFile(folder + "/none", folder + "/deep/none"))
  }
}
