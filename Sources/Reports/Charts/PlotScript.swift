/// Charts of points and lines that answer to the pointer, by the library Chart.js in the page.
enum PlotScript {
  /// The element of the page that holds the charts' data, an array of `PlotData.json`.
  static let dataID = "plots"

  /// Turns the charts' data into charts that answer to the pointer, with the library of the page.
  static let text = """
    (function () {
      if (typeof Chart === "undefined") { return; }
      var plots = JSON.parse(document.getElementById("plots").textContent), charts = [];
      function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
      function draw() {
        charts.forEach(function (chart) { chart.destroy(); });
        var ink = colour("--ink"), muted = colour("--muted"), grid = colour("--grid");
        charts = plots.map(function (plot) {
          var place = document.getElementById(plot.id);
          place.classList.add("live");
          function named(axis) {
            axis.grid.display = false;
            axis.title.display = false;
            axis.afterBuildTicks = function (scale) {
              scale.ticks = plot.ticks.map(function (tick) { return { value: tick.value }; });
            };
            axis.ticks.autoSkip = false;
            if (plot.turned) { axis.ticks.minRotation = axis.ticks.maxRotation = 35; }
            axis.ticks.callback = function (value, index) {
              var lines = plot.ticks[index].lines.filter(function (line) { return line !== ""; });
              return plot.turned ? lines.join(", ") : lines;
            };
            return axis;
          }
          function axis(label, edges, type) {
            return { type: type, min: edges[0], max: edges[1], grid: { color: grid },
              ticks: { color: muted, maxTicksLimit: type === "logarithmic" ? 30 : 7, includeBounds: false, maxRotation: 0,
                callback: function (value) {
                  // Of a logarithmic axis 1, 2 and 5 times the powers of ten alone, so that none overlap.
                  var lead = value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
                  var isNamed = type !== "logarithmic" || [1, 2, 5].some(function (n) {
                    return Math.abs(lead - n) < 1e-6; });
                  return isNamed ? String(Number(value.toPrecision(4))) : "";
                } },
              title: { display: true, text: label, color: ink } };
          }
          return new Chart(place.querySelector("canvas"), {
            type: "scatter",
            data: { datasets: plot.series.map(function (series) {
              var own = series.colour === null ? muted : colour("--c" + series.colour % 6);
              return { label: series.name, data: series.points, showLine: series.line, borderColor: own,
                backgroundColor: own, pointRadius: series.line ? 0 : 5, pointHitRadius: series.line ? 4 : 8,
                borderWidth: series.fine ? 1.2 : 2, borderDash: series.dashed ? [6, 4] : [] };
            }) },
            options: { animation: false, aspectRatio: plot.aspect, scales: {
                x: plot.ticks ? named(axis("", plot.x, "linear"))
                  : axis(plot.x_label, plot.x, plot.logarithmic ? "logarithmic" : "linear"),
                y: axis(plot.y_label, plot.y, "linear") },
              plugins: { legend: { display: false }, tooltip: { callbacks: { label: function (item) {
                var point = item.raw, name = item.dataset.label;
                return (point.label ? point.label + ", " : "") + name + ": " +
                  (plot.ticks ? "" : Number(point.x.toPrecision(4)) + ", ") + Number(point.y.toPrecision(4));
              } } } } }
          });
        });
      }
      draw();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    }());
    """
}
