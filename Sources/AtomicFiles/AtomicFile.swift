import CProcess
import Glibc

/// Why a file or folder could not be written.
public struct FileWriteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file or folder, as the user gave it.
  public var path: String
  /// What was wrong and what to do.
  public var message: String

  /// Makes an error about a file or folder.
  public init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }

  /// An error with the system's words for the current `errno`.
  fileprivate static func system(_ path: String, _ action: String) -> FileWriteError {
    let reason = String(cString: strerror(errno))
    return FileWriteError(
      path: path,
      message: "\(action) (\(reason)); choose another place or free space and permissions there")
  }
}

/// A file that appears under its name only when it is complete: written under a temporary name in
/// the same folder, flushed to the disk, then renamed. Without `commit` nothing is left behind and
/// a file that was there before stays as it was.
public struct AtomicFile: ~Copyable {
  private let path: String
  private let target: String
  private let temporary: String
  /// The open file, which a process that inherits it may write.
  public private(set) var descriptor: Int32

  /// Opens a temporary file beside `path`.
  ///
  /// - Throws: when the folder does not exist or cannot be written, or when `path` is something
  ///   other than a regular file, such as a folder or a device.
  public init(path: String) throws(FileWriteError) {
    var status = stat()
    var target = path
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileWriteError(
          path: path, message: "exists and is not a regular file; choose another name")
      }
      // A link stays a link: what it points at is replaced.
      if let resolved = realpath(path, nil) {
        target = String(cString: resolved)
        free(resolved)
      }
    }
    let parts = target.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty else {
      throw FileWriteError(path: path, message: "is not a file name; add the name of a file")
    }
    let folder = parts.dropLast().map { $0 + "/" }.joined()
    let temporary = "\(folder).\(name).\(getpid()).part"
    let descriptor = try Self.open(temporary, for: path)
    self.path = path
    self.target = target
    self.temporary = temporary
    self.descriptor = descriptor
  }

  /// Opens a temporary file, empty, and locks it: the lock says that whoever writes it is alive.
  private static func open(_ temporary: String, for path: String) throws(FileWriteError) -> Int32 {
    while true {
      let descriptor = Glibc.open(
        temporary, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
      guard descriptor >= 0 else { throw .system(path, "cannot be created") }
      // Where a file system has no locks the file does without.
      guard cps_lock(descriptor) != EWOULDBLOCK else {
        close(descriptor)
        throw FileWriteError(
          path: path, message: "is being written already; wait for that to end")
      }
      // Somebody may have taken it for one of a dead process before the lock.
      var (named, opened) = (stat(), stat())
      if lstat(temporary, &named) == 0, fstat(descriptor, &opened) == 0,
        named.st_ino == opened.st_ino, named.st_dev == opened.st_dev, ftruncate(descriptor, 0) == 0
      {
        return descriptor
      }
      let isGone = named.st_ino != opened.st_ino
      close(descriptor)
      guard isGone else { throw .system(path, "cannot be created") }
    }
  }

  /// Removes the temporary files that dead processes have left in a folder. Those of living ones stay.
  public static func removeAbandoned(in folder: String) {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard isTemporary(name) else { continue }
      let path = (folder.isEmpty ? "" : folder + "/") + name
      let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { continue }
      if cps_lock(descriptor) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// Removes what dead processes have left in the folder of a file.
  public static func removeAbandoned(beside file: String) {
    removeAbandoned(in: parts(of: file).folder)
  }

  /// Whether a name is one that `init` makes: `.NAME.PROCESS.part`.
  private static func isTemporary(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count >= 4 && parts[0].isEmpty && parts.last == "part"
      && Int32(parts[parts.count - 2]) != nil
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Appends bytes.
  public mutating func write(_ bytes: [UInt8]) throws(FileWriteError) {
    let failed = bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        if count < 0, errno != EINTR { return true }
        written += max(count, 0)
      }
      return false
    }
    if failed { throw .system(path, "cannot be written") }
  }

  /// Appends text as UTF-8.
  public mutating func write(_ text: String) throws(FileWriteError) { try write(Array(text.utf8)) }

  /// Flushes the file to the disk and gives it its name.
  public mutating func commit() throws(FileWriteError) {
    try flush()
    try rename(to: target)
  }

  /// Flushes the file to the disk and gives it another name in the same folder.
  public mutating func commit(as target: String) throws(FileWriteError) {
    try flush()
    try rename(to: target)
  }

  /// Flushes the file to the disk, so that giving it its name is all that is left to do.
  public mutating func flush() throws(FileWriteError) {
    guard fsync(descriptor) == 0 else { throw .system(path, "cannot be flushed to the disk") }
  }

  private mutating func rename(to target: String) throws(FileWriteError) {
    guard Glibc.rename(temporary, target) == 0 else {
      throw .system(path, "cannot be given its name")
    }
    close(descriptor)
    descriptor = -1
    Self.flushFolder(of: target)
  }

  /// Makes the new name itself durable. File systems that cannot do this are no failure.
  private static func flushFolder(of target: String) {
    let folder = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .map { $0 + "/" }.joined()
    let descriptor = Glibc.open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Whether two paths lead to the same file, which need not exist as long as its folder does.
  public static func isSameFile(_ first: String, _ second: String) -> Bool {
    if isSameEntry(first, second) { return true }
    let (one, other) = (parts(of: first), parts(of: second))
    return one.name == other.name && isSameEntry(one.folder, other.folder)
  }

  private static func isSameEntry(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }

  private static func parts(of path: String) -> (folder: String, name: Substring) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().map { $0 + "/" }.joined()
    return (folder.isEmpty ? "." : folder, parts.last ?? "")
  }

  /// Makes sure that a folder exists in one that has to be there already, such as a study's: that one is not made
  /// again where it was renamed or its drive was taken away.
  ///
  /// - Parameter landmark: a file that shows that the folder above is there.
  /// - Throws: also when it is not.
  public static func makeFolder(
    _ path: String, beside landmark: String
  ) throws(FileWriteError) {
    guard access(landmark, F_OK) == 0 else {
      throw FileWriteError(
        path: path,
        message:
          "is not made, because \(landmark) is not there any more; connect the drive or give the folder "
          + "its name again")
    }
    try makeFolder(path)
  }

  /// Makes sure that the folder at `path` exists, with the folders above it.
  ///
  /// - Throws: when a folder cannot be made or something that is not a folder has its name.
  public static func makeFolder(_ path: String) throws(FileWriteError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += part + "/"
      if mkdir(partial, 0o777) != 0, errno != EEXIST {
        throw .system(path, "cannot be created as a folder")
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileWriteError(path: path, message: "is not a folder; choose another name")
    }
  }
}
