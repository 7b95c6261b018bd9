/// CSV as spreadsheets with a decimal comma open it: semicolons between the fields, commas in the numbers,
/// lines that end with CRLF, and a byte order mark before the first. Such spreadsheets take `12.5` in other CSV for a date
/// or a text.
public struct DecimalCommaCSV: Sendable {
  /// What a file begins with, so that umlauts are read as UTF-8.
  public static let head = "\u{FEFF}"

  /// `[column]`: whether it holds numbers of the program's own; texts stay as they are, also those that
  /// look like numbers, such as an animal's name `1.10`.
  private let isNumeric: [Bool]

  /// Makes a writer of a table whose columns are all numbers.
  public init() { isNumeric = [true] }

  /// Makes a writer of a table with these columns.
  public init(_ columns: [TableColumn]) {
    isNumeric = columns.isEmpty ? [true] : columns.map { $0.kind == .number }
  }

  /// Rewrites whole rows of CSV with commas and points.
  public func text(of csv: String) -> String {
    let (comma, quote) = (UInt8(ascii: ","), UInt8(ascii: "\""))
    let (newline, semicolon) = (UInt8(ascii: "\n"), UInt8(ascii: ";"))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(csv.utf8.count + csv.utf8.count / 8)
    var field: [UInt8] = []
    var (isQuoted, isInside, column) = (false, false, 0)
    func endField() {
      if isQuoted {
        bytes += field
      } else if isNumeric[column % isNumeric.count], Self.isNumber(field) {
        bytes += field.map { $0 == UInt8(ascii: ".") ? comma : $0 }
      } else if field.contains(semicolon) {
        bytes.append(quote)
        bytes += field
        bytes.append(quote)
      } else {
        bytes += field
      }
      field.removeAll(keepingCapacity: true)
      isQuoted = false
    }
    for byte in csv.utf8 {
      if byte == quote {
        isQuoted = true
        isInside.toggle()
        field.append(byte)
      } else if !isInside, byte == comma {
        endField()
        column += 1
        bytes.append(semicolon)
      } else if !isInside, byte == newline {
        endField()
        column = 0
        bytes += [UInt8(ascii: "\r"), newline]
      } else {
        field.append(byte)
      }
    }
    endField()
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isNumber(_ field: [UInt8]) -> Bool {
    guard field.contains(UInt8(ascii: ".")) else { return false }
    let allowed = field.allSatisfy {
      (48...57).contains($0) || [".", "-", "+", "e", "E"].map { UInt8(ascii: $0) }.contains($0)
    }
    return allowed && Double(String(decoding: field, as: UTF8.self)) != nil
  }
}
