import ImmobilityCore

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

  /// How a row is drawn where many stand under each other.
  struct Form {
    /// The element that the row's name leads to; `nil` for none.
    var link: String?
    /// Whether the bars of one style are one shape, without names: a tenth of the elements.
    var isMerged = false
    /// A class of the page's style for the whole row; empty for none.
    var style = ""
    /// The stretch of the window that the row is about; `nil` for none of it. Only merged rows draw it.
    var track: (start: Double, end: Double)?
  }

  /// A row: its name, the bouts, and a figure at its end.
  ///
  /// - Parameters:
  ///   - label: the row in words, for those who cannot see it.
  ///   - window: the time shown, in the same seconds as the bars.
  static func row(
    _ name: String, _ bars: [Bar], window: (start: Double, end: Double), figure: String,
    label: String, form: Form = Form()
  ) -> String {
    let scale = window.end > window.start ? 1000 / (window.end - window.start) : 0
    let place = { (time: Double) in (time - window.start) * scale }
    let drawn = form.isMerged ? merged(bars, form.track, place) : single(bars, place)
    let shown = HTML.escaped(name)
    let named =
      form.link.map { "<a href=\"#\($0)\" title=\"\(shown)\">\(shown)</a>" }
      ?? "<span title=\"\(shown)\">\(shown)</span>"
    return
      "<div class=\"row\(form.style.isEmpty ? "" : " " + form.style)\">\(named)"
      + "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\""
      + HTML.escaped(label) + "\">\(drawn)</svg><span>\(HTML.escaped(figure))</span></div>\n"
  }

  private static func single(_ bars: [Bar], _ place: (Double) -> Double) -> String {
    bars.map { bar in
      let title = bar.name.isEmpty ? "" : "<title>\(HTML.escaped(bar.name))</title>"
      let end = title.isEmpty ? "/>" : ">\(title)</rect>"
      return "<rect x=\"\(number(place(bar.start)))\" y=\"0\" "
        + "width=\"\(number(place(bar.end) - place(bar.start)))\" height=\"10\" class=\"bar \(bar.style)\"\(end)"
    }.joined()
  }

  /// One path for each style, those of mobile bouts as the track below all others.
  private static func merged(
    _ bars: [Bar], _ track: (start: Double, end: Double)?, _ place: (Double) -> Double
  ) -> String {
    var text = ""
    if let track { text += path([Bar(start: track.start, end: track.end, style: "mobile")], place) }
    for style in [State.immobile, .highlyMobile, .unscored].map(\.rawValue) {
      text += path(bars.filter { $0.style == style }, place)
    }
    return text
  }

  private static func path(_ bars: [Bar], _ place: (Double) -> Double) -> String {
    guard let style = bars.first?.style else { return "" }
    let shape = bars.map { bar in
      // A tenth of a thousandth of the width is less than a pixel of any screen.
      let (from, to) = (tenth(place(bar.start)), tenth(place(bar.end)))
      return "M\(from) 0H\(to)V10H\(from)z"
    }.joined()
    return "<path class=\"bar \(style)\" d=\"\(shape)\"/>"
  }

  /// An axis of round times, above or under rows.
  static func axis(_ window: (start: Double, end: Double)) -> String {
    let length = window.end - window.start
    let ticks = PlotData.ticks(window.start...window.end, count: 6, isLogarithmic: false)
    let marks = ticks.map { tick in
      "<i style=\"left: \(tenth(100 * (tick - window.start) / length))%\">\(DecimalText.text(tick))</i>"
    }.joined()
    return
      "<div class=\"row scale\"><span>seconds</span><span class=\"ticks\">\(marks)</span><span></span></div>\n"
  }

  /// The times at both ends, under the last row.
  static func scale(_ window: (start: Double, end: Double)) -> String {
    "<div class=\"row\"><span></span><span class=\"time\"><span>"
      + "\(DecimalText.text((window.start * 10).rounded() / 10)) s</span><span>"
      + "\(DecimalText.text((window.end * 10).rounded() / 10)) s</span></span><span></span></div>\n"
  }

  private static func tenth(_ value: Double) -> String {
    DecimalText.text((value * 10).rounded() / 10)
  }

  private static func number(_ value: Double) -> String {
    DecimalText.text((value * 1000).rounded() / 1000)
  }
}
