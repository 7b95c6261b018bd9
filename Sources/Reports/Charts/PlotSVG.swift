import Glibc

/// A chart as SVG that takes its colours from the page, so that it suits light, dark and paper.
struct PlotSVG {
  private let size: (width: Double, height: Double)
  private static let edge = (left: 58.0, right: 14.0, top: 10.0, bottom: 44.0)
  private let plot: PlotData
  private let ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)

  /// A picture of `width` x `height` pixels, which the page may stretch.
  init(_ plot: PlotData, width: Double = 460, height: Double = 320) {
    size = (width, height)
    self.plot = plot
    ranges = plot.ranges
  }

  /// The element, with its title for those who cannot see it.
  var text: String {
    let (width, height) = (size.width, size.height)
    var text =
      "<svg viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" aria-label=\""
      + HTML.escaped(plot.title) + "\">\n"
    text += bands + axes
    for series in plot.series { text += self.text(of: series) }
    return text + "</svg>\n"
  }

  private var bands: String {
    plot.bands.compactMap { band in
      let low = max(band.x.lowerBound, ranges.x.lowerBound)
      let high = min(band.x.upperBound, ranges.x.upperBound)
      guard high > low else { return nil }
      return "<rect class=\"band \(band.style)\" x=\"\(n(x(low)))\" y=\"\(n(Self.edge.top))\" "
        + "width=\"\(n(x(high) - x(low)))\" height=\"\(n(size.height - Self.edge.top - Self.edge.bottom))\">"
        + "<title>\(HTML.escaped(band.name))</title></rect>\n"
    }.joined()
  }

  private var axes: String {
    let (left, right) = (Self.edge.left, size.width - Self.edge.right)
    let (top, bottom) = (Self.edge.top, size.height - Self.edge.bottom)
    var text = ""
    for tick in PlotData.ticks(
      ranges.x, count: Int(size.width / 76), isLogarithmic: plot.isLogarithmic)
    {
      let x = n(self.x(tick))
      text += "<line class=\"grid\" x1=\"\(x)\" y1=\"\(n(top))\" x2=\"\(x)\" y2=\"\(n(bottom))\"/>"
      text +=
        "<text x=\"\(x)\" y=\"\(n(bottom + 16))\" text-anchor=\"middle\">\(label(tick))</text>\n"
    }
    for tick in PlotData.ticks(ranges.y, count: Int(size.height / 53), isLogarithmic: false) {
      let y = n(self.y(tick))
      text += "<line class=\"grid\" x1=\"\(n(left))\" y1=\"\(y)\" x2=\"\(n(right))\" y2=\"\(y)\"/>"
      text +=
        "<text x=\"\(n(left - 6))\" y=\"\(n(self.y(tick) + 4))\" text-anchor=\"end\">\(label(tick))</text>\n"
    }
    text +=
      "<rect class=\"frame\" x=\"\(n(left))\" y=\"\(n(top))\" width=\"\(n(right - left))\" "
      + "height=\"\(n(bottom - top))\"/>\n"
    text +=
      "<text class=\"axis\" x=\"\(n((left + right) / 2))\" y=\"\(n(bottom + 36))\" text-anchor=\"middle\">"
      + HTML.escaped(plot.xLabel) + "</text>\n"
    let middle = n((top + bottom) / 2)
    return text
      + "<text class=\"axis\" x=\"14\" y=\"\(middle)\" text-anchor=\"middle\" "
      + "transform=\"rotate(-90 14 \(middle))\">" + HTML.escaped(plot.yLabel) + "</text>\n"
  }

  private func text(of series: PlotData.Series) -> String {
    let colour = series.colour.map { "c\($0 % HTML.colours)" } ?? "rule"
    if series.isLine {
      let points = series.points.map { "\(n(x($0.x))),\(n(y($0.y)))" }.joined(separator: " ")
      return
        "<polyline class=\"line \(colour)\(series.isDashed ? " dashed" : "")\(series.isFine ? " fine" : "")\" points=\"\(points)\">"
        + "<title>\(HTML.escaped(series.name))</title></polyline>\n"
    }
    return series.points.map { point in
      let label = [series.name, point.label].filter { !$0.isEmpty }.joined(separator: ": ")
      return
        "<circle class=\"point \(colour)\" cx=\"\(n(x(point.x)))\" cy=\"\(n(y(point.y)))\" r=\"4.5\">"
        + "<title>\(HTML.escaped(label))</title></circle>\n"
    }.joined()
  }

  private func x(_ value: Double) -> Double {
    let scale: (Double) -> Double = plot.isLogarithmic ? { log($0) } : { $0 }
    let part =
      (scale(value) - scale(ranges.x.lowerBound))
      / (scale(ranges.x.upperBound) - scale(ranges.x.lowerBound))
    return Self.edge.left + part * (size.width - Self.edge.left - Self.edge.right)
  }

  private func y(_ value: Double) -> Double {
    let value = min(max(value, ranges.y.lowerBound), ranges.y.upperBound)
    let part = (value - ranges.y.lowerBound) / (ranges.y.upperBound - ranges.y.lowerBound)
    return size.height - Self.edge.bottom
      - part * (size.height - Self.edge.top - Self.edge.bottom)
  }

  private func n(_ value: Double) -> String { DecimalText.text((value * 100).rounded() / 100) }

  private func label(_ value: Double) -> String { DecimalText.text(value) }
}
