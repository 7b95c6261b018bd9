import AtomicFiles
import Glibc
import ImmobilityCore
import TraceFiles

/// A folder of trace files, each named by the content of its recording and by how it was read.
public struct TraceFolder: Sendable {
  /// The folder.
  public let path: String

  /// Names a folder; it need not exist yet.
  public init(path: String) { self.path = path }

  /// The file of a trace.
  public func file(contentHash: String, readingHash: String) -> String {
    AbsolutePath.join(path, "\(contentHash.prefix(16))-\(readingHash.prefix(16)).npz")
  }

  /// Whether there is a file for a trace; whether it is whole tells reading it.
  public func has(contentHash: String, readingHash: String) -> Bool {
    access(file(contentHash: contentHash, readingHash: readingHash), R_OK) == 0
  }

  /// Reads a trace; `nil` when it is missing, damaged, of another version or of another recording, so
  /// that it has to be made again.
  ///
  /// - Parameter settings: the only ones that it will be scored with; `nil` to read everything.
  public func read(
    contentHash: String, readingHash: String, for settings: ScoringSettings? = nil
  ) -> TracedRecording? {
    let path = file(contentHash: contentHash, readingHash: readingHash)
    guard let recording = try? TraceFile(path: path, for: settings).recording,
      recording.info.sha256 == contentHash
    else { return nil }
    return recording
  }

  /// Removes what processes that died have left half-written: all of it, which only the holder of the
  /// folder's lock may do, or that of one process.
  public func removeUnfinished(of process: Int32? = nil) {
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix("."), name.hasSuffix(".part") else { continue }
      if let process, !name.hasSuffix(".\(process).part") { continue }
      unlink(AbsolutePath.join(path, name))
    }
  }
}
