/// Rows of bouts over one stretch of time, under each other so that they can be compared.
enum BoutRaster {
  /// One bout.
  struct Bar {
    var start: Double
    var end: Double
    /// The class of the page's style that colours it.
    var style: String
    /// What it is, for those who point at it; empty for nothing.
    var name = ""
  }

  /// A row: its name, the bouts, and a figure at its end.
  ///
  /// - Parameters:
  ///   - label: the row in words, for those who cannot see it.
  ///   - window: the time shown, in the same seconds as the bars.
  static func row(
    _ name: String, _ bars: [Bar], window: (start: Double, end: Double), figure: String,
    label: String
  ) -> String {
    let scale = window.end > window.start ? 1000 / (window.end - window.start) : 0
    let drawn = bars.map { bar in
      let title = bar.name.isEmpty ? "" : "<title>\(HTML.escaped(bar.name))</title>"
      let end = title.isEmpty ? "/>" : ">\(title)</rect>"
      return "<rect x=\"\(number((bar.start - window.start) * scale))\" y=\"0\" "
        + "width=\"\(number((bar.end - bar.start) * scale))\" height=\"10\" class=\"bar \(bar.style)\"\(end)"
    }.joined()
    return
      "<div class=\"row\"><span title=\"\(HTML.escaped(name))\">\(HTML.escaped(name))</span>"
      + "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\""
      + HTML.escaped(label) + "\">\(drawn)</svg><span>\(HTML.escaped(figure))</span></div>\n"
  }

  /// The times at both ends, under the last row.
  static func scale(_ window: (start: Double, end: Double)) -> String {
    "<div class=\"row\"><span></span><span class=\"time\"><span>"
      + "\(DecimalText.text((window.start * 10).rounded() / 10)) s</span><span>"
      + "\(DecimalText.text((window.end * 10).rounded() / 10)) s</span></span><span></span></div>\n"
  }

  private static func number(_ value: Double) -> String {
    DecimalText.text((value * 1000).rounded() / 1000)
  }
}
