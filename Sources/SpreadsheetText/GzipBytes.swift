import CDeflate
import ImmobilityCore

/// Bytes that gzip packed (RFC 1952), such as a project of BORIS that ends with .boris.gz.
enum GzipBytes {
  /// Unpacks one member after another, at most `most` bytes.
  ///
  /// - Throws: when the bytes are damaged or cut off, or hold more.
  static func unpacked(
    _ bytes: [UInt8], path: String, most: Int
  ) throws(InputFileError) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else {
      throw InputFileError(path: path, message: "cannot be unpacked: out of memory")
    }
    defer { libdeflate_free_decompressor(decompressor) }
    var unpacked: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      var room = min(most, max(1 << 16, rest.count * 8))
      while true {
        var (taken, made) = (0, 0)
        var result = LIBDEFLATE_BAD_DATA
        let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          result = rest.withUnsafeBytes { packed in
            libdeflate_gzip_decompress_ex(
              decompressor, packed.baseAddress, packed.count, buffer.baseAddress, room, &taken,
              &made)
          }
          count = result == LIBDEFLATE_SUCCESS ? made : 0
        }
        if result == LIBDEFLATE_INSUFFICIENT_SPACE, room < most {
          room = min(most, room * 4)
          continue
        }
        guard result != LIBDEFLATE_INSUFFICIENT_SPACE, unpacked.count + part.count <= most else {
          throw InputFileError(path: path, message: "holds more than 256 MiB when it is unpacked")
        }
        guard result == LIBDEFLATE_SUCCESS, taken > 0 else {
          throw InputFileError(
            path: path, message: "is packed by gzip and damaged; is the file complete?")
        }
        unpacked += part
        rest = rest.dropFirst(taken)
        break
      }
    }
    return unpacked
  }
}
