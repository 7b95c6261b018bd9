import GroupComparison
import Statistics

/// A comparison as one page for a browser, without anything from the network.
public struct ComparisonHTML: ComparisonPrinter {
  private let library: ScriptLibrary?

  /// Makes a printer.
  ///
  /// - Parameter library: Chart.js 3, which becomes part of the page; `nil` leaves the charts as the
  ///   pictures that they are without it.
  public init(library: ScriptLibrary?) { self.library = library }

  /// Style of the markup, beyond that of every page.
  static let style = """
    .estimation { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.4rem; }
    .nodata { color: #a84300; } @media (prefers-color-scheme: dark) { .nodata { color: var(--c1); } }
    .words { white-space: normal; display: block; text-align: left; }
    .estimation figcaption:empty { display: none; } .estimation .wide { grid-column: 1 / -1; }
    .estimation .alone { max-width: 44rem; }
    h4 { font-size: .95rem; margin: 1.1rem 0 .3rem; }
    dt { font-weight: 600; margin-top: .5rem; } dd { margin: 0; }
    """

  /// The page.
  public func text(of report: ComparisonReport) -> String {
    var (body, charts) = Self.markup(of: report, heading: "h2")
    body += files(report)
    if library == nil { body += Self.withoutLibrary }
    var page = HTMLPage(title: "Comparison of groups", style: Self.style, body: body)
    if let library {
      page.libraries = [library]
      page.data = [(PlotScript.dataID, .array(charts.map(\.json)))]
      page.scripts = [PlotScript.text]
    }
    return page.text
  }

  /// What a page says that has no library for its charts.
  static let withoutLibrary =
    "<p class=\"muted\">The charts are pictures: Chart.js (Debian package libjs-chart.js) was not found "
    + "when the report was made; with it they answer to the pointer.</p>\n"

  /// The comparison as a part of a page, and its charts for `PlotScript`.
  ///
  /// - Parameter heading: the element of its headings, `h2` or below.
  static func markup(
    of report: ComparisonReport, heading: String
  ) -> (body: String, charts: [PlotData]) {
    let comparison = report.comparison
    let design = comparison.design
    let plots = EstimationPlots(comparison: comparison)
    let panels = plots.panels
    let changes = plots.changes
    let title = { (text: String) in "<\(heading)>\(HTML.escaped(text))</\(heading)>\n" }
    var body = summary(report)
    body += title("Groups") + groups(comparison) + leftOut(comparison)
    body +=
      title(
        "Animals and differences: \(ComparisonWords.measure(design.primary))")
      + "<p class=\"muted\">Above: every animal a dot, its "
      + "group's mean a line. Below: the mean difference from \(HTML.escaped(design.vehicle)) "
      + "with its 95 % interval (Welch).</p>\n<div class=\"estimation\">\n"
    for panel in panels {
      // One panel alone has its two charts beside each other.
      let style = panel.values.isWide ? "wide" : panels.count == 1 ? "wide charts" : ""
      body += "<div class=\"\(style)\">\n"
      body += HTML.figure(of: panel.values, caption: "")
      if let differences = panel.differences { body += HTML.figure(of: differences, caption: "") }
      body += "</div>\n"
    }
    body += "</div>\n"
    for section in Effect.Section.allCases {
      let effects = comparison.effects(section)
      guard !effects.isEmpty else { continue }
      body += title(ComparisonWords.title(section, design)) + Self.effects(effects, comparison)
      if section == .changes {
        body +=
          "<div class=\"estimation\">\n"
          + changes.map { plot in
            "<div\(plot.isWide ? " class=\"wide\"" : "")>\n"
              + HTML.figure(of: plot, caption: "Each line an animal.") + "</div>\n"
          }.joined() + "</div>\n"
      }
    }
    body += trends(comparison, title) + equivalence(comparison, title)
    if !comparison.powerInWords.isEmpty {
      body +=
        title("Sample size")
        + comparison.powerInWords.map { "<p>\(HTML.escaped($0))</p>\n" }.joined()
    }
    let courses = plots.timeCourses
    if !courses.isEmpty {
      body += title("Time course") + "<div class=\"estimation\">\n"
      for (plot, names) in courses {
        body +=
          "<div\(courses.count == 1 ? " class=\"alone\"" : "")>\n" + legend(names)
          + HTML.figure(
            of: plot, caption: "Mean immobile seconds of each bin with its 95 % interval.")
          + "</div>\n"
      }
      body += "</div>\n"
    }
    let latencies = plots.latencies
    if design.measures.contains(.latency) {
      body += title("Latency") + latency(comparison) + "<div class=\"estimation\">\n"
      for (plot, names) in latencies {
        body +=
          "<div\(latencies.count == 1 ? " class=\"alone\"" : "")>\n" + legend(names)
          + HTML.figure(
            of: plot, caption: "Part of the animals not yet immobile (Kaplan-Meier).") + "</div>\n"
      }
      body += "</div>\n"
    }
    body += title("How the figures are made") + rules(comparison)
    return (
      body,
      panels.flatMap { [$0.values, $0.differences].compactMap(\.self) } + changes
        + courses.map(\.plot)
        + (design.measures.contains(.latency) ? latencies.map(\.plot) : [])
    )
  }

  private static func legend(_ names: [(name: String, colour: Int?)]) -> String {
    "<div class=\"legend\">"
      + names.map {
        "<span><i style=\"background: var(--\($0.colour.map { "c\($0 % HTML.colours)" } ?? "muted"))\">"
          + "</i>\(HTML.escaped($0.name))</span>"
      }.joined() + "</div>\n"
  }

  private static func summary(_ report: ComparisonReport) -> String {
    let comparison = report.comparison
    let animals = Set(comparison.arms.flatMap { $0.animals.map(\.name) }).count
    let design = comparison.design
    var facts = [
      "\(report.software.name) \(report.software.version)",
      animals == 1 ? "1 animal with data" : "\(animals) animals with data",
      "compared with \(design.vehicle)",
    ]
    if !design.strata.isEmpty {
      facts.append("within \(design.strata.joined(separator: " and "))")
    }
    if let pair = design.pair { facts.append("\(pair.second) paired with \(pair.first)") }
    let notes = report.warnings + comparison.notes + comparison.effectReasons
    return "<p class=\"muted\">\(HTML.escaped(facts.joined(separator: ", ")))</p>\n"
      + (notes.isEmpty
        ? ""
        : "<ul>\n" + notes.map { "<li>\(HTML.escaped($0))</li>\n" }.joined() + "</ul>\n")
  }

  private static func groups(_ comparison: Comparison) -> String {
    let design = comparison.design
    let hasSessions = comparison.arms.contains { !$0.key.session.isEmpty }
    let hasDose = design.arm.contains("dose")
    let leavesOut = comparison.arms.contains { $0.noData == nil && !$0.leftOut.isEmpty }
    let rows = comparison.arms.map { arm -> [String] in
      var cells = hasSessions ? [HTML.escaped(arm.key.session)] : []
      cells += arm.key.stratum.map(HTML.escaped)
      cells += [HTML.escaped(arm.key.group)]
      cells += ((hasDose ? [arm.key.dose] : []) + arm.key.further).map {
        HTML.escaped($0.isEmpty ? "-" : $0)
      }
      cells.append(ComparisonWords.count(arm))
      if let reason = arm.noData {
        cells +=
          [
            "<span class=\"words\"><b class=\"nodata\">no data</b>: \(HTML.escaped(reason))</span>"
          ] + design.measures.dropFirst().map { _ in "no data" }
      } else {
        cells += design.measures.map {
          HTML.escaped(ComparisonWords.meanAndError(arm, $0, sign: "\u{B1}"))
        }
      }
      if leavesOut {
        let text = arm.noData == nil ? HTML.escaped(arm.missingInWords ?? "") : ""
        cells.append("<span class=\"words\">\(text)</span>")
      }
      return cells
    }
    return HTML.table(
      (hasSessions ? ["session"] : []) + design.strata + ["treatment group"]
        + (hasDose ? ["dose, mg/kg"] : []) + design.further + ["n"]
        + design.measures.map { ComparisonWords.measure($0) + ", \u{B1} SEM" }
        + (leavesOut ? ["left out"] : []), markup: rows,
      texts: (hasSessions ? 1 : 0) + design.strata.count + 1)
  }

  private static func leftOut(_ comparison: Comparison) -> String {
    let leftOut = comparison.leftOut
    guard !leftOut.isEmpty else { return "" }
    return "<h4>Left out</h4>\n"
      + HTML.table(
        ["animal", "arm", "recording", "reason"],
        leftOut.map { [$0.animal.name, $0.arm, $0.animal.recording, $0.animal.reason] }, texts: 4)
  }

  private static func effects(_ effects: [Effect], _ comparison: Comparison) -> String {
    let design = comparison.design
    let places = effects.map { ComparisonWords.place($0, design) }
    let hasPlaces = places.contains { !$0.isEmpty }
    func name(_ effect: Effect) -> [String] {
      [ComparisonWords.comparison(effect, design)]
        + (hasPlaces ? [ComparisonWords.place(effect, design)] : [])
    }
    let names = ["comparison"] + (hasPlaces ? ["where"] : [])
    var text = ""
    for measure in design.measures {
      let shown = effects.filter { $0.measure == measure }
      guard let first = shown.first else { continue }
      let family = shown.map(\.familySize).max() ?? 0
      let rows = shown.map { effect in
        name(effect) + [
          effect.counts.map { "\($0)" }.joined(separator: ", "),
          ComparisonWords.estimate(effect.difference, decimals: 1),
          ComparisonWords.p(effect.test?.p),
        ] + (family > 0 ? [ComparisonWords.p(effect.adjustedP)] : [])
          + [ComparisonWords.estimate(effect.hedgesG, decimals: 2)]
      }
      text +=
        "<h4>\(HTML.escaped(ComparisonWords.measure(measure).capitalisedFirst))</h4>\n"
        + HTML.table(
          names + ["n", "difference (95 %)", "p"]
            + (family > 0
              ? ["p, \(ComparisonWords.adjustment(first.section, design)) of \(family)"] : [])
            + ["Hedges' g (95 %)"], rows, texts: names.count)
    }
    let shown = effects.filter { $0.measure == design.primary && $0.test != nil }
    guard !shown.isEmpty else { return text }
    return text
      + "<h4>Without the normal distribution: "
      + "\(HTML.escaped(ComparisonWords.measure(design.primary)))</h4>\n"
      + HTML.table(
        names + ["permutation p", "its smallest", "bootstrap-t 95 %", "shift by ranks (95 %)"],
        shown.map { effect in
          name(effect) + [
            ComparisonWords.p(effect.permutation?.p), ComparisonWords.p(effect.permutation?.least),
            ComparisonWords.interval(effect.bootstrapInterval, decimals: 1),
            ComparisonWords.estimate(effect.rankShift, decimals: 1),
          ]
        }, texts: names.count)
  }

  private static func trends(
    _ comparison: Comparison, _ title: (String) -> String
  ) -> String {
    guard !comparison.trends.isEmpty else { return "" }
    return title("Dose trends")
      + HTML.table(
        ["treatment: doses", "where", "n", "change from dose to dose (95 %)", "p", "Jonckheere p"],
        comparison.trends.map { trend in
          [
            trend.words, ComparisonWords.place(trend.arm, comparison.design),
            trend.counts.map { "\($0)" }.joined(separator: ", "),
            ComparisonWords.estimate(trend.step, decimals: 1),
            ComparisonWords.p(trend.trend.step.p), ComparisonWords.p(trend.trend.jonckheere.p),
          ]
        }, texts: 2)
  }

  private static func equivalence(
    _ comparison: Comparison, _ title: (String) -> String
  ) -> String {
    let design = comparison.design
    guard let margin = design.margin else { return "" }
    let shown = comparison.effects.filter { $0.measure == design.primary && $0.test != nil }
    return title("Equivalence within \(DecimalText.text(margin))")
      + HTML.table(
        ["comparison", "where", "difference, 90 % interval", "p that it is larger"],
        shown.map { effect in
          [
            ComparisonWords.comparison(effect, design), ComparisonWords.place(effect, design),
            ComparisonWords.interval(effect.test?.interval(level: 0.9), decimals: 1),
            ComparisonWords.p(effect.equivalenceP(margin: margin)),
          ]
        }, texts: 2)
  }

  private static func latency(_ comparison: Comparison) -> String {
    let design = comparison.design
    let rows = comparison.arms.filter { $0.noData == nil }.map { arm in
      [
        arm.key.name, ComparisonWords.place(arm.key, design), "\(arm.units.count)",
        "\(arm.censoredLatencies)", ComparisonWords.meanAndError(arm, .latency, sign: "\u{B1}"),
        arm.medianLatency.map { DecimalText.fixed($0, decimals: 1) } ?? "not reached",
        ComparisonWords.p(comparison.logRanks.first { $0.arm == arm.key }?.test?.p),
      ]
    }
    return HTML.table(
      [
        "arm", "where", "n", "censored", "restricted mean, s, \u{B1} SEM", "median, s",
        "log-rank p against \(design.vehicle)",
      ], rows, texts: 2)
  }

  private static func rules(_ comparison: Comparison) -> String {
    "<dl>\n"
      + ComparisonWords.rules(comparison).map {
        "<dt>\(HTML.escaped($0.name))</dt><dd>\(HTML.escaped($0.text))</dd>\n"
      }.joined() + "</dl>\n"
  }

  private func files(_ report: ComparisonReport) -> String {
    "<h2>Files</h2>\n" + HTML.table(["read"], report.inputs.map { [$0] })
  }
}
