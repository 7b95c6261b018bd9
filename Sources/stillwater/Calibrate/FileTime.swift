import Glibc

/// When a file was last changed.
enum FileTime {
  /// UTC in ISO 8601, whole seconds; empty when the file system does not say.
  static func modified(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    var (time, parts) = (status.st_mtim.tv_sec, tm())
    guard gmtime_r(&time, &parts) != nil else { return "" }
    var buffer = [CChar](repeating: 0, count: 32)
    guard strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
