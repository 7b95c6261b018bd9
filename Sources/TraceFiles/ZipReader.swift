import CZip
import Glibc

/// Reads the members of a ZIP archive that is in memory.
struct ZipReader: ~Copyable {
  private let archive: OpaquePointer

  /// Deflate makes nothing smaller than by this factor.
  private static let mostExpansion: zip_uint64_t = 1032

  /// Opens an archive.
  ///
  /// - Throws: `ZipError` when the bytes are no archive or its directory contradicts its members.
  init(_ bytes: [UInt8]) throws(ZipError) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    let copy = try ZipMemory.copy(of: bytes)
    // The source owns the copy from here on, the archive owns the source.
    guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
      free(copy)
      throw ZipError("the archive cannot be opened", &error)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
      zip_source_free(source)
      throw ZipError("the archive cannot be opened", &error)
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// The content of a member, which may have at most `limit` bytes.
  ///
  /// - Throws: `ZipError` when there is no such member, it is longer, or its own checksum differs.
  func member(_ name: String, limit: Int) throws(ZipError) -> [UInt8] {
    let place = zip_name_locate(archive, name, 0)
    guard place >= 0 else { throw ZipError(message: "there is no array \(name)") }
    var status = zip_stat_t()
    guard zip_stat_index(archive, zip_uint64_t(place), 0, &status) == 0,
      status.valid & zip_uint64_t(ZIP_STAT_SIZE) != 0,
      status.valid & zip_uint64_t(ZIP_STAT_COMP_SIZE) != 0
    else { throw ZipError("\(name) cannot be read", archive) }
    guard status.size <= zip_uint64_t(limit),
      status.size / Self.mostExpansion <= status.comp_size
    else { throw ZipError(message: "\(name) is larger than it can be") }
    let size = Int(status.size)
    guard let file = zip_fopen_index(archive, zip_uint64_t(place), 0) else {
      throw ZipError("\(name) cannot be read", archive)
    }
    defer { zip_fclose(file) }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, used in
      used = 0
      // One byte more is asked for, because libzip compares the checksum when it meets the end.
      while used <= size {
        let count = zip_fread(
          file, buffer.baseAddress?.advanced(by: used), zip_uint64_t(size + 1 - used))
        if count < 0 { failed = true }
        if count <= 0 { break }
        used += Int(count)
      }
    }
    guard !failed, bytes.count == size else {
      throw ZipError(message: "\(name) cannot be unpacked")
    }
    return bytes
  }
}
