import ImmobilityCore
import SpreadsheetText

/// A JSON document whose values know their lines.
///
/// A reader of the project's own, because messages about a project of BORIS have to name the line of
/// an event, which the decoders of Foundation do not keep.
struct JSONText {
  /// A value with the line on which it begins, from 1.
  struct Node {
    var line: Int
    var value: Value

    /// The member of an object; `nil` for anything else.
    subscript(name: String) -> Node? {
      guard case .object(let members) = value else { return nil }
      return members.last { $0.name == name }?.node
    }

    /// The members of an object in their order; none for anything else.
    var members: [(name: String, node: Node)] {
      if case .object(let members) = value { members } else { [] }
    }

    /// The elements of an array; none for anything else.
    var elements: [Node] { if case .array(let elements) = value { elements } else { [] } }

    /// The text of a string.
    var text: String? { if case .string(let text) = value { text } else { nil } }

    /// The number, also where it is written as a string.
    var number: Double? {
      switch value {
      case .number(let number): number
      case .string(let text): NumberText.number(text, decimalComma: false)
      default: nil
      }
    }
  }

  /// What a value is.
  indirect enum Value {
    case object([(name: String, node: Node)])
    case array([Node])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null
  }

  /// The file, as the user gave it.
  var path: String
  /// The document.
  var root: Node

  /// Reads a document (RFC 8259).
  ///
  /// - Throws: at what is not JSON, with the line.
  init(_ text: String, path: String) throws(InputFileError) {
    self.path = path
    var parser = Parser(bytes: Array(text.utf8), path: path)
    root = try parser.document()
  }

  private struct Parser {
    /// Deeper nesting is no file of scores.
    static let deepest = 200

    let bytes: [UInt8]
    let path: String
    var position = 0
    var line = 1
    var depth = 0

    init(bytes: [UInt8], path: String) {
      self.bytes = bytes
      self.path = path
    }

    mutating func document() throws(InputFileError) -> Node {
      let node = try value()
      skipSpace()
      guard position == bytes.count else { throw error("text follows the end of the document") }
      return node
    }

    private func error(_ message: String) -> InputFileError {
      InputFileError(path: path, line: line, message: "is not JSON: \(message)")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
      while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) {
        if byte == 0x0A { line += 1 }
        position += 1
      }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard next == byte else { return false }
      position += 1
      return true
    }

    private mutating func value() throws(InputFileError) -> Node {
      skipSpace()
      let start = line
      guard let byte = next else { throw error("it ends early; is the file complete?") }
      switch byte {
      case UInt8(ascii: "{"): return Node(line: start, value: .object(try object()))
      case UInt8(ascii: "["): return Node(line: start, value: .array(try array()))
      case UInt8(ascii: "\""): return Node(line: start, value: .string(try string()))
      default: return Node(line: start, value: try scalar())
      }
    }

    private mutating func enter() throws(InputFileError) {
      position += 1
      depth += 1
      guard depth <= Self.deepest else { throw error("it is nested too deeply") }
    }

    private mutating func object() throws(InputFileError) -> [(name: String, node: Node)] {
      try enter()
      defer { depth -= 1 }
      var members: [(name: String, node: Node)] = []
      if take(UInt8(ascii: "}")) { return members }
      repeat {
        skipSpace()
        guard next == UInt8(ascii: "\"") else { throw error("a member's name is expected") }
        let name = try string()
        guard take(UInt8(ascii: ":")) else { throw error("a colon is expected after a name") }
        members.append((name, try value()))
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw error("a comma or } is expected") }
      return members
    }

    private mutating func array() throws(InputFileError) -> [Node] {
      try enter()
      defer { depth -= 1 }
      var elements: [Node] = []
      if take(UInt8(ascii: "]")) { return elements }
      repeat { elements.append(try value()) } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw error("a comma or ] is expected") }
      return elements
    }

    private mutating func string() throws(InputFileError) -> String {
      position += 1
      var text: [UInt8] = []
      while let byte = next {
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
        case UInt8(ascii: "\\"): try escape(into: &text)
        default:
          guard byte >= 0x20 else { throw error("a line ends within a string") }
          text.append(byte)
        }
      }
      throw error("a string is not closed; is the file complete?")
    }

    private mutating func escape(into text: inout [UInt8]) throws(InputFileError) {
      guard let byte = next else { throw error("a string is not closed; is the file complete?") }
      position += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        var units = [try codeUnit()]
        // A high surrogate and what follows it are one character.
        if (0xD800...0xDBFF).contains(units[0]), next == UInt8(ascii: "\\"),
          position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
        {
          position += 2
          units.append(try codeUnit())
        }
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
      default: throw error("a string holds an unknown escape")
      }
    }

    private mutating func codeUnit() throws(InputFileError) -> UInt16 {
      guard position + 4 <= bytes.count,
        let unit = UInt16(
          String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
      else { throw error("a string holds an incomplete \\u escape") }
      position += 4
      return unit
    }

    private mutating func scalar() throws(InputFileError) -> Value {
      let start = position
      while let byte = next, !",]} \t\r\n".utf8.contains(byte) { position += 1 }
      let word = String(decoding: bytes[start..<position], as: UTF8.self)
      switch word {
      case "true": return .bool(true)
      case "false": return .bool(false)
      // Python writes NaN where BORIS has no time; it is no number here.
      case "null", "NaN": return .null
      default:
        guard let number = NumberText.number(word, decimalComma: false) else {
          throw error("'\(word)' is not a value")
        }
        return .number(number)
      }
    }
  }
}
