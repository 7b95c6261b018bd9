import GroupComparison

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
    .estimation figcaption:empty { display: none; }
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
    let plots = EstimationPlots(comparison: comparison)
    let panels = plots.panels
    let changes = plots.changes
    let title = { (text: String) in "<\(heading)>\(HTML.escaped(text))</\(heading)>\n" }
    var body = summary(report)
    body += title("Groups") + groups(comparison)
    body +=
      title("Immobile time: animals and differences")
      + "<p class=\"muted\">Above: every animal a dot, its "
      + "group's mean a line. Below: the mean difference from \(HTML.escaped(comparison.design.vehicle)) "
      + "with its 95 % interval (BCa).</p>\n<div class=\"estimation\">\n"
    for panel in panels {
      body += "<div>\n" + HTML.figure(of: panel.values, caption: "")
      if let differences = panel.differences { body += HTML.figure(of: differences, caption: "") }
      body += "</div>\n"
    }
    body += "</div>\n"
    for (name, effects) in [
      ("Differences from \(comparison.design.vehicle)", comparison.effects),
      ("Interactions", comparison.interactions), ("Changes within animals", comparison.changes),
    ] where !effects.isEmpty {
      body += title(name) + Self.effects(effects, comparison)
    }
    if !comparison.changes.isEmpty {
      body +=
        "<div class=\"estimation\">\n"
        + changes.map { HTML.figure(of: $0, caption: "Each line an animal.") }.joined() + "</div>\n"
    }
    body += title("How the figures are made") + rules(comparison)
    return (body, panels.flatMap { [$0.values, $0.differences].compactMap(\.self) } + changes)
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
    let leavesOut = comparison.arms.contains { $0.noData == nil && !$0.missing.isEmpty }
    let rows = comparison.arms.map { arm -> [String] in
      var cells = hasSessions ? [HTML.escaped(arm.key.session)] : []
      cells += arm.key.stratum.map(HTML.escaped)
      cells += [
        HTML.escaped(arm.key.group), HTML.escaped(arm.key.dose.isEmpty ? "-" : arm.key.dose),
        "\(arm.animals.count)",
      ]
      if let reason = arm.noData {
        cells +=
          [
            "<span class=\"words\"><b class=\"nodata\">no data</b>: \(HTML.escaped(reason))</span>",
            "no data", "no data",
          ]
      } else {
        cells += ComparedMeasure.allCases.map {
          HTML.escaped(ComparisonWords.meanAndError(arm, $0, sign: "\u{B1}"))
        }
      }
      if leavesOut {
        let others = arm.missing.map { "\($0.count) without data: \($0.reason)" }
        let text = arm.noData == nil ? HTML.escaped(others.joined(separator: "; ")) : ""
        cells.append("<span class=\"words\">\(text)</span>")
      }
      return cells
    }
    return HTML.table(
      (hasSessions ? ["session"] : []) + design.strata + [
        "treatment group", "dose, mg/kg", "n", "mean immobile time, s, \u{B1} SEM",
        "latency, s, \u{B1} SEM", "bouts, \u{B1} SEM",
      ] + (leavesOut ? ["left out"] : []), markup: rows,
      texts: (hasSessions ? 1 : 0) + design.strata.count + 1)
  }

  private static func effects(_ effects: [Effect], _ comparison: Comparison) -> String {
    var text = ""
    for measure in ComparedMeasure.allCases {
      let shown = effects.filter { $0.measure == measure }
      let family = shown.first?.familySize ?? 0
      let rows = shown.map { effect in
        [
          ComparisonWords.comparison(effect, comparison.design),
          ComparisonWords.place(effect.arm, comparison.design),
          effect.counts.map { "\($0)" }.joined(separator: ", "),
          ComparisonWords.estimate(effect.difference, decimals: 1),
          ComparisonWords.interval(effect.welchInterval, decimals: 1),
          ComparisonWords.estimate(effect.hedgesG, decimals: 2),
          ComparisonWords.p(effect.permutation?.p), ComparisonWords.p(effect.adjustedP),
        ]
      }
      text +=
        "<h4>\(HTML.escaped(ComparisonWords.measure(measure).capitalisedFirst))</h4>\n"
        + HTML.table(
          [
            "comparison", "where", "n", "difference (95 % BCa)", "95 % by Welch",
            "Hedges' g (95 %)", "p", "p, Holm of \(family)",
          ], rows, texts: 2)
    }
    return text
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
