import Dispatch
import Glibc
import Synchronization
import VideoDecoding

/// The SHA-256 of a file, computed while the file is decoded.
final class FileHash: Sendable {
  private let path: String
  private let result = Mutex<Result<String, VideoError>?>(nil)
  private let isThreaded = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)

  init(path: String) {
    self.path = path
    // A thread of its own: a queue waits for one without end where the system has no memory for it.
    let itself = Unmanaged.passRetained(self)
    var thread = pthread_t()
    guard pthread_create(&thread, nil, { FileHash.run($0) }, itself.toOpaque()) == 0 else {
      itself.release()
      return
    }
    pthread_detach(thread)
    isThreaded.withLock { $0 = true }
  }

  private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let hash = Unmanaged<FileHash>.fromOpaque(context).takeRetainedValue()
    hash.compute()
    hash.ended.signal()
    return nil
  }

  private func compute() {
    let hash = Result { () throws(VideoError) in try VideoReader.sha256(path: path) }
    result.withLock { $0 = hash }
  }

  /// Waits for the hash, 64 hexadecimal digits.
  ///
  /// - Throws: `AnalysisError` when the file could not be read.
  func value() throws(AnalysisError) -> String {
    if isThreaded.withLock({ $0 }) {
      ended.wait()
      ended.signal()
    } else {
      compute()
    }
    switch result.withLock({ $0 }) {
    case .success(let hash): return hash
    case .failure(let error): throw AnalysisError(error)
    case nil: return ""
    }
  }
}
