import AtomicFiles
import CProcess
import Glibc
import Synchronization

/// Where a worker puts its result: an open file that it inherits and can write, so that it need not open any.
final class WorkerOutput {
  /// The descriptor that a worker finds it at.
  static let descriptor: Int32 = 3
  /// No result is larger, bytes.
  private static let mostBytes = 1 << 31
  private static let made = Atomic<Int>(0)

  private final class NamedFile {
    var file: AtomicFile

    init(path: String) throws(FileWriteError) { file = try AtomicFile(path: path) }
  }

  private let file: NamedFile?
  private let memory: Int32

  /// A file in a folder, which gets its name later; or memory where there is none.
  init(folder: String?) throws(WorkerFailure) {
    guard let folder else {
      file = nil
      memory = cps_memory_file()
      guard memory >= 0 else {
        throw WorkerFailure(
          kind: .internalError,
          message:
            "there is no room for a result (\(String(cString: strerror(errno)))); end other programs"
        )
      }
      return
    }
    memory = -1
    let number = Self.made.add(1, ordering: .relaxed).newValue
    do throws(FileWriteError) {
      file = try NamedFile(path: AbsolutePath.join(folder, "reading-\(number).npz"))
    } catch {
      throw WorkerFailure(kind: .cannotWrite, message: error.description)
    }
  }

  deinit { if memory >= 0 { close(memory) } }

  /// The open file, here.
  var descriptor: Int32 { file?.file.descriptor ?? memory }

  /// Gives the file its name.
  func keep(as path: String) throws(WorkerFailure) {
    do throws(FileWriteError) {
      try file?.file.commit(as: path)
    } catch {
      throw WorkerFailure(kind: .cannotWrite, message: error.description)
    }
  }

  /// What the worker wrote into memory.
  func bytes() -> [UInt8] {
    var status = stat()
    guard memory >= 0, fstat(memory, &status) == 0, status.st_size <= Self.mostBytes else {
      return []
    }
    return [UInt8](unsafeUninitializedCapacity: status.st_size) { buffer, used in
      used = 0
      while used < buffer.count {
        let count = pread(
          memory, buffer.baseAddress?.advanced(by: used), buffer.count - used, off_t(used))
        if count < 0, errno == EINTR { continue }
        if count <= 0 { break }
        used += count
      }
    }
  }
}
