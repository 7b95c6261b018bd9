import Foundation
import Testing

@testable import Batch

@Suite struct TraceFolderTests {
  @Test func whatCannotBeRemovedIsToldInWords() throws {
    let root = try TemporaryFolder()
    let folder = TraceFolder(path: root.path)
    let name = TraceFolder.name(
      contentHash: String(repeating: "a", count: 64), readingHash: String(repeating: "b", count: 64)
    )
    // Nobody, not even the superuser, unlinks a folder.
    try FileManager.default.createDirectory(
      atPath: "\(root.path)/\(name)", withIntermediateDirectories: false)
    #expect(folder.entries().isEmpty)
    let reason = try #require(folder.remove(.init(name: name, size: 0)))
    #expect(reason.hasPrefix("cannot be removed ("))
    #expect(folder.remove(.init(name: "gone.npz", size: 0)) == nil)
  }
}
