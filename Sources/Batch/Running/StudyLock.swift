import CProcess
import Glibc

/// One run per study: a lock that the system releases when its holder dies.
///
/// The file stays when the lock is released; what counts is the lock on it, not the file. It names the
/// holder for those who find it taken.
public struct StudyLock: ~Copyable {
  /// Why a study could not be locked.
  public enum Failure: Error, Sendable, Equatable {
    /// Another run holds it; who that is, in words.
    case held(by: String)
    /// The file cannot be made or locked: why, in words.
    case cannotLock(String)
  }

  private let descriptor: Int32

  /// Takes the lock, without waiting.
  ///
  /// - Parameter holder: who takes it, in words: host, process, time.
  public init(path: String, holder: String) throws(Failure) {
    while true {
      let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard opened >= 0 else {
        throw .cannotLock(
          "\(path): cannot be made or opened (\(String(cString: strerror(errno)))); "
            + "give permissions or free space there")
      }
      let code = cps_lock(opened)
      guard code == 0 else {
        let holder = Self.holder(opened)
        close(opened)
        if code == EWOULDBLOCK { throw .held(by: holder) }
        throw .cannotLock("\(path): cannot be locked (\(String(cString: strerror(code))))")
      }
      // Somebody may have removed the file meanwhile; a lock on a removed file keeps nobody out.
      guard Self.isAt(path, opened) else {
        close(opened)
        continue
      }
      descriptor = opened
      break
    }
    ftruncate(descriptor, 0)
    let text = Array((holder + "\n").utf8)
    // Only told to others; the lock holds without it, also on a full disk.
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    ftruncate(descriptor, 0)
    close(descriptor)
  }

  private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return stat(path, &named) == 0 && fstat(descriptor, &opened) == 0
      && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
  }

  /// What the holder wrote; it may be just about to.
  private static func holder(_ descriptor: Int32) -> String {
    for _ in 0..<20 {
      let bytes = [UInt8](unsafeUninitializedCapacity: 512) { buffer, count in
        count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasSuffix("\n") { return String(text.dropLast()) }
      usleep(10_000)
    }
    return "an unnamed process"
  }
}
