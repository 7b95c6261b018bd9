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
  static func scriptJSON(_ value: JSONValue) throws -> String {
    var result = ""
    for character in try value.document() {
      result += character == "<" ? "\\u003c" : String(character)
    }
    return result
  }

  /// A table; cells are escaped. Columns but the first `texts` are numbers, flush right.
  static func table(_ heading: [String], _ rows: [[String]], texts: Int = 1) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>"
        + cells.enumerated().map { index, cell in
          "<\(tag)\(index < texts ? "" : " class=\"number\"")>\(escaped(cell))</\(tag)>"
        }.joined() + "</tr>\n"
    }
    return "<div class=\"scroll\"><table>\n<thead>" + row(heading, "th") + "</thead>\n<tbody>\n"
      + rows.map { row($0, "td") }.joined() + "</tbody></table></div>\n"
  }
}
