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
    try text(.prettyPrinted) + "\n"
  }

  /// The document as one line of UTF-8 text with sorted keys and no newline.
  ///
  /// - Throws: what `JSONEncoder` throws; no value of this type is known to make it throw.
  func line() throws -> String { try text([]) }

  private func text(_ layout: JSONEncoder.OutputFormatting) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = layout.union([.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: try encoder.encode(self), as: UTF8.self)
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
