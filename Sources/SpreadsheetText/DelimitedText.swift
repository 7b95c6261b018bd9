import ImmobilityCore

/// CSV as spreadsheets write it: comma, semicolon or tab; LF, CRLF or CR; fields in quotes with
/// separators, doubled quotes and line ends in them.
///
/// A reader of the project's own, because a message about a cell has to name its line and a file
/// that is cut off in a quoted field has to be refused: SwiftCSV 0.10.0 keeps no line numbers and
/// accepts an open quote and short rows silently.
public struct DelimitedText: Sendable, Equatable {
  /// One row.
  public struct Row: Sendable, Equatable {
    /// The line on which it begins, from 1.
    public var line: Int
    /// Its fields as written, without their quotes.
    public var fields: [String]

    /// Whether every field is empty.
    public var isBlank: Bool { fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

    /// A field without white space at its ends; empty where the row has no such field.
    public subscript(column: Int) -> String { column < fields.count ? fields[column].trimmed : "" }
  }

  /// The file, as the user gave it.
  public var path: String
  /// The separator: `,`, `;` or a tab.
  public var separator: UInt8
  /// The rows that are not blank.
  public var rows: [Row]

  /// Whether a comma can be a decimal point: where it is not the separator.
  public var allowsDecimalComma: Bool { separator != UInt8(ascii: ",") }

  /// Splits text into rows and fields.
  ///
  /// - Throws: at a quote that is never closed and at text after a closing quote, with the line.
  public init(_ text: String, path: String) throws(InputFileError) {
    self.path = path
    var bytes = Array(text.utf8)[...]
    var firstLine = 1
    separator = Self.separator(of: bytes)
    // The line `sep=;` with which some spreadsheets announce the separator.
    let announced = Array("sep=".utf8)
    if bytes.count > 4, bytes.prefix(4).elementsEqual(announced) {
      separator = bytes[bytes.startIndex + 4]
      bytes = bytes.drop { $0 != 0x0A }.dropFirst()
      firstLine = 2
    }
    var scanner = Scanner(bytes: bytes, separator: separator, line: firstLine)
    rows = []
    while let row = try scanner.row(path: path) {
      if !row.isBlank { rows.append(row) }
    }
  }

  /// The separator that the first line with text holds most of, outside of quotes; among equals the
  /// tab before the semicolon before the comma.
  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
    var counts = [0, 0, 0]
    var quoted = false
    var hasText = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      guard !quoted else { continue }
      if byte == 0x0A || byte == 0x0D {
        if hasText { break }
      } else if let index = candidates.firstIndex(of: byte) {
        counts[index] += 1
      } else if byte != UInt8(ascii: " ") {
        hasText = true
      }
    }
    let best = counts.indices.reduce(0) { counts[$1] > counts[$0] ? $1 : $0 }
    return counts[best] > 0 ? candidates[best] : UInt8(ascii: ",")
  }

  /// Walks over the bytes, one row at a time.
  private struct Scanner {
    var bytes: ArraySlice<UInt8>
    var separator: UInt8
    var line: Int

    private static let quote = UInt8(ascii: "\"")

    mutating func row(path: String) throws(InputFileError) -> Row? {
      guard !bytes.isEmpty else { return nil }
      var row = Row(line: line, fields: [])
      while true {
        // As our own tables guard texts against being taken for formulas.
        row.fields.append(FormulaText.unguarded(try field(path: path)))
        guard let byte = bytes.first else { return row }
        bytes.removeFirst()
        if byte == separator { continue }
        if byte == 0x0D, bytes.first == 0x0A { bytes.removeFirst() }
        line += 1
        return row
      }
    }

    private mutating func field(path: String) throws(InputFileError) -> String {
      guard bytes.first == Self.quote else {
        let end = bytes.firstIndex { $0 == separator || $0 == 0x0A || $0 == 0x0D }
        let field = bytes[..<(end ?? bytes.endIndex)]
        bytes = bytes[(end ?? bytes.endIndex)...]
        return String(decoding: field, as: UTF8.self)
      }
      let opened = line
      var field: [UInt8] = []
      bytes.removeFirst()
      while let byte = bytes.first {
        bytes.removeFirst()
        if byte == Self.quote {
          guard bytes.first == Self.quote else { return try closed(field, path: path) }
          bytes.removeFirst()
        } else if byte == 0x0A || (byte == 0x0D && bytes.first != 0x0A) {
          line += 1
        }
        field.append(byte)
      }
      throw InputFileError(
        path: path, line: opened,
        message: "a quote is opened here and never closed; is the file complete?")
    }

    private func closed(_ field: [UInt8], path: String) throws(InputFileError) -> String {
      if let next = bytes.first, next != separator, next != 0x0A, next != 0x0D {
        throw InputFileError(
          path: path, line: line,
          message: "text follows a closing quote; a quote within a field is written twice")
      }
      return String(decoding: field, as: UTF8.self)
    }
  }
}
