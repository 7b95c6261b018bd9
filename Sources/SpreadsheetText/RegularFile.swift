import Glibc
import ImmobilityCore

/// A file of the disk, read whole. A pipe or a device in its place is refused: it might be waited for without end.
public enum RegularFile {
  /// The bytes of the file at `path`, at most `mostBytes`. `expected` says in errors what should have been there.
  ///
  /// - Throws: when the file is missing, is none, cannot be read or is too large.
  public static func bytes(
    path: String, expected: String, mostBytes: Int
  ) throws(InputFileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw InputFileError(
        kind: errno == ENOENT || errno == ENOTDIR ? .notFound : .unusable, path: path,
        message: "cannot be opened (\(reason)); check its name and its permissions")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw InputFileError(
        path: path,
        message: isFolder
          ? "is a folder; name \(expected)"
          : "is a pipe or a device and no regular file; save it as a file and name that")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw InputFileError(
          path: path,
          message: "cannot be read (\(String(cString: strerror(errno)))); look at the disk")
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= mostBytes else {
        throw InputFileError(
          path: path, message: "is larger than \(mostBytes >> 20) MiB; name \(expected)")
      }
    }
  }
}
