/// Text in HTML.
enum HTML {
  /// The colours that charts take in turn.
  static let colours = 6

  /// Text with all that means something in HTML, and in the quotes of attributes, escaped.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }

  /// JSON for a script element: nothing in it can end the element.
  static func scriptJSON(_ value: JSONValue) -> String {
    var bytes: [UInt8] = []
    for byte in value.line.utf8 {
      if byte == UInt8(ascii: "<") {
        bytes.append(contentsOf: "\\u003c".utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A table; cells are escaped. Columns but the first `texts` are numbers, flush right.
  static func table(_ heading: [String], _ rows: [[String]], texts: Int = 1) -> String {
    table(heading, markup: rows.map { $0.map(escaped) }, texts: texts)
  }

  /// A table whose cells are markup, every text in them escaped already; headings are escaped. Columns
  /// but the first `texts` are numbers, flush right. One that is wider than the page scrolls by itself,
  /// by keyboard too.
  static func table(_ heading: [String], markup rows: [[String]], texts: Int = 1) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>"
        + cells.enumerated().map { index, cell in
          "<\(tag)\(index < texts ? "" : " class=\"number\"")>\(cell)</\(tag)>"
        }.joined() + "</tr>\n"
    }
    let name = heading.first ?? "table"
    return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(escaped(name))\">"
      + "<table>\n<thead>" + row(heading.map(escaped), "th") + "</thead>\n<tbody>\n"
      + rows.map { row($0, "td") }.joined() + "</tbody></table></div>\n"
  }
}
