import CDeflate

/// What a trace file ends with: a mark, and a checksum of every byte before the checksum.
///
/// It is the archive's comment, so that readers of ZIP archives pass over it. Its form never changes,
/// because every version of the program has to know its own kind of file by it.
enum TraceChecksum {
  /// What comes before the checksum's digits.
  static let mark = "stillwater.trace crc32 "
  /// The number of digits, hexadecimal.
  private static let digits = 8
  /// The bytes of mark and checksum.
  static let length = mark.utf8.count + digits
  /// The mark with a checksum that is not known yet.
  static let unfinished = mark + String(repeating: "0", count: digits)

  /// Whether the last bytes of a file are the mark and a checksum, right or wrong.
  static func ends(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    bytes.count >= length && bytes.suffix(length).starts(with: mark.utf8)
  }

  /// Writes the checksum into a file that ends with an unfinished one.
  static func finish(_ bytes: inout [UInt8]) {
    bytes.replaceSubrange((bytes.count - digits)..., with: checksum(of: bytes).utf8)
  }

  /// Whether a file that ends with a checksum has the right one.
  static func fits(_ bytes: [UInt8]) -> Bool {
    bytes.suffix(digits).elementsEqual(checksum(of: bytes).utf8)
  }

  /// CRC-32 of all bytes before the digits: it differs wherever bytes within 32 neighbouring bits do.
  private static func checksum(of bytes: [UInt8]) -> String {
    let count = bytes.count - digits
    let value = bytes.withUnsafeBufferPointer { libdeflate_crc32(0, $0.baseAddress, count) }
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
