import Calibration
import ImmobilityCore
import Statistics

/// A calibration as one page for a browser, without anything from the network.
public struct CalibrationHTML: CalibrationPrinter {
  private let library: ScriptLibrary?

  /// Makes a printer.
  ///
  /// - Parameter library: Chart.js 3, which becomes part of the page; `nil` leaves the charts as the
  ///   pictures that they are without it.
  public init(library: ScriptLibrary?) { self.library = library }

  /// The page.
  public func text(of report: CalibrationReport) -> String {
    let fit = report.fit
    let plots = [scatter(fit), differences(fit), landscape(fit)]
    var text =
      "<p class=\"muted\">\(HTML.escaped(summary(report)))</p>\n"
      + "<p class=\"verdict\">\(HTML.escaped(fit.verdict))</p>\n"
    if !fit.remarks.isEmpty {
      text +=
        "<h2>Remarks</h2>\n<ul>\n"
        + fit.remarks.map { "<li>\(HTML.escaped($0))</li>\n" }.joined() + "</ul>\n"
    }
    text += "<h2>Totals and threshold</h2>\n" + legend(fit) + "<div class=\"charts\">\n"
    for (plot, caption) in zip(plots, captions(fit)) {
      text += HTML.figure(of: plot, caption: caption)
    }
    text += "</div>\n" + figures(fit) + rasters(fit) + animals(fit) + settings(report)
    text += rules(fit) + inputs(report)
    if library == nil {
      text +=
        "<p class=\"muted\">The charts are pictures: Chart.js (Debian package libjs-chart.js) was not found "
        + "when the report was made; with it they answer to the pointer.</p>\n"
    }
    var page = HTMLPage(title: "Calibration: " + report.profile, body: text)
    if let library {
      page.libraries = [library]
      page.data = [(PlotScript.dataID, .array(plots.map(\.json)))]
      page.scripts = [PlotScript.text]
    }
    return page.text
  }

  private func summary(_ report: CalibrationReport) -> String {
    let fit = report.fit
    let protocolName = report.start.protocolName.map { ", protocol \($0)" } ?? ""
    return "\(fit.animals.count) animals, "
      + (fit.raters.count == 1 ? "1 rater" : "\(fit.raters.count) raters")
      + "\(protocolName), \(fit.candidates) candidate settings; \(report.software.name) "
      + report.software.version
  }

  // MARK: - Charts

  private func name(_ animal: FittedAnimal) -> String {
    let file = animal.recording.split(separator: "/").last.map(String.init) ?? animal.recording
    return [file, animal.animal].compactMap(\.self).joined(separator: ", ")
  }

  private func pairs(_ fit: CalibrationFit) -> [(rater: Int, points: [(FittedAnimal, Double)])] {
    fit.raters.indices.map { rater in
      (
        rater,
        fit.animals.compactMap { animal in
          animal.ratings.first { $0.rater == rater }.map { (animal, $0.seconds) }
        }
      )
    }
  }

  private func scatter(_ fit: CalibrationFit) -> PlotData {
    let pairs = pairs(fit)
    let all = pairs.flatMap { $0.points.flatMap { [$0.1, $0.0.heldOut.seconds] } }
    let (low, high) = (all.min() ?? 0, all.max() ?? 1)
    let identity = PlotData.Series(
      name: "identity", points: [low, high].map { PlotData.Point(x: $0, y: $0) }, isLine: true,
      isDashed: true)
    return PlotData(
      id: "scatter", title: "Immobile seconds: program against people",
      xLabel: "by hand, s", yLabel: "Stillwater, unseen animals, s",
      series: [identity]
        + pairs.map { pair in
          PlotData.Series(
            name: fit.raters[pair.rater],
            points: pair.points.map {
              PlotData.Point(x: $0.1, y: $0.0.heldOut.seconds, label: name($0.0))
            }, colour: pair.rater)
        })
  }

  private func differences(_ fit: CalibrationFit) -> PlotData {
    let points = fit.animals.map { animal in
      PlotData.Point(
        x: (animal.meanSeconds + animal.heldOut.seconds) / 2,
        y: animal.heldOut.seconds - animal.meanSeconds, label: name(animal))
    }
    let (low, high) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 1)
    func rule(_ name: String, _ estimate: Estimate, dashed: Bool) -> PlotData.Series? {
      estimate.value.map { value in
        PlotData.Series(
          name: name, points: [low, high].map { PlotData.Point(x: $0, y: value) }, isLine: true,
          isDashed: dashed)
      }
    }
    let figures = fit.crossValidated
    let rules = [
      rule("bias", figures.bias, dashed: false),
      rule("lower limit of agreement", figures.lowerLimit, dashed: true),
      rule("upper limit of agreement", figures.upperLimit, dashed: true),
    ].compactMap(\.self)
    return PlotData(
      id: "differences", title: "Differences (Bland-Altman)",
      xLabel: "mean of program and people, s", yLabel: "program - people, s",
      series: rules + [PlotData.Series(name: "difference", points: points, colour: 0)])
  }

  private func landscape(_ fit: CalibrationFit) -> PlotData {
    let values = fit.landscape.map(\.value)
    let (low, high) = (min(0, values.min() ?? 0), values.max() ?? 1)
    func rule(_ name: String, _ x: Double, _ colour: Int?, dashed: Bool) -> PlotData.Series {
      PlotData.Series(
        name: name, points: [PlotData.Point(x: x, y: low), PlotData.Point(x: x, y: high)],
        isLine: true, isDashed: dashed, colour: colour)
    }
    return PlotData(
      id: "landscape", title: "Threshold landscape", xLabel: "motion threshold, %",
      yLabel: fit.objective == .kappa ? "kappa" : "agreement of totals", isLogarithmic: true,
      series: [
        PlotData.Series(
          name: "agreement",
          points: fit.landscape.map { PlotData.Point(x: $0.threshold, y: $0.value) }, isLine: true,
          colour: 0), rule("flat top begins", fit.plateau.lowerBound, nil, dashed: true),
        rule("flat top ends", fit.plateau.upperBound, nil, dashed: true),
        rule("chosen", fit.settings.motionThreshold, 1, dashed: false),
      ])
  }

  private func captions(_ fit: CalibrationFit) -> [String] {
    let figures = fit.crossValidated
    return [
      "Each point is an animal, scored with settings that were chosen without it; on the dashed line both "
        + "agree. CCC \(CalibrationReport.text(figures.concordance, 2)).",
      "Bias \(CalibrationReport.text(figures.bias, 1)) s; 95 % of differences are expected between the "
        + "dashed limits.",
      "Agreement over all animals by the motion threshold, all else as chosen. Between the dashed lines "
        + "(\(Rounding.text(fit.plateau.lowerBound)) to \(Rounding.text(fit.plateau.upperBound)) %) it is as "
        + "good as the best; the middle, \(Rounding.text(fit.settings.motionThreshold)) %, was chosen."
        + (fit.thresholdSpread.map {
          " 95 % of resampled sets of animals choose \(Rounding.text($0.lowerBound)) to "
            + "\(Rounding.text($0.upperBound)) %."
        } ?? ""),
    ]
  }

  private func legend(_ fit: CalibrationFit) -> String {
    "<p class=\"legend\">"
      + fit.raters.enumerated().map {
        "<span><i style=\"background: var(--c\($0.offset % HTML.colours))\"></i>\(HTML.escaped($0.element))</span>"
      }.joined() + "</p>\n"
  }

  private func rasters(_ fit: CalibrationFit) -> String {
    guard fit.animals.contains(where: { $0.ratings.contains { $0.immobile != nil } }) else {
      return ""
    }
    var text =
      "<h2>Bouts: people above the program</h2>\n<p class=\"muted\">Filled: immobile. Raters' reaction "
      + "delays are taken out; the program's bouts are those of settings chosen without the animal.</p>\n"
    for animal in fit.animals {
      let kappa = animal.heldOut.confusion?.kappa.value.map {
        ", kappa \(DecimalText.fixed($0, decimals: 2))"
      }
      text += "<figure class=\"raster\"><h3>\(HTML.escaped(name(animal) + (kappa ?? "")))</h3>\n"
      for rating in animal.ratings {
        text += row(
          fit.raters[rating.rater], rating.immobile, rating.seconds, animal.window, rating.rater)
      }
      text += row(
        "Stillwater", animal.heldOut.immobile, animal.heldOut.seconds, animal.window, nil)
      text += BoutRaster.scale((animal.window.start, animal.window.end)) + "</figure>\n"
    }
    return text
  }

  private func row(
    _ name: String, _ times: TimeSpans?, _ seconds: Double, _ window: TimeSpan, _ colour: Int?
  ) -> String {
    let style = colour.map { "c\($0 % HTML.colours)" } ?? "ink"
    return BoutRaster.row(
      name, (times?.spans ?? []).map { BoutRaster.Bar(start: $0.start, end: $0.end, style: style) },
      window: (window.start, window.end), figure: "\(DecimalText.fixed(seconds, decimals: 1)) s",
      label: "\(name): \(times.map { "\($0.spans.count) bouts" } ?? "total alone")")
  }

  // MARK: - Tables

  private func figures(_ fit: CalibrationFit) -> String {
    let all = [fit.crossValidated, fit.inSample, fit.uncalibrated]
    let rows = CalibrationReport.figures.compactMap { figure -> [String]? in
      let estimates = all.map(figure.value)
      guard estimates.contains(where: { $0.value != nil }) else { return nil }
      return [figure.name] + estimates.map { CalibrationReport.text($0, figure.decimals) }
    }
    var between = ""
    if let raters = fit.betweenRaters {
      between =
        "<p>Between raters (\(raters.count) pairs of scores): mean absolute difference "
        + "\(DecimalText.fixed(raters.meanAbsoluteDifference, decimals: 1)) s, kappa "
        + "\(CalibrationReport.text(raters.kappa, 2)), CCC \(CalibrationReport.text(raters.concordance, 2)).</p>\n"
    }
    return "<h2>Figures</h2>\n"
      + HTML.table(
        ["figure (95 % interval)", "unseen animals", "same animals", "protocol's settings"], rows)
      + between
  }

  private func animals(_ fit: CalibrationFit) -> String {
    let rows = fit.animals.map { animal in
      [name(animal)]
        + fit.raters.indices.map { rater in
          animal.ratings.first { $0.rater == rater }
            .map { DecimalText.fixed($0.seconds, decimals: 1) } ?? ""
        } + [
          DecimalText.fixed(animal.heldOut.seconds, decimals: 1),
          animal.heldOut.confusion.map { CalibrationReport.text($0.kappa, 2) } ?? "-",
          Rounding.text(animal.heldOut.threshold),
          DecimalText.fixed(animal.inSample.seconds, decimals: 1),
        ]
    }
    return "<h2>Animals</h2>\n<p class=\"muted\">Seconds of people are, as the program's, "
      + "those of the time that all raters and the program judged.</p>\n"
      + HTML.table(
        ["animal"] + fit.raters.map { $0 + ", s" } + [
          "unseen, s", "kappa", "its threshold, %", "fitted, s",
        ], rows)
  }

  private func settings(_ report: CalibrationReport) -> String {
    "<h2>Settings</h2>\n"
      + HTML.table(
        ["setting", "protocol", "calibrated"],
        report.settings.map { [$0.name, $0.before, $0.after] })
  }

  private func rules(_ fit: CalibrationFit) -> String {
    let delays = zip(fit.raters, fit.delays).map { "\($0) \(Rounding.text($1)) s" }
    return "<h2>How the figures are made</h2>\n<ul>\n"
      + CalibrationReport.rules(fit).map { rule in
        let name = String(rule.name.map { $0 == "_" ? " " : $0 })
        return "<li><b>\(HTML.escaped(name))</b>: \(HTML.escaped(rule.text))</li>\n"
      }.joined()
      + (fit.objective == .kappa
        ? "<li><b>delays taken out</b>: \(HTML.escaped(delays.joined(separator: ", ")))</li>\n"
        : "")
      + "</ul>\n"
  }

  private func inputs(_ report: CalibrationReport) -> String {
    "<h2>Inputs</h2>\n<div class=\"hash\">"
      + HTML.table(
        ["file", "kind", "format", "last changed", "SHA-256"],
        report.inputs.map { [$0.path, $0.kind.rawValue, $0.format, $0.modified, $0.sha256] },
        texts: 5) + "</div>\n"
  }
}
