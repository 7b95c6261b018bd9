/// A page for a browser: one file with all that it needs, and nothing from the network.
struct HTMLPage {
  /// The title, of the window and at the top of the page.
  var title: String
  /// Style beyond that of every page.
  var style = ""
  /// What stands under the title: markup, every text in it escaped.
  var body: String
  /// Style and scripts of libraries; their text stands in the page as it is.
  var libraries: [ScriptLibrary] = []
  /// What the scripts draw, by the id of the element that holds it.
  var data: [(id: String, value: JSONValue)] = []
  /// The page's own scripts, in order.
  var scripts: [String] = []

  /// Forbids the browser to fetch anything: what the page needs is in it.
  private static let policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

  /// The document.
  var text: String {
    let styles = (libraries.map(\.style) + [PageStyle.text, style]).filter { !$0.isEmpty }
    var text = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTML.escaped(title))</title>
      <style>
      \(styles.joined(separator: "\n"))
      </style></head><body>
      <h1>\(HTML.escaped(title))</h1>

      """
    text += body
    for library in libraries { text += "<script>\n\(library.script)\n</script>\n" }
    for (id, value) in data {
      text +=
        "<script type=\"application/json\" id=\"\(id)\">" + HTML.scriptJSON(value)
        + "</script>\n"
    }
    for script in scripts { text += "<script>\n\(script)\n</script>\n" }
    return text + "</body></html>\n"
  }
}

/// A library for pages: the text that becomes part of a page, so that it needs no network.
public struct ScriptLibrary: Sendable, Equatable {
  /// The library's script.
  public var script: String
  /// Its style sheet; empty where it has none.
  public var style: String

  /// A library of its files' text.
  ///
  /// `nil` for text that would end the element in which it stands: it is no such library.
  public init?(script: String, style: String = "") {
    guard !script.contains("</script"), !style.contains("</style") else { return nil }
    self.script = script
    self.style = style
  }
}
