import CZip
import Glibc

/// Makes ZIP archives in memory: the same members give the same bytes, whatever the time and its zone.
enum ZipArchive {
  /// A file in an archive.
  struct Member {
    var name: String
    var bytes: [UInt8]
  }

  /// Noon of 1 January 1980, the day that the format's clock begins with: libzip keeps local time, and
  /// no zone changed its clocks then.
  private static let date: (time: zip_uint16_t, date: zip_uint16_t) = (12 << 11, 1 << 5 | 1)
  /// zlib's strongest level.
  private static let level: zip_uint32_t = 9

  /// An archive of members, deflated, in their order, with a comment.
  ///
  /// - Throws: `ZipError` when memory is short or libzip refuses.
  static func pack(_ members: [Member], comment: String) throws(ZipError) -> [UInt8] {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let output = zip_source_buffer_create(nil, 0, 0, &error) else {
      throw ZipError("no archive can be made", &error)
    }
    // One reference for the archive, which closing it gives back, and one to read the bytes by.
    zip_source_keep(output)
    defer { zip_source_free(output) }
    guard let archive = zip_open_from_source(output, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
      zip_source_free(output)
      throw ZipError("no archive can be made", &error)
    }
    do throws(ZipError) {
      for member in members { try add(member, to: archive) }
      guard zip_set_archive_comment(archive, comment, zip_uint16_t(comment.utf8.count)) == 0,
        zip_close(archive) == 0
      else { throw ZipError("the archive cannot be made", archive) }
    } catch {
      zip_discard(archive)
      throw error
    }
    return try bytes(of: output)
  }

  private static func add(_ member: Member, to archive: OpaquePointer) throws(ZipError) {
    let failure = "\(member.name) cannot be put into the archive"
    let copy = try ZipMemory.copy(of: member.bytes)
    // The source owns the copy from here on, the archive owns the source.
    guard let source = zip_source_buffer(archive, copy, zip_uint64_t(member.bytes.count), 1) else {
      free(copy)
      throw ZipError(failure, archive)
    }
    let index = zip_file_add(archive, member.name, source, ZIP_FL_ENC_UTF_8)
    guard index >= 0 else {
      zip_source_free(source)
      throw ZipError(failure, archive)
    }
    let place = zip_uint64_t(index)
    guard zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, level) == 0,
      zip_file_set_dostime(archive, place, date.time, date.date, 0) == 0
    else { throw ZipError(failure, archive) }
  }

  private static func bytes(of source: OpaquePointer) throws(ZipError) -> [UInt8] {
    let failure = ZipError(message: "the archive cannot be read back")
    guard zip_source_open(source) == 0 else { throw failure }
    defer { zip_source_close(source) }
    guard zip_source_seek(source, 0, SEEK_END) == 0 else { throw failure }
    let length = Int(zip_source_tell(source))
    guard length >= 0, zip_source_seek(source, 0, SEEK_SET) == 0 else { throw failure }
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, used in
      used = max(0, Int(zip_source_read(source, buffer.baseAddress, zip_uint64_t(length))))
    }
    guard bytes.count == length else { throw failure }
    return bytes
  }
}
