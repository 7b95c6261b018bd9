/// Charts of motion over time that can be zoomed and read by pointer and keyboard, by the library
/// dygraphs in the page.
enum MotionChartScript {
  /// The element of the page that holds the charts' data, an array of `MotionChart.json`.
  static let dataID = "motion"

  /// Style that goes with the charts.
  static let style = """
    .plot.motion .area { height: 240px; }
    .plot .buttons { display: none; flex-wrap: wrap; gap: .4rem; align-items: center; margin: .3rem 0; }
    .plot.live .buttons { display: flex; }
    .plot button { font: inherit; font-size: .85rem; color: var(--ink); background: var(--card);
      border: 1px solid var(--grid); border-radius: 4px; padding: .2rem .6rem; cursor: pointer; }
    .plot .reading { font-size: .9rem; font-variant-numeric: tabular-nums; min-height: 1.5em; flex: 1 1 16rem; }
    .dygraph-axis-label { color: var(--muted); font-size: 12px; }
    .dygraph-xlabel, .dygraph-ylabel { color: var(--ink); font-size: 13px; }
    .dygraph-legend { display: none; }
    @media (max-width: 40rem) { .plot.motion .area { height: 200px; } }
    """

  /// Turns the charts' data into charts, each when it first comes into view.
  static let text = """
    (function () {
      if (typeof Dygraph === "undefined") { return; }
      var charts = JSON.parse(document.getElementById("motion").textContent), drawn = [];
      function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
      function rows(text) {
        var all = [];
        text.split("|").forEach(function (run, index) {
          if (run === "") { return; }
          var points = run.split(" ").map(function (pair) { return pair.split(",").map(Number); });
          if (index > 0) { all.push([points[0][0] - 1e-6, null]); }
          Array.prototype.push.apply(all, points);
        });
        return all;
      }
      function state(chart, time) {
        var found = chart.bouts.filter(function (bout) { return time >= bout[2] && time < bout[3]; })[0];
        return found ? found[1] + " bout " + found[2].toFixed(1) + "-" + found[3].toFixed(1) + " s"
          : "outside of the analysis window";
      }
      function draw(chart) {
        var place = document.getElementById(chart.id), area = place.querySelector(".area"),
          reading = place.querySelector(".reading"), data = rows(chart.points), at = -1;
        if (data.length === 0) { return; }
        // What lies beyond the axis is drawn at its edge and read as it is.
        var drawnData = data.map(function (point) {
          return [point[0], point[1] === null ? null : Math.max(chart.y[0], Math.min(chart.y[1], point[1]))];
        });
        place.classList.add("live");
        function read(row) {
          at = row;
          if (data[row][1] === null) { reading.textContent = "no evidence"; return; }
          reading.textContent = data[row][0].toFixed(2) + " s: " + Number(data[row][1].toPrecision(3)) +
            " %, " + state(chart, data[row][0]);
        }
        var graph = new Dygraph(area, drawnData, {
          labels: ["s", chart.y_label], xlabel: "seconds from trial start", ylabel: chart.y_label,
          dateWindow: chart.x.slice(), valueRange: chart.y.slice(), legend: "never", animatedZooms: false,
          strokeWidth: 1.2, highlightCircleSize: 4, xRangePad: 0, connectSeparatedPoints: false,
          axes: { x: { drawGrid: false, axisLabelFormatter: function (v) { return String(Number(v.toFixed(3))); } },
            y: { axisLabelWidth: 44, axisLabelFormatter: function (v) { return String(Number(v.toPrecision(3))); } } },
          colors: [colour("--c0")], gridLineColor: colour("--grid"), axisLineColor: colour("--muted"),
          highlightCallback: function (event, x, points, row) { read(row); },
          unhighlightCallback: function () { reading.textContent = ""; },
          zoomCallback: function () { mark(); },
          underlayCallback: function (canvas, box, g) {
            function band(from, to, name) {
              var left = Math.max(g.toDomXCoord(from), box.x), right = Math.min(g.toDomXCoord(to), box.x + box.w);
              if (right > left) { canvas.fillStyle = colour(name); canvas.fillRect(left, box.y, right - left, box.h); }
            }
            chart.bouts.forEach(function (bout) {
              var name = { immobile: "--shade", highly_mobile: "--shade-high", unscored: "--shade-unscored" }[bout[0]];
              if (name) { band(bout[2], bout[3], name); }
            });
            chart.thresholds.forEach(function (threshold) {
              var y = g.toDomYCoord(threshold.value);
              canvas.strokeStyle = colour("--c" + threshold.colour);
              canvas.lineWidth = 1.5; canvas.setLineDash([6, 4]); canvas.beginPath();
              canvas.moveTo(box.x, y); canvas.lineTo(box.x + box.w, y); canvas.stroke(); canvas.setLineDash([]);
            });
          }
        });
        function mark() {
          var range = graph.xAxisRange(), all = chart.x;
          place.dataset.from = range[0]; place.dataset.to = range[1];
          place.classList.toggle("zoomed", range[1] - range[0] < (all[1] - all[0]) * 0.999);
        }
        function show(from, to) {
          var least = chart.x[0], most = chart.x[1], width = Math.min(to - from, most - least);
          width = Math.max(width, (most - least) / 2000);
          from = Math.max(least, Math.min(from, most - width));
          graph.updateOptions({ dateWindow: [from, from + width], valueRange: chart.y.slice() });
          mark();
        }
        function change(factor, shift) {
          var range = graph.xAxisRange(), half = (range[1] - range[0]) / 2,
            middle = (range[0] + range[1]) / 2 + shift * half;
          show(middle - half * factor, middle + half * factor);
        }
        var actions = { "in": function () { change(0.5, 0); }, "out": function () { change(2, 0); },
          earlier: function () { change(1, -1); }, later: function () { change(1, 1); },
          all: function () { show(chart.x[0], chart.x[1]); } };
        place.querySelectorAll("button").forEach(function (button) {
          button.addEventListener("click", function () { actions[button.dataset.act](); });
        });
        area.addEventListener("keydown", function (event) {
          var keys = { "+": "in", "=": "in", "-": "out", "0": "all", PageUp: "earlier", PageDown: "later" };
          if (keys[event.key]) { actions[keys[event.key]](); event.preventDefault(); return; }
          var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (!step) { return; }
          event.preventDefault();
          step *= event.shiftKey ? 10 : 1;
          var range = graph.xAxisRange();
          if (at < 0) { at = data.findIndex(function (point) { return point[0] >= range[0]; }); step = 0; }
          at = Math.max(0, Math.min(data.length - 1, at + step));
          if (data[at][0] < range[0] || data[at][0] > range[1]) {
            var half = (range[1] - range[0]) / 2;
            show(data[at][0] - half, data[at][0] + half);
          }
          graph.setSelection(at); read(at);
        });
        mark();
        drawn.push(function () {
          graph.updateOptions({ colors: [colour("--c0")], gridLineColor: colour("--grid"),
            axisLineColor: colour("--muted") });
        });
      }
      var waiting = new Map(charts.map(function (chart) { return [document.getElementById(chart.id), chart]; }));
      if (typeof IntersectionObserver === "undefined") { charts.forEach(draw); } else {
        var watch = new IntersectionObserver(function (entries) {
          entries.forEach(function (entry) {
            if (!entry.isIntersecting) { return; }
            watch.unobserve(entry.target);
            draw(waiting.get(entry.target));
          });
        }, { rootMargin: "400px" });
        waiting.forEach(function (chart, place) { watch.observe(place); });
      }
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
        drawn.forEach(function (again) { again(); });
      });
    }());
    """
}
