import ImmobilityCore

/// Builds CSV as RFC 4180 describes it, with LF line ends: UTF-8, comma, decimal point, fields with
/// commas, quotes or line ends in quotes.
///
/// Spreadsheets take a text for a formula that begins with `=`, `+`, `-` or `@`, and what a file's name holds must not be
/// one: such a text gets an apostrophe in front, as one types it there. `DelimitedText` takes it off again.
struct CSVRows {
  /// The text so far.
  private(set) var bytes: [UInt8] = []
  private var atRowStart = true
  /// Whether texts are written as they are, for programs.
  private let isRaw: Bool

  /// Starts without a header.
  init(isRaw: Bool = false) { self.isRaw = isRaw }

  /// Starts with a header row.
  init(header: [String], isRaw: Bool = false) {
    self.isRaw = isRaw
    for name in header { add(name) }
    endRow()
  }

  /// The text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a field of text; empty if there is none.
  mutating func add(_ text: String?) {
    separate()
    guard let text else { return }
    if !isRaw, FormulaText.isFormula(text) {
      Self.append(FormulaText.guarded(text), to: &bytes)
    } else {
      Self.append(text, to: &bytes)
    }
  }

  /// Adds a field with a number; empty if it is missing or not finite.
  mutating func add(_ value: Double?) {
    separate()
    DecimalText.append(value, to: &bytes)
  }

  /// Adds a field with a whole number.
  mutating func add(_ value: Int) {
    separate()
    bytes.append(contentsOf: "\(value)".utf8)
  }

  /// Adds a number of empty fields.
  mutating func addEmpty(_ count: Int) {
    for _ in 0..<count { separate() }
  }

  /// Ends the row.
  mutating func endRow() {
    bytes.append(UInt8(ascii: "\n"))
    atRowStart = true
  }

  /// Adds a row for each element, between fields that are the same in all of them and are made once.
  mutating func repeating<Element>(
    _ elements: [Element], before: (inout CSVRows) -> Void, after: (inout CSVRows) -> Void,
    add: (Element, inout CSVRows) -> Void
  ) {
    var (first, last) = (CSVRows(isRaw: isRaw), CSVRows(isRaw: isRaw))
    before(&first)
    after(&last)
    for element in elements {
      bytes.append(contentsOf: first.bytes)
      atRowStart = false
      add(element, &self)
      if !last.bytes.isEmpty {
        bytes.append(UInt8(ascii: ","))
        bytes.append(contentsOf: last.bytes)
      }
      endRow()
    }
  }

  private mutating func separate() {
    if !atRowStart { bytes.append(UInt8(ascii: ",")) }
    atRowStart = false
  }

  /// Appends a field's text, in quotes where it needs them.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let special: [UInt8] = [quote, UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard text.utf8.contains(where: special.contains) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
