import Glibc
import ImmobilityCore

extension TraceFile {
  /// No trace file is longer, bytes.
  private static let mostBytes = 1 << 31

  /// Whether a file is to be read as a trace: it begins as a ZIP archive does, as no recording does, or
  /// it ends as a trace does. Its name says nothing. What is not a regular file is no trace.
  ///
  /// A damaged or cut trace is recognised by what is left of either, and so is refused as one.
  public static func isTrace(path: String) -> Bool {
    guard let file = try? RegularFile(path: path) else { return false }
    let start = (try? file.read(from: 0, count: 4)) ?? []
    if start == [0x50, 0x4B, 0x03, 0x04] || start == [0x50, 0x4B, 0x05, 0x06] { return true }
    guard file.size >= TraceChecksum.length else { return false }
    let end =
      (try? file.read(from: file.size - TraceChecksum.length, count: TraceChecksum.length)) ?? []
    return TraceChecksum.ends(end)
  }

  /// Reads the file at `path`.
  ///
  /// - Parameter settings: the only ones that will be scored with; `nil` to read everything.
  /// - Throws: `TraceFileError` when the file cannot be read, is not exactly as it was written, or was
  ///   written by another version.
  public init(path: String, for settings: ScoringSettings? = nil) throws(TraceFileError) {
    let file = try RegularFile(path: path)
    guard file.size <= Self.mostBytes else {
      throw TraceFileError(
        kind: .notATrace, path: path, message: "is no trace of Stillwater: it is too large")
    }
    try self.init(bytes: try file.read(from: 0, count: file.size), path: path, for: settings)
  }
}

/// An open file of the disk; never a device or a pipe, which might wait for ever.
struct RegularFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  /// Bytes.
  let size: Int

  init(path: String) throws(TraceFileError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      let reason = String(cString: strerror(errno))
      throw TraceFileError(
        kind: isMissing ? .notFound : .unreadable, path: path,
        message: "cannot be opened (\(reason)); check its name and its permissions")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw TraceFileError(
        kind: .unreadable, path: path, message: "is no regular file; give a recording or a trace")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// The bytes from an offset on; fewer where the file ends.
  func read(from offset: Int, count: Int) throws(TraceFileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      used = 0
      while used < count {
        let part = pread(
          descriptor, buffer.baseAddress?.advanced(by: used), count - used, off_t(offset + used))
        if part < 0, errno == EINTR { continue }
        if part < 0 { failure = errno }
        if part <= 0 { break }
        used += part
      }
    }
    guard failure == 0 else {
      throw TraceFileError(
        kind: .unreadable, path: path,
        message: "cannot be read (\(String(cString: strerror(failure)))); copy it to another disk")
    }
    return bytes
  }
}
