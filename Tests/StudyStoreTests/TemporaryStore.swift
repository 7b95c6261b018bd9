import Foundation
import StudyStore
import Testing

/// A store in a folder of its own, which goes with it.
final class TemporaryStore {
  let folder: String
  var path: String { folder + "/store.sqlite" }

  init() throws {
    folder = NSTemporaryDirectory() + "stillwater-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func open(_ access: StudyStore.Access = .create) throws -> StudyStore {
    try StudyStore(path: path, access: access)
  }
}
