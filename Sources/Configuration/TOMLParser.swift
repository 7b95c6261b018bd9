/// Why a text is no TOML: where, what is wrong and what to write.
struct TOMLError: Error, Equatable {
  /// From 1.
  var line: Int
  /// From 1, bytes of UTF-8.
  var column: Int
  var message: String
}

/// Reads TOML 1.0 (toml.io/en/v1.0.0). Any text whatever gives values or an error: nothing is asserted, and what
/// is nested deeper than `mostDepth` is refused, so that no file can use up the stack.
struct TOMLParser {
  /// The most tables and lists in each other, and the most parts of a dotted key.
  static let mostDepth = 32

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var lineStart = 0
  private let root = Table()
  /// The table that the last header opened.
  private var current: Table

  /// Reads a text.
  static func parse(_ text: String) throws(TOMLError) -> [String: TOMLNode] {
    var parser = TOMLParser(Array(text.utf8))
    try parser.parse()
    return parser.root.values
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    current = root
  }

  // MARK: - Tables under construction

  private final class Table {
    /// How a table came to be, which decides who may add to it.
    enum Origin {
      /// A header named something in it; a header of its own may follow.
      case implied
      /// Its header stands in the file.
      case header
      /// A dotted key made it, in the table of one header.
      case dotted
      /// It stands in braces and is complete.
      case inline
    }

    enum Member {
      case value(TOMLNode)
      case table(Table)
      /// Of `[[name]]`.
      case tables([Table])
    }

    var members: [String: Member] = [:]
    var origin = Origin.implied

    /// The finished values; no deeper than `mostDepth`.
    var values: [String: TOMLNode] {
      members.mapValues { member in
        switch member {
        case .value(let node): node
        case .table(let table): .table(table.values)
        case .tables(let tables): .array(tables.map { .table($0.values) })
        }
      }
    }
  }

  // MARK: - Characters

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func byte(after count: Int) -> UInt8? {
    place + count < bytes.count ? bytes[place + count] : nil
  }

  private func stands(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[place...].starts(with: $0) }
  }

  private func error(_ message: String) -> TOMLError {
    TOMLError(line: line, column: place - lineStart + 1, message: message)
  }

  private mutating func skipBlanks() {
    while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { place += 1 }
  }

  /// Takes a line end where one stands.
  private mutating func takeLineEnd() -> Bool {
    if byte == UInt8(ascii: "\n") {
      place += 1
    } else if byte == UInt8(ascii: "\r"), byte(after: 1) == UInt8(ascii: "\n") {
      place += 2
    } else {
      return false
    }
    line += 1
    lineStart = place
    return true
  }

  private mutating func skipComment() throws(TOMLError) {
    guard byte == UInt8(ascii: "#") else { return }
    while let next = byte, next != UInt8(ascii: "\n") {
      if next == UInt8(ascii: "\r"), byte(after: 1) == UInt8(ascii: "\n") { return }
      try requirePrintable(next)
      place += 1
    }
  }

  private func requirePrintable(_ next: UInt8) throws(TOMLError) {
    if next < 0x20 && next != UInt8(ascii: "\t") || next == 0x7F {
      throw error("holds a control character; remove it")
    }
  }

  /// Passes over blanks, comments and line ends.
  private mutating func skipLines() throws(TOMLError) {
    while true {
      skipBlanks()
      try skipComment()
      if !takeLineEnd() { return }
    }
  }

  private mutating func endLine(after what: String) throws(TOMLError) {
    skipBlanks()
    try skipComment()
    guard byte != nil, !takeLineEnd() else { return }
    throw error("something stands behind \(what); begin a new line for it, or a comment with #")
  }

  // MARK: - Lines

  private mutating func parse() throws(TOMLError) {
    while true {
      try skipLines()
      guard let next = byte else { return }
      if next == UInt8(ascii: "[") {
        try header()
      } else {
        try setting(in: current, depth: 0)
        try endLine(after: "the value")
      }
    }
  }

  private mutating func header() throws(TOMLError) {
    let isList = byte(after: 1) == UInt8(ascii: "[")
    place += isList ? 2 : 1
    let form = isList ? "[[name]]" : "[name]"
    skipBlanks()
    let names = try key(form: form)
    guard stands(isList ? "]]" : "]") else {
      throw error("the header does not end here; write it as \(form)")
    }
    place += isList ? 2 : 1
    try open(names, isList: isList)
    try endLine(after: "the header")
  }

  private mutating func open(_ names: [String], isList: Bool) throws(TOMLError) {
    var table = root
    for name in names.dropLast() {
      switch table.members[name] {
      case nil:
        let made = Table()
        table.members[name] = .table(made)
        table = made
      case .table(let found)? where found.origin != .inline: table = found
      case .tables(let found)?:
        guard let last = found.last else { return }
        table = last
      default: throw error("'\(name)' has a value already; a header cannot add to it")
      }
    }
    guard let name = names.last else { return }
    let made = Table()
    made.origin = .header
    switch (table.members[name], isList) {
    case (nil, true): table.members[name] = .tables([made])
    case (nil, false): table.members[name] = .table(made)
    case (.tables(let found)?, true): table.members[name] = .tables(found + [made])
    case (.table(let found)?, false) where found.origin == .implied:
      found.origin = .header
      current = found
      return
    case (.tables?, false):
      throw error("'\(name)' is a list of tables above; write each as [[\(name)]]")
    case (.table?, _):
      throw error(
        "the table '\(name)' is there already; put its lines together under one header")
    default: throw error("'\(name)' has a value already; choose another name")
    }
    current = made
  }

  /// `key = value` into a table.
  private mutating func setting(in table: Table, depth: Int) throws(TOMLError) {
    let (startLine, startColumn) = (line, place - lineStart + 1)
    let names = try key(form: "name = value")
    skipBlanks()
    guard byte == UInt8(ascii: "=") else {
      throw error("a name without a value; write name = value")
    }
    place += 1
    skipBlanks()
    guard depth + names.count <= Self.mostDepth else { throw tooDeep }
    func error(_ message: String) -> TOMLError {
      TOMLError(line: startLine, column: startColumn, message: message)
    }
    let node = try value(of: names.last ?? "", depth: depth + names.count)
    var table = table
    for name in names.dropLast() {
      switch table.members[name] {
      case nil:
        let made = Table()
        made.origin = .dotted
        table.members[name] = .table(made)
        table = made
      case .table(let found)? where found.origin == .dotted: table = found
      default: throw error("'\(name)' is there already; '\(name).' cannot add to it")
      }
    }
    guard let name = names.last else { return }
    guard table.members[name] == nil else {
      throw error("'\(name)' is there already; remove one of both")
    }
    table.members[name] = .value(node)
  }

  private var tooDeep: TOMLError {
    error("more than \(Self.mostDepth) tables and lists in each other; nothing here needs so many")
  }

  /// A name, or several with points between them.
  private mutating func key(form: String) throws(TOMLError) -> [String] {
    var names: [String] = []
    while true {
      names.append(try name(form: form))
      guard names.count <= Self.mostDepth else { throw tooDeep }
      skipBlanks()
      guard byte == UInt8(ascii: ".") else { return names }
      place += 1
      skipBlanks()
    }
  }

  private mutating func name(form: String) throws(TOMLError) -> String {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      guard !stands("\"\"\""), !stands("'''") else {
        throw error("a name takes single quotation marks; write \(form)")
      }
      return byte == UInt8(ascii: "\"") ? try basic() : try literal()
    }
    let start = place
    while let next = byte, Self.isBare(next) { place += 1 }
    guard place > start else {
      throw error(
        "a name is missing here or has characters that names take in quotation marks only; write "
          + form)
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: - Values

  private mutating func value(of name: String, depth: Int) throws(TOMLError) -> TOMLNode {
    guard depth <= Self.mostDepth else { throw tooDeep }
    switch byte {
    case nil, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"), UInt8(ascii: ","):
      throw error("a value is missing here; give '\(name)' one or leave it out")
    case UInt8(ascii: "\""):
      return .string(stands("\"\"\"") ? try longText(quote: "\"") : try basic())
    case UInt8(ascii: "'"):
      return .string(stands("'''") ? try longText(quote: "'") : try literal())
    case UInt8(ascii: "["): return try list(of: name, depth: depth)
    case UInt8(ascii: "{"): return try inlineTable(depth: depth)
    default: return try bareValue(of: name)
    }
  }

  private mutating func list(of name: String, depth: Int) throws(TOMLError) -> TOMLNode {
    place += 1
    var elements: [TOMLNode] = []
    while true {
      try skipLines()
      if byte == UInt8(ascii: "]") { break }
      elements.append(try value(of: name, depth: depth + 1))
      try skipLines()
      if byte == UInt8(ascii: "]") { break }
      guard byte == UInt8(ascii: ",") else {
        throw error(
          "the list '\(name)' is not closed; write , between its values and ] behind them")
      }
      place += 1
    }
    place += 1
    return .array(elements)
  }

  private mutating func inlineTable(depth: Int) throws(TOMLError) -> TOMLNode {
    place += 1
    let table = Table()
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      place += 1
      return .table([:])
    }
    while true {
      skipBlanks()
      try setting(in: table, depth: depth)
      skipBlanks()
      if byte == UInt8(ascii: "}") { break }
      guard byte == UInt8(ascii: ",") else {
        throw error(
          "a table in braces is not closed on its line; write , between its values and } behind them"
        )
      }
      place += 1
    }
    place += 1
    return .table(table.values)
  }

  private mutating func bareValue(of name: String) throws(TOMLError) -> TOMLNode {
    let start = place
    let ends = Array(" \t\n\r,]}#=\"'[{".utf8)
    while let next = byte, !ends.contains(next) { place += 1 }
    var text = String(decoding: bytes[start..<place], as: UTF8.self)
    if Self.isDate(text), byte == UInt8(ascii: " "), let next = byte(after: 1),
      (48...57).contains(next)
    {
      place += 1
      let time = place
      while let next = byte, !ends.contains(next) { place += 1 }
      text += " " + String(decoding: bytes[time..<place], as: UTF8.self)
    }
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .double(.infinity)
    case "-inf": return .double(-.infinity)
    case "nan", "+nan", "-nan": return .double(.nan)
    default: break
    }
    if let node = Self.number(text) { return node }
    if Self.isDate(String(text.prefix(10))) || Self.isTime(text) { return .other("a date or time") }
    place = start
    throw error(
      "'\(text.prefix(60))' is neither a number nor true or false; write text in quotation marks: "
        + "\(name) = \"...\"")
  }

  /// `YYYY-MM-DD`.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy(isDigits)
  }

  /// `HH:MM:SS` with or without a fraction.
  private static func isTime(_ text: String) -> Bool {
    let parts = text.prefix(8).split(separator: ":", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [2, 2, 2] && parts.allSatisfy(isDigits)
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func number(_ text: String) -> TOMLNode? {
    // An underscore stands between digits.
    let isDigit = { (byte: UInt8) in
      (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
    }
    let utf8 = Array(text.utf8)
    for (index, byte) in utf8.enumerated() where byte == UInt8(ascii: "_") {
      guard index > 0, index + 1 < utf8.count, isDigit(utf8[index - 1]), isDigit(utf8[index + 1])
      else { return nil }
    }
    let digits = String(decoding: utf8.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      let rest = digits.dropFirst(2)
      guard let first = rest.utf8.first, isDigit(first) else { return nil }
      return Int(rest, radix: radix).map(TOMLNode.integer)
    }
    let unsigned = digits.first == "+" || digits.first == "-" ? digits.dropFirst() : digits[...]
    let whole = unsigned.prefix { (48...57).contains($0.asciiValue ?? 0) }
    guard !whole.isEmpty, whole.utf8.count == 1 || whole.first != "0" else { return nil }
    if whole.endIndex == unsigned.endIndex { return Int(digits).map(TOMLNode.integer) }
    // A point has digits on both sides; the exponent is whole.
    var rest = unsigned[whole.endIndex...]
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix { (48...57).contains($0.asciiValue ?? 0) }
      guard !fraction.isEmpty else { return nil }
      rest = rest[fraction.endIndex...]
    }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      guard isDigits(rest) else { return nil }
      rest = ""
    }
    return rest.isEmpty ? Double(digits).map(TOMLNode.double) : nil
  }

  // MARK: - Texts

  private mutating func literal() throws(TOMLError) -> String {
    place += 1
    let start = place
    while let next = byte, next != UInt8(ascii: "'"), next != UInt8(ascii: "\n") {
      try requirePrintable(next)
      place += 1
    }
    guard byte == UInt8(ascii: "'") else { throw unclosed }
    defer { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private var unclosed: TOMLError {
    error("a text is not closed on its line; write the quotation mark behind it")
  }

  private mutating func basic() throws(TOMLError) -> String {
    place += 1
    var text: [UInt8] = []
    while let next = byte, next != UInt8(ascii: "\"") {
      if next == UInt8(ascii: "\n") { throw unclosed }
      if next == UInt8(ascii: "\\") {
        text += try escaped()
      } else {
        try requirePrintable(next)
        text.append(next)
        place += 1
      }
    }
    guard byte != nil else { throw unclosed }
    place += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func longText(quote: Unicode.Scalar) throws(TOMLError) -> String {
    let mark = UInt8(ascii: quote)
    let (startLine, startColumn) = (line, place - lineStart + 1)
    place += 3
    _ = takeLineEnd()
    var text: [UInt8] = []
    while true {
      guard let next = byte else {
        throw TOMLError(
          line: startLine, column: startColumn,
          message: "a text of several lines is not closed; write three quotation marks behind it")
      }
      if next == mark, byte(after: 1) == mark, byte(after: 2) == mark {
        // Up to two more belong to the text.
        var marks = 3
        while marks < 5, byte(after: marks) == mark { marks += 1 }
        text += [UInt8](repeating: mark, count: marks - 3)
        place += marks
        return String(decoding: text, as: UTF8.self)
      }
      if next == UInt8(ascii: "\\"), quote == "\"" {
        if !joinLines() { text += try escaped() }
      } else if takeLineEnd() {
        text.append(UInt8(ascii: "\n"))
      } else {
        try requirePrintable(next)
        text.append(next)
        place += 1
      }
    }
  }

  /// Passes over a backslash at the end of a line, with all blanks and line ends behind it. Whether there was one.
  private mutating func joinLines() -> Bool {
    var ahead = 1
    while byte(after: ahead) == UInt8(ascii: " ") || byte(after: ahead) == UInt8(ascii: "\t") {
      ahead += 1
    }
    guard
      byte(after: ahead) == UInt8(ascii: "\n")
        || byte(after: ahead) == UInt8(ascii: "\r") && byte(after: ahead + 1) == UInt8(ascii: "\n")
    else { return false }
    place += ahead
    repeat { skipBlanks() } while takeLineEnd()
    return true
  }

  private mutating func escaped() throws(TOMLError) -> [UInt8] {
    guard let kind = byte(after: 1) else { throw unclosed }
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "f"): 12,
      UInt8(ascii: "r"): 13, UInt8(ascii: "\""): UInt8(ascii: "\""),
      UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    ]
    if let meant = plain[kind] {
      place += 2
      return [meant]
    }
    let count = kind == UInt8(ascii: "u") ? 4 : kind == UInt8(ascii: "U") ? 8 : 0
    let digits = bytes[min(place + 2, bytes.count)..<min(place + 2 + count, bytes.count)]
    guard count > 0, digits.count == count, digits.allSatisfy(Self.isHexadecimal),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(code)
    else {
      throw error(
        "a backslash begins no character here; write it twice (\\\\), or the text in single quotation "
          + "marks: '...'")
    }
    place += 2 + count
    return Array(String(Character(scalar)).utf8)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte) || (65...70).contains(byte)
  }
}
