/// A chart as data: drawn as SVG here, and by a chart library in the browser where there is one.
struct PlotData: Sendable {
  /// One set of points of a chart.
  struct Series: Sendable {
    var name: String
    var points: [Point]
    /// Joined by a line, without marks.
    var isLine = false
    var isDashed = false
    /// Thinner than other lines.
    var isFine = false
    /// The place among the colours of the page; `nil` for the colour of axes.
    var colour: Int?
  }

  /// One point, and what it is.
  struct Point: Sendable {
    var x: Double
    var y: Double
    var label = ""
  }

  /// A stretch of x that is shaded from bottom to top.
  struct Band: Sendable {
    var x: ClosedRange<Double>
    /// What it is, for those who point at it.
    var name: String
    /// The class of the page's style that colours it.
    var style: String
  }

  /// A place on the x axis that has a name in place of its number.
  struct Tick: Sendable {
    var value: Double
    /// The name's lines.
    var lines: [String]
  }

  var id: String
  var title: String
  var xLabel: String
  var yLabel: String
  /// Whether x is drawn on a logarithmic scale.
  var isLogarithmic = false
  var bands: [Band] = []
  /// Whether the bands of one style are drawn as one shape without names.
  var bandsAreMerged = false
  var series: [Series]
  /// What is shown of x and y where it is not all of the points; lines beyond are drawn at the edge.
  var shownX: ClosedRange<Double>?
  var shownY: ClosedRange<Double>?
  /// The marks of the x axis; `nil` for numbers.
  var ticks: [Tick]?

  /// The width and height of a picture, pixels.
  private static let narrow = (width: 460.0, height: 320.0)
  private static let wide = (width: 960.0, height: 400.0)

  /// Whether the names of ticks need more than their places in a picture of this width.
  private func namesAreCrowded(in width: Double) -> Bool {
    guard let ticks, !ticks.isEmpty else { return false }
    let longest = ticks.flatMap(\.lines).map(\.count).max() ?? 0
    return Double(longest) * 6.8 > (width - 72) / Double(ticks.count)
  }

  /// Whether the chart takes the width of the page, so that the names of its ticks do not meet.
  var isWide: Bool { namesAreCrowded(in: Self.narrow.width) }
  /// The picture's width and height, pixels.
  var size: (width: Double, height: Double) { isWide ? Self.wide : Self.narrow }
  /// Whether names of ticks are wider than their places even so, and are turned.
  var ticksAreTurned: Bool { namesAreCrowded(in: size.width) }

  /// What is shown of x and y; by default the least and most over all points, with some room.
  var ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let points = series.flatMap(\.points)
    return (
      shownX ?? Self.room(points.map(\.x), isLogarithmic: isLogarithmic),
      shownY ?? Self.room(points.map(\.y), isLogarithmic: false)
    )
  }

  private static func room(_ values: [Double], isLogarithmic: Bool) -> ClosedRange<Double> {
    guard let low = values.min(), let high = values.max() else { return 0...1 }
    if isLogarithmic { return low...max(high, low * 1.1) }
    let room = max((high - low) * 0.06, 1e-3)
    return low - room...high + room
  }

  /// The values of tick marks in a range: about `count` round numbers, or 1, 2 and 5 times the powers of
  /// ten on a logarithmic scale.
  static func ticks(_ range: ClosedRange<Double>, count: Int, isLogarithmic: Bool) -> [Double] {
    if isLogarithmic {
      var ticks: [Double] = []
      var power = 1e-6
      while power <= range.upperBound {
        ticks += [1, 2, 5].map { $0 * power }.filter(range.contains)
        power *= 10
      }
      let skip = max(1, (ticks.count + count - 1) / count)
      return ticks.enumerated().filter { $0.offset % skip == 0 }.map(\.element)
    }
    let rough = (range.upperBound - range.lowerBound) / Double(count)
    guard rough.isFinite else { return [] }
    var power = 1e-6
    while power * 10 <= rough { power *= 10 }
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
    guard step > 0 else { return [] }
    guard abs(range.lowerBound / step) < 1e9, abs(range.upperBound / step) < 1e9 else { return [] }
    let first = Int(clamped: (range.lowerBound / step).rounded(.up))
    let last = Int(clamped: (range.upperBound / step).rounded(.down))
    return last < first || last - first > 1000 ? [] : (first...last).map { Double($0) * step }
  }

  /// The chart as JSON for the page's script.
  var json: JSONValue {
    let ranges = ranges
    func edges(_ range: ClosedRange<Double>) -> JSONValue {
      .array([.number(range.lowerBound), .number(range.upperBound)])
    }
    return .object([
      "id": .string(id), "x_label": .string(xLabel), "y_label": .string(yLabel),
      "logarithmic": .bool(isLogarithmic), "x": edges(ranges.x), "y": edges(ranges.y),
      "aspect": .number(size.width / size.height), "turned": .bool(ticksAreTurned),
      "ticks": ticks.map { ticks in
        .array(
          ticks.map {
            .object([
              "value": .number($0.value), "lines": .array($0.lines.map { .string($0) }),
            ])
          })
      } ?? .null,
      "series": .array(
        series.map { series in
          .object([
            "name": .string(series.name), "line": .bool(series.isLine),
            "dashed": .bool(series.isDashed), "fine": .bool(series.isFine),
            "colour": .integer(series.colour),
            "points": .array(
              series.points.map {
                .object(["x": .number($0.x), "y": .number($0.y), "label": .string($0.label)])
              }),
          ])
        }),
    ])
  }
}
