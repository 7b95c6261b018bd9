import Glibc

/// Memory that is handed over to libzip.
enum ZipMemory {
  /// A copy of bytes, to be freed with `free`; `nil` for no bytes, because libzip frees no memory of
  /// length 0.
  ///
  /// - Throws: `ZipError` when memory is short.
  static func copy(of bytes: [UInt8]) throws(ZipError) -> UnsafeMutableRawPointer? {
    guard !bytes.isEmpty else { return nil }
    guard let copy = malloc(bytes.count) else {
      throw ZipError(message: "there is not enough memory for the archive")
    }
    UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyBytes(from: bytes)
    return copy
  }
}
