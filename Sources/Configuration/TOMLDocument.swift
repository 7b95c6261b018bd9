import ImmobilityCore
import SpreadsheetText

/// A TOML value, apart from the parser.
enum TOMLNode: Sendable, Equatable {
  case string(String)
  case integer(Int)
  case double(Double)
  case array([TOMLNode])
  case table([String: TOMLNode])
  case boolean(Bool)
  /// A date or time, which none of our files uses, with its type's name.
  case other(String)

  /// The type in words.
  var type: String {
    switch self {
    case .string: "text"
    case .integer: "a whole number"
    case .double: "a number"
    case .array: "a list"
    case .table: "a table"
    case .boolean: "true or false"
    case .other(let name): name
    }
  }

  /// An integer or floating-point number.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }
}

/// A TOML file in memory: its values, and the lines its keys stand on.
struct TOMLDocument: Sendable {
  /// The largest configuration file that is read, bytes.
  private static let sizeLimit = 4 << 20

  /// The file, as the user gave it.
  let path: String
  /// The values at the top of the file.
  let root: [String: TOMLNode]
  private let lines: [Substring]

  /// Reads a file.
  init(path: String) throws(InputFileError) {
    try self.init(text: Self.contents(of: path), path: path)
  }

  /// Reads TOML text; `path` only names it in errors.
  init(text: String, path: String) throws(InputFileError) {
    self.path = path
    let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    guard !text.utf8.contains(0) else {
      throw InputFileError(path: path, message: "is not a text file; give a TOML file")
    }
    lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    do throws(TOMLError) {
      root = try TOMLParser.parse(text)
    } catch {
      throw InputFileError(
        path: path, line: error.line,
        message: "column \(error.column): is not valid TOML: \(error.message)")
    }
  }

  /// An error about this file; `line` from 1.
  func error(_ message: String, line: Int? = nil) -> InputFileError {
    InputFileError(path: path, line: line, message: message)
  }

  /// The line, from 1, on which `key` is set in the `occurrence`-th table with this header
  /// (`[[arena]]`, `[settings]`, or `nil` before any header). The parser does not tell where a
  /// value stood, so the text is searched; `nil` when the key is written in another way.
  func line(of key: String, under header: String?, occurrence: Int = 0) -> Int? {
    var current: String?
    var seen = -1
    for (index, line) in lines.enumerated() {
      let text = line.filter { $0 != " " && $0 != "\t" }
      if text.hasPrefix("[") {
        current = text.split(separator: "#").first.map(String.init)
        if current == header { seen += 1 }
      } else if current == header, header == nil || seen == occurrence,
        text.hasPrefix(key + "=") || text.hasPrefix("\"\(key)\"=")
      {
        return index + 1
      }
    }
    return nil
  }

  /// Throws when `table` has a key that is not among `known`, naming the nearest one.
  func requireKnownKeys(
    _ table: [String: TOMLNode], _ known: [String], in place: String, header: String?,
    occurrence: Int = 0
  ) throws(InputFileError) {
    let unknown = table.keys.filter { !known.contains($0) }.sorted()
    guard let key = unknown.first else { return }
    let meant = NearestKey.nearest(to: key, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw error(
      "\(place) has the unknown key '\(key)'\(meant) Known keys: \(known.joined(separator: ", "))",
      line: line(of: key, under: header, occurrence: occurrence))
  }

  private static func contents(of path: String) throws(InputFileError) -> String {
    let bytes = try RegularFile.bytes(
      path: path, expected: "a configuration file", mostBytes: sizeLimit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputFileError(path: path, message: "is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
