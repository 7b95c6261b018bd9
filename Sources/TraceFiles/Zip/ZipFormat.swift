/// The records of a ZIP archive, as far as they are written and read here: no more than 65,535 members,
/// less than 4 GB, no encryption.
///
/// Source of the format: APPNOTE.TXT 6.3.10 (PKWARE), sections 4.3.7, 4.3.12 and 4.3.16.
enum ZipFormat {
  static let localMark: UInt32 = 0x0403_4B50
  static let centralMark: UInt32 = 0x0201_4B50
  static let endMark: UInt32 = 0x0605_4B50
  /// Bytes of the records without names, extra fields and comments.
  static let localLength = 30
  static let centralLength = 46
  static let endLength = 22

  /// Archives that hold deflated members need a reader of version 2.0.
  static let version: UInt16 = 20
  /// Names are UTF-8.
  static let flags: UInt16 = 1 << 11
  /// Members may be encrypted, or have their sizes behind them: neither is read here.
  static let unreadFlags: UInt16 = 1 << 0 | 1 << 3
  static let stored: UInt16 = 0
  static let deflated: UInt16 = 8
  /// Noon of 1 January 1980, the day that the format's clock begins with.
  static let time: UInt16 = 12 << 11
  static let date: UInt16 = 1 << 5 | 1
}

/// Bytes that grow by little-endian numbers.
struct ZipBytes {
  var bytes: [UInt8] = []

  mutating func append<Value: FixedWidthInteger>(_ value: Value) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
