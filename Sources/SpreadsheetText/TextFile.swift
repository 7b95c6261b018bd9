import ImmobilityCore

/// A file of text, read whole; a file that gzip packed is unpacked.
public enum TextFile {
  /// No table or text of a lab is as large as this, bytes; a video that was named by mistake is.
  public static let mostBytes = 256 << 20

  /// Reads a file and checks that it is UTF-8 text; a byte order mark is left out. `expected` says in
  /// errors what should have been there.
  ///
  /// - Throws: when the file is missing, cannot be read, is too large or is not UTF-8 text.
  public static func read(
    path: String, expected: String = "a file of scores"
  ) throws(InputFileError) -> String {
    try text(bytes(path: path, expected: expected), path: path)
  }

  /// Reads a file as it is.
  ///
  /// - Throws: when the file is missing, cannot be read or is too large.
  public static func bytes(
    path: String, expected: String
  ) throws(InputFileError) -> [UInt8] {
    try RegularFile.bytes(path: path, expected: expected, mostBytes: mostBytes)
  }

  /// Checks bytes and turns them into text; `path` names them in errors. What gzip packed is unpacked, and
  /// UTF-16 with a byte order mark, which Windows programs write, is read.
  ///
  /// - Throws: when they are not text in UTF-8 or UTF-16.
  public static func text(_ bytes: [UInt8], path: String) throws(InputFileError) -> String {
    if bytes.starts(with: [0x1F, 0x8B]) {
      return try text(GzipBytes.unpacked(bytes, path: path, most: mostBytes), path: path)
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes, low: 0, path: path) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes, low: 1, path: path) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      throw InputFileError(
        path: path, message: "is a spreadsheet or another ZIP file; save it as CSV in UTF-8")
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if let zero = content.firstIndex(of: 0) {
      throw InputFileError(
        path: path, line: line(of: zero, in: bytes),
        message: "holds a zero byte: it is not a text file")
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw InputFileError(
        path: path, line: firstBadLine(of: content),
        message: "is not UTF-8 text; save it again as CSV in UTF-8")
    }
    return text
  }

  /// Text of two bytes for each unit; `low` is where the low byte lies.
  private static func utf16(
    _ bytes: [UInt8], low: Int, path: String
  ) throws(InputFileError) -> String {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    guard bytes.count.isMultiple(of: 2), !units.contains(0),
      let text = String(validating: units, as: UTF16.self)
    else {
      throw InputFileError(
        path: path, message: "is damaged UTF-16 text; save it again as CSV in UTF-8")
    }
    return text
  }

  private static func line(of position: Int, in bytes: [UInt8]) -> Int {
    1 + bytes[..<position].count { $0 == 0x0A }
  }

  private static func firstBadLine(of content: ArraySlice<UInt8>) -> Int? {
    let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }
}
