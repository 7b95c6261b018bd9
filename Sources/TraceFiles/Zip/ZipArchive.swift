import CDeflate

/// Makes ZIP archives in memory: the same members give the same bytes, whatever the time and its zone.
enum ZipArchive {
  /// A file in an archive.
  struct Member {
    var name: String
    var bytes: [UInt8]
  }

  /// A level of libdeflate that looks for the cheapest way to write: smaller than zlib's strongest, in less
  /// time, and faster to unpack. The one below loses 0.3 % in 0.8 of the time; the one above wins 0.1 %.
  private static let level: Int32 = 11

  /// An archive of members, deflated, in their order, with a comment.
  ///
  /// - Throws: `ZipError` when memory is short or the archive becomes too large.
  static func pack(_ members: [Member], comment: String) throws(ZipError) -> [UInt8] {
    guard let deflater = libdeflate_alloc_compressor(level) else {
      throw ZipError(message: "there is not enough memory for the archive")
    }
    defer { libdeflate_free_compressor(deflater) }
    var archive = ZipBytes()
    var directory = ZipBytes()
    for member in members {
      let deflated = deflate(member.bytes, by: deflater)
      let content = deflated ?? member.bytes
      guard let name = UInt16(exactly: member.name.utf8.count),
        let place = UInt32(exactly: archive.bytes.count),
        let packed = UInt32(exactly: content.count), let size = UInt32(exactly: member.bytes.count)
      else { throw ZipError(message: "\(member.name) is too large for the archive") }
      var common = ZipBytes()
      common.append(ZipFormat.version)
      common.append(ZipFormat.flags)
      common.append(deflated == nil ? ZipFormat.stored : ZipFormat.deflated)
      common.append(ZipFormat.time)
      common.append(ZipFormat.date)
      common.append(libdeflate_crc32(0, member.bytes, member.bytes.count))
      common.append(packed)
      common.append(size)
      common.append(name)
      common.append(0 as UInt16)  // extra field

      archive.append(ZipFormat.localMark)
      archive.bytes += common.bytes
      archive.bytes += member.name.utf8
      archive.bytes += content

      directory.append(ZipFormat.centralMark)
      directory.append(ZipFormat.version)
      directory.bytes += common.bytes
      directory.append(0 as UInt16)  // comment
      directory.append(0 as UInt16)  // disk
      directory.append(0 as UInt16)  // attributes inside
      directory.append(0 as UInt32)  // attributes outside
      directory.append(place)
      directory.bytes += member.name.utf8
    }
    guard let count = UInt16(exactly: members.count),
      let place = UInt32(exactly: archive.bytes.count),
      let length = UInt32(exactly: directory.bytes.count),
      let commentLength = UInt16(exactly: comment.utf8.count)
    else { throw ZipError(message: "the archive becomes too large") }
    archive.bytes += directory.bytes
    archive.append(ZipFormat.endMark)
    archive.append(0 as UInt32)  // disks
    archive.append(count)
    archive.append(count)
    archive.append(length)
    archive.append(place)
    archive.append(commentLength)
    archive.bytes += comment.utf8
    return archive.bytes
  }

  /// The bytes deflated; `nil` when that does not make them fewer.
  private static func deflate(_ bytes: [UInt8], by deflater: OpaquePointer) -> [UInt8]? {
    let packed = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, used in
      used = libdeflate_deflate_compress(
        deflater, bytes, bytes.count, buffer.baseAddress, bytes.count)
    }
    return packed.isEmpty || packed.count >= bytes.count ? nil : packed
  }
}
