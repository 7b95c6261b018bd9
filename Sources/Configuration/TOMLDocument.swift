import Glibc
import ImmobilityCore
import TOMLKit

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

  fileprivate init(_ value: any TOMLValueConvertible) {
    if let string = value.string {
      self = .string(string)
    } else if let integer = value.int {
      self = .integer(integer)
    } else if let double = value.double {
      self = .double(double)
    } else if let array = value.array {
      self = .array(array.map { TOMLNode($0) })
    } else if let table = value.table {
      self = .table(Self.members(of: table))
    } else {
      self = value.bool.map(TOMLNode.boolean) ?? .other("a \(value.type)")
    }
  }

  fileprivate static func members(of table: TOMLTable) -> [String: TOMLNode] {
    var members: [String: TOMLNode] = [:]
    for key in table.keys { members[key] = table[key].map { TOMLNode($0) } }
    return members
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
    do {
      root = TOMLNode.members(of: try TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw InputFileError(
        path: path, line: error.source.begin.line,
        message: "column \(error.source.begin.column): is not valid TOML: \(error.description)")
    } catch {
      throw InputFileError(path: path, message: "is not valid TOML: \(error)")
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
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let kind: InputFileError.Kind =
        errno == ENOENT || errno == ENOTDIR ? .notFound : .unusable
      throw InputFileError(
        kind: kind, path: path,
        message: "cannot be opened (\(String(cString: strerror(errno)))); check the name")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw InputFileError(
          path: path, message: "cannot be read (\(String(cString: strerror(errno)))); give a file")
      }
      if count == 0 { break }
      bytes += piece[..<count]
      guard bytes.count <= sizeLimit else {
        throw InputFileError(path: path, message: "is too large to be a configuration file")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputFileError(path: path, message: "is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
