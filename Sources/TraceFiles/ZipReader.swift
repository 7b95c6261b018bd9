import CZip
import Glibc

/// Reads the members of a ZIP archive that is in memory.
///
/// libzip checks the archive's directory; libdeflate unpacks, in half the time that zlib takes.
struct ZipReader: ~Copyable {
  private let archive: OpaquePointer
  private let inflater: OpaquePointer
  /// Bytes of the whole archive.
  private let size: Int

  /// Deflate makes nothing smaller than by this factor.
  private static let mostExpansion: zip_uint64_t = 1032

  /// What the directory has to say of a member.
  private static let needed =
    zip_uint64_t(ZIP_STAT_SIZE) | zip_uint64_t(ZIP_STAT_COMP_SIZE) | zip_uint64_t(ZIP_STAT_CRC)
    | zip_uint64_t(ZIP_STAT_COMP_METHOD) | zip_uint64_t(ZIP_STAT_ENCRYPTION_METHOD)

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
    guard let inflater = libdeflate_alloc_decompressor() else {
      zip_discard(archive)
      throw ZipError(message: "there is not enough memory for the archive")
    }
    self.archive = archive
    self.inflater = inflater
    size = bytes.count
  }

  deinit {
    libdeflate_free_decompressor(inflater)
    zip_discard(archive)
  }

  /// The content of a member, which may have at most `limit` bytes.
  ///
  /// - Throws: `ZipError` when there is no such member, it is longer, or its own checksum differs.
  func member(_ name: String, limit: Int) throws(ZipError) -> [UInt8] {
    let place = zip_name_locate(archive, name, 0)
    guard place >= 0 else { throw ZipError(message: "there is no array \(name)") }
    var status = zip_stat_t()
    guard zip_stat_index(archive, zip_uint64_t(place), 0, &status) == 0,
      status.valid & Self.needed == Self.needed
    else { throw ZipError("\(name) cannot be read", archive) }
    guard status.size <= zip_uint64_t(limit),
      status.size / Self.mostExpansion <= status.comp_size
    else { throw ZipError(message: "\(name) is larger than it can be") }
    let packed = try packed(name, place: zip_uint64_t(place), count: status.comp_size)
    guard status.encryption_method == UInt16(ZIP_EM_NONE),
      let bytes = unpacked(packed, method: Int32(status.comp_method), count: Int(status.size)),
      libdeflate_crc32(0, bytes, bytes.count) == status.crc
    else { throw ZipError(message: "\(name) cannot be unpacked") }
    return bytes
  }

  /// A member's bytes as they stand in the archive.
  private func packed(
    _ name: String, place: zip_uint64_t, count: zip_uint64_t
  ) throws(ZipError) -> [UInt8] {
    guard let length = Int(exactly: count), length <= size,
      let file = zip_fopen_index(archive, place, zip_flags_t(ZIP_FL_COMPRESSED))
    else { throw ZipError("\(name) cannot be read", archive) }
    defer { zip_fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, used in
      used = max(0, Int(zip_fread(file, buffer.baseAddress, count)))
    }
    guard bytes.count == length else { throw ZipError("\(name) cannot be read", archive) }
    return bytes
  }

  /// The content that was packed; `nil` when it is not of the length told.
  private func unpacked(_ packed: [UInt8], method: Int32, count: Int) -> [UInt8]? {
    if method == ZIP_CM_STORE { return packed.count == count ? packed : nil }
    guard method == ZIP_CM_DEFLATE else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      // Without a place for the real length, any other than the one told is an error.
      let result = libdeflate_deflate_decompress(
        inflater, packed, packed.count, buffer.baseAddress, count, nil)
      used = result == LIBDEFLATE_SUCCESS ? count : 0
    }
    return bytes.count == count ? bytes : nil
  }
}
