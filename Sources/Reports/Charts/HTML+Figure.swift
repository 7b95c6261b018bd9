extension HTML {
  /// A chart with its heading and caption: a picture, and a canvas for `PlotScript`.
  static func figure(of plot: PlotData, caption: String) -> String {
    "<figure><h3>\(escaped(plot.title))</h3>\n<div class=\"plot\" id=\"\(plot.id)\">"
      + "<canvas class=\"drawn\" role=\"img\" aria-label=\"\(escaped(plot.title))\"></canvas>\n"
      + PlotSVG(plot).text
      + "</div>\n<figcaption>\(escaped(caption))</figcaption></figure>\n"
  }
}
