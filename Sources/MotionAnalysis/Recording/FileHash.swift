import Dispatch
import Synchronization
import VideoDecoding

/// The SHA-256 of a file, computed while the file is decoded.
final class FileHash: Sendable {
  private let result = Mutex<Result<String, VideoError>?>(nil)
  private let group = DispatchGroup()

  init(path: String) {
    DispatchQueue.global().async(group: group) { [self] in
      let hash = Result { () throws(VideoError) in try VideoReader.sha256(path: path) }
      result.withLock { $0 = hash }
    }
  }

  /// Waits for the hash, 64 hexadecimal digits.
  ///
  /// - Throws: `AnalysisError` when the file could not be read.
  func value() throws(AnalysisError) -> String {
    group.wait()
    switch result.withLock({ $0 }) {
    case .success(let hash): return hash
    case .failure(let error): throw AnalysisError(error)
    case nil: return ""
    }
  }
}
