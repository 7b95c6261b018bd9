import Glibc

/// The memory of this process; keeps open what tells about it.
final class ProcessMemory: Sendable {
  private let descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC)

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The largest resident memory so far, bytes; 0 where the system does not tell.
  func peak() -> Int {
    let bytes = [UInt8](unsafeUninitializedCapacity: 8192) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    return kilobytes.flatMap { Int($0) }.map {
      $0.multipliedReportingOverflow(by: 1024).partialValue
    }
      ?? 0
  }
}
