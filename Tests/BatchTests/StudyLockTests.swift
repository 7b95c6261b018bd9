import Foundation
import Testing

@testable import Batch

struct StudyLockTests {
  private func failure(_ path: String) -> StudyLock.Failure? {
    do throws(StudyLock.Failure) {
      _ = try StudyLock(path: path, holder: "second")
      return nil
    } catch {
      return error
    }
  }

  @Test func namesItsHolderAndIsFreeAfterIt() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/study.lock"
    do {
      let lock = try StudyLock(path: path, holder: "first, process 12 on host a")
      #expect(failure(path) == .held(by: "first, process 12 on host a"))
      withExtendedLifetime(lock) {}
    }
    #expect(failure(path) == nil)
  }

  @Test func aRemovedFileIsNoWayRoundTheLock() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/study.lock"
    try folder.write("study.lock", Array("left by a dead one\n".utf8))
    let lock = try StudyLock(path: path, holder: "first")
    try FileManager.default.removeItem(atPath: path)
    // Nobody can know of the first one any more, but a lock taken now is on a file that is there.
    #expect(failure(path) == nil)
    withExtendedLifetime(lock) {}
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    let folder = try TemporaryFolder()
    guard case .cannotLock(let message) = failure(folder.path + "/gone/study.lock") else {
      Issue.record("no failure")
      return
    }
    #expect(message.contains("/gone/study.lock"))
  }
}
