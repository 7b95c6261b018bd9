import FoundationEssentials

/// A JSON document as a value: every key that is put in is written, missing values as `null`, and
/// a number that is not finite becomes `null` instead of breaking the document.
public enum JSONValue: Sendable, Equatable {
  /// An object; keys are written in sorted order.
  case object([String: JSONValue])
  /// An array.
  case array([JSONValue])
  /// A string.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A number, written with at most six decimals; `null` if it is not finite.
  case number(Double)
  /// True or false.
  case bool(Bool)
  /// Nothing.
  case null

  /// A number, or `null` where there is none.
  public static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  /// A string, or `null` where there is none.
  public static func string(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// A whole number, or `null` where there is none.
  public static func integer(_ value: Int?) -> JSONValue {
    value.map(JSONValue.integer) ?? .null
  }

  /// The document as indented UTF-8 text with sorted keys and a newline at its end.
  ///
  /// - Throws: what `JSONEncoder` throws; no value of this type is known to make it throw.
  public func document() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension JSONValue {
  /// The value on one line, keys sorted, without a newline at its end: the same numbers and texts as
  /// in `document`, made in one pass for documents of many records.
  public var line: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(to bytes: inout [UInt8]) {
    switch self {
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, (key, value)) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .string(let text): Self.append(text, to: &bytes)
    case .integer(let value): bytes.append(contentsOf: "\(value)".utf8)
    case .number(let value) where value.isFinite: DecimalText.append(value, to: &bytes)
    case .number, .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }
  }

  /// Appends a text in quotes (RFC 8259, section 7).
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONValue: Encodable {
  /// Encodes the value as itself.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let members): try container.encode(members)
    case .array(let elements): try container.encode(elements)
    case .string(let text): try container.encode(text)
    case .integer(let value): try container.encode(value)
    case .number(let value) where value.isFinite:
      try container.encode(DecimalText.rounded(value))
    case .number, .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    }
  }
}
