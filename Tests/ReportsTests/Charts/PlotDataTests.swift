import Testing

@testable import Reports

/// Ticks, ranges and escaping of charts.
@Suite struct PlotDataTests {
  @Test func ticksAreRoundNumbersInsideTheRange() {
    #expect(PlotData.ticks(-0.7...11.3, count: 6, isLogarithmic: false) == [0, 2, 4, 6, 8, 10])
    #expect(PlotData.ticks(0.3...30, count: 8, isLogarithmic: true) == [0.5, 1, 2, 5, 10, 20])
    #expect(PlotData.ticks(5...5, count: 6, isLogarithmic: false).count <= 1)
  }

  @Test func aPointAloneAndNothingAtAllAreDrawn() {
    for points in [[], [PlotData.Point(x: 1, y: 2, label: "<b>&\"")]] {
      let plot = PlotData(
        id: "p", title: "t", xLabel: "x", yLabel: "y",
        series: [PlotData.Series(name: "a", points: points, colour: 0)])
      let text = PlotSVG(plot).text
      #expect(text.hasPrefix("<svg") && text.hasSuffix("</svg>\n"))
      #expect(!text.contains("nan") && !text.contains("<b>"))
    }
  }

  @Test func nothingEndsAScriptElement() {
    let json = HTML.scriptJSON(.string("</script><script>"))
    #expect(!json.contains("<"))
    #expect(HTML.escaped("<a href='x'>&\"") == "&lt;a href=&#39;x&#39;&gt;&amp;&quot;")
  }
}
