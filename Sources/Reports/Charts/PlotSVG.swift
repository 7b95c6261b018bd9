import Glibc

/// A chart as SVG that takes its colours from the page, so that it suits light, dark and paper.
struct PlotSVG {
  private let size: (width: Double, height: Double)
  private let edge: (left: Double, right: Double, top: Double, bottom: Double)
  private let plot: PlotData
  private let ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)

  /// The sine and cosine of the angle by which names of ticks are turned.
  private static let turn = (sine: 0.573_576, cosine: 0.819_152, degrees: 35)

  /// A picture of `width` x `height` pixels, by default `plot.size`, which the page may stretch.
  init(_ plot: PlotData, width: Double? = nil, height: Double? = nil) {
    var size = (width: width ?? plot.size.width, height: height ?? plot.size.height)
    let lines = plot.ticks.map { $0.map { $0.lines.count { !$0.isEmpty } }.max() ?? 0 }
    if plot.ticksAreTurned {
      let lengths = (plot.ticks ?? []).map { 6.8 * Double(Self.turned($0).count) }
      let slot = (size.width - 72) / Double(lengths.count)
      // How far the names reach out to the left of the first place.
      let reach = lengths.enumerated().map { place, length in
        length * Self.turn.cosine - (Double(place) + 0.5) * slot
      }
      edge = (
        max(58, (reach.max() ?? 0) + 8), 14, 10, 18 + (lengths.max() ?? 0) * Self.turn.sine
      )
      size.height += edge.bottom - 50
    } else {
      edge = (58, 14, 10, lines.map { 8 + 14 * Double($0) } ?? 44)
    }
    self.size = size
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
    let (top, height) = (n(edge.top), n(size.height - edge.top - edge.bottom))
    let shown = plot.bands.compactMap { band -> (band: PlotData.Band, from: Double, to: Double)? in
      let low = max(band.x.lowerBound, ranges.x.lowerBound)
      let high = min(band.x.upperBound, ranges.x.upperBound)
      return high > low ? (band, x(low), x(high)) : nil
    }
    guard plot.bandsAreMerged else {
      return shown.map { band, from, to in
        "<rect class=\"band \(band.style)\" x=\"\(n(from))\" y=\"\(top)\" "
          + "width=\"\(n(to - from))\" height=\"\(height)\">"
          + "<title>\(HTML.escaped(band.name))</title></rect>\n"
      }.joined()
    }
    return Set(shown.map(\.band.style)).sorted().map { style in
      let shape = shown.filter { $0.band.style == style }.map {
        "M\(n($0.from)) \(top)h\(n($0.to - $0.from))v\(height)H\(n($0.from))z"
      }.joined()
      return "<path class=\"band \(style)\" d=\"\(shape)\"/>\n"
    }.joined()
  }

  private var axes: String {
    let (left, right) = (edge.left, size.width - edge.right)
    let (top, bottom) = (edge.top, size.height - edge.bottom)
    var text = ""
    if plot.ticksAreTurned {
      for tick in plot.ticks ?? [] {
        let (x, y) = (n(x(tick.value) + 4), n(bottom + 14))
        text +=
          "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"end\" "
          + "transform=\"rotate(-\(Self.turn.degrees) \(x) \(y))\">"
          + "\(HTML.escaped(Self.turned(tick)))</text>\n"
      }
    }
    for tick in plot.ticksAreTurned ? [] : plot.ticks ?? [] {
      for (line, name) in tick.lines.filter({ !$0.isEmpty }).enumerated() {
        text +=
          "<text x=\"\(n(x(tick.value)))\" y=\"\(n(bottom + 15 + 14 * Double(line)))\" "
          + "text-anchor=\"middle\">\(HTML.escaped(name))</text>\n"
      }
    }
    let numbers =
      plot.ticks == nil
      ? PlotData.ticks(
        ranges.x, count: Int(clamped: size.width / 76), isLogarithmic: plot.isLogarithmic) : []
    for tick in numbers {
      let x = n(self.x(tick))
      text += "<line class=\"grid\" x1=\"\(x)\" y1=\"\(n(top))\" x2=\"\(x)\" y2=\"\(n(bottom))\"/>"
      text +=
        "<text x=\"\(x)\" y=\"\(n(bottom + 16))\" text-anchor=\"middle\">\(label(tick))</text>\n"
    }
    for tick in PlotData.ticks(
      ranges.y, count: Int(clamped: size.height / 53), isLogarithmic: false)
    {
      let y = n(self.y(tick))
      text += "<line class=\"grid\" x1=\"\(n(left))\" y1=\"\(y)\" x2=\"\(n(right))\" y2=\"\(y)\"/>"
      text +=
        "<text x=\"\(n(left - 6))\" y=\"\(n(self.y(tick) + 4))\" text-anchor=\"end\">\(label(tick))</text>\n"
    }
    text +=
      "<rect class=\"frame\" x=\"\(n(left))\" y=\"\(n(top))\" width=\"\(n(right - left))\" "
      + "height=\"\(n(bottom - top))\"/>\n"
    if !plot.xLabel.isEmpty {
      text +=
        "<text class=\"axis\" x=\"\(n((left + right) / 2))\" y=\"\(n(bottom + 36))\" text-anchor=\"middle\">"
        + HTML.escaped(plot.xLabel) + "</text>\n"
    }
    let middle = n((top + bottom) / 2)
    return text
      + "<text class=\"axis\" x=\"14\" y=\"\(middle)\" text-anchor=\"middle\" "
      + "transform=\"rotate(-90 14 \(middle))\">" + HTML.escaped(plot.yLabel) + "</text>\n"
  }

  /// A name of several lines on one.
  private static func turned(_ tick: PlotData.Tick) -> String {
    tick.lines.filter { !$0.isEmpty }.joined(separator: ", ")
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
    return edge.left + part * (size.width - edge.left - edge.right)
  }

  private func y(_ value: Double) -> Double {
    let value = min(max(value, ranges.y.lowerBound), ranges.y.upperBound)
    let part = (value - ranges.y.lowerBound) / (ranges.y.upperBound - ranges.y.lowerBound)
    return size.height - edge.bottom
      - part * (size.height - edge.top - edge.bottom)
  }

  private func n(_ value: Double) -> String { DecimalText.text((value * 100).rounded() / 100) }

  private func label(_ value: Double) -> String { DecimalText.text(value) }
}
