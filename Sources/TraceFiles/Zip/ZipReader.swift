import CDeflate

/// Reads the members of a ZIP archive that is in memory.
///
/// The checksums that members have of their own are not looked at: whoever reads an archive here has
/// compared a checksum of all its bytes before.
struct ZipReader: ~Copyable {
  private let bytes: [UInt8]
  private let inflater: OpaquePointer
  private let entries: [String: Entry]

  /// What the directory says of a member.
  private struct Entry {
    var method: UInt16
    var size: Int
    /// The places of its bytes in the archive.
    var place: Range<Int>
  }

  /// Deflate makes nothing smaller than by this factor.
  private static let mostExpansion = 1032

  /// Opens an archive with a comment of a length, bytes.
  ///
  /// - Throws: `ZipError` when the bytes are no archive or its directory contradicts its members.
  init(_ bytes: [UInt8], commentLength: Int) throws(ZipError) {
    guard
      let entries = bytes.withUnsafeBytes({ Self.directory($0, commentLength: commentLength) })
    else { throw ZipError(message: "the archive's directory is not as it should be") }
    guard let inflater = libdeflate_alloc_decompressor() else {
      throw ZipError(message: "there is not enough memory for the archive")
    }
    self.bytes = bytes
    self.entries = entries
    self.inflater = inflater
  }

  deinit { libdeflate_free_decompressor(inflater) }

  /// The content of a member, which may have at most `limit` bytes.
  ///
  /// - Throws: `ZipError` when there is no such member, it is longer, or cannot be unpacked.
  func member(_ name: String, limit: Int) throws(ZipError) -> [UInt8] {
    guard let entry = entries[name] else { throw ZipError(message: "there is no array \(name)") }
    guard entry.size <= limit, entry.size / Self.mostExpansion <= entry.place.count else {
      throw ZipError(message: "\(name) is larger than it can be")
    }
    guard let content = unpacked(entry) else {
      throw ZipError(message: "\(name) cannot be unpacked")
    }
    return content
  }

  /// The content that was packed; `nil` when it has another length than the directory says.
  private func unpacked(_ entry: Entry) -> [UInt8]? {
    if entry.method == ZipFormat.stored {
      return entry.place.count == entry.size ? Array(bytes[entry.place]) : nil
    }
    guard entry.method == ZipFormat.deflated else { return nil }
    let content = bytes[entry.place].withUnsafeBytes { packed in
      [UInt8](unsafeUninitializedCapacity: entry.size) { buffer, used in
        // Without a place for the real length, any other than the expected one is an error.
        let result = libdeflate_deflate_decompress(
          inflater, packed.baseAddress, packed.count, buffer.baseAddress, entry.size, nil)
        used = result == LIBDEFLATE_SUCCESS ? entry.size : 0
      }
    }
    return content.count == entry.size ? content : nil
  }

  /// The members by name; `nil` where the directory is not one, or says otherwise than a member.
  private static func directory(
    _ bytes: UnsafeRawBufferPointer, commentLength: Int
  ) -> [String: Entry]? {
    let end = bytes.count - commentLength - ZipFormat.endLength
    guard end >= 0, number(bytes, end, as: UInt32.self) == ZipFormat.endMark,
      number(bytes, end + 4, as: UInt32.self) == 0,
      number(bytes, end + 20, as: UInt16.self) == UInt16(exactly: commentLength)
    else { return nil }
    let count = Int(number(bytes, end + 10, as: UInt16.self))
    var place = Int(number(bytes, end + 16, as: UInt32.self))
    var entries: [String: Entry] = [:]
    entries.reserveCapacity(count)
    for _ in 0..<count {
      guard place <= end - ZipFormat.centralLength,
        number(bytes, place, as: UInt32.self) == ZipFormat.centralMark
      else { return nil }
      let nameLength = Int(number(bytes, place + 28, as: UInt16.self))
      let behind =
        Int(number(bytes, place + 30, as: UInt16.self))
        + Int(number(bytes, place + 32, as: UInt16.self))
      let name = place + ZipFormat.centralLength
      let next = name + nameLength + behind
      guard next <= end, let entry = entry(bytes, at: place, nameLength: nameLength, before: end)
      else { return nil }
      let text = String(decoding: bytes[name..<(name + nameLength)], as: UTF8.self)
      guard entries.updateValue(entry, forKey: text) == nil else { return nil }
      place = next
    }
    return place == end ? entries : nil
  }

  /// The member of the directory's record at a place; `nil` where its own record says otherwise.
  private static func entry(
    _ bytes: UnsafeRawBufferPointer, at place: Int, nameLength: Int, before end: Int
  ) -> Entry? {
    let local = Int(number(bytes, place + 42, as: UInt32.self))
    let flags = number(bytes, place + 8, as: UInt16.self)
    guard flags & ZipFormat.unreadFlags == 0, local <= end - ZipFormat.localLength - nameLength,
      number(bytes, local, as: UInt32.self) == ZipFormat.localMark,
      // From the version needed to the length of the name both records are alike, and so is the name.
      bytes[(local + 4)..<(local + 28)].elementsEqual(bytes[(place + 6)..<(place + 30)]),
      bytes[(local + ZipFormat.localLength)...].prefix(nameLength).elementsEqual(
        bytes[(place + ZipFormat.centralLength)...].prefix(nameLength))
    else { return nil }
    let first =
      local + ZipFormat.localLength + nameLength
      + Int(number(bytes, local + 28, as: UInt16.self))
    let packed = Int(number(bytes, place + 20, as: UInt32.self))
    guard first <= end, packed <= end - first else { return nil }
    return Entry(
      method: number(bytes, place + 10, as: UInt16.self),
      size: Int(number(bytes, place + 24, as: UInt32.self)), place: first..<(first + packed))
  }

  private static func number<Value: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, as type: Value.Type
  ) -> Value {
    Value(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Value.self))
  }
}
