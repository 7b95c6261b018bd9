import GroupComparison
import ImmobilityCore

/// A study as one page for a browser, without anything from the network: all animals in a table and under
/// each other in time, groups compared, what failed and what is left out, methods to paste, every animal's
/// section as in the page of scores, settings and provenance.
public struct StudyHTML: Sendable {
  private let dygraphs: ScriptLibrary?
  private let chart: ScriptLibrary?

  /// Makes a printer.
  ///
  /// - Parameters:
  ///   - dygraphs: dygraphs 2 for charts over time, `nil` leaves them as the pictures that they are.
  ///   - chart: Chart.js 3 for charts of groups, likewise.
  public init(dygraphs: ScriptLibrary?, chart: ScriptLibrary?) {
    self.dygraphs = dygraphs
    self.chart = chart
  }

  /// Runs that are listed; the page says how many there were.
  private static let mostRuns = 20
  /// Above so many animals their pictures are made of merged shapes.
  private static let mostInFull = 100

  /// The name of an animal's section.
  static func section(_ recording: Int, _ animal: Int) -> String { "r\(recording)a\(animal)" }

  /// The page.
  public func text(of report: StudyReport) -> String {
    let rows = StudyRows(report)
    let settings = SettingsInForce(report)
    let sections = AnimalSections(report, isMerged: rows.rows.count > Self.mostInFull)
    let compared = comparison(report)
    let motion = sections.all.compactMap { $0.chart?.json }
    var body = StudyHead(report: report, rows: rows.rows, settings: settings).markup
    body +=
      "<h2 id=\"animals\">Animals</h2>\n" + "<div class=\"animals\">"
      + StudyTable(rows: rows.rows, covariates: report.covariates).text + "</div>\n"
    body +=
      "<h2 id=\"raster\">Bouts of all animals</h2>\n" + ScoreHTML.legend
      + StudyRaster(rows: rows, strata: compared.strata).text
    body += "<h2 id=\"groups\">Comparison of groups</h2>\n" + compared.body
    body += StudyLeftOut(status: report.status).markup
    body += methods(report, rows, settings)
    body += "<h2 id=\"each\">Each animal</h2>\n" + sections.markup
    body += "<h2 id=\"settings\">Settings</h2>\n" + settings.markup
    body += ScoreHTML.definitions + provenance(report)
    body += weight(report, motion: motion, sections: sections, charts: compared.charts)
    var page = HTMLPage(
      title: report.status.name,
      style: [
        ScorePageStyle.text, ComparisonHTML.style, MotionChartScript.style, TableScript.style,
        StudyPageStyle.text,
      ].joined(separator: "\n"), body: body)
    if let dygraphs, !motion.isEmpty {
      page.libraries.append(dygraphs)
      page.data.append((MotionChartScript.dataID, .array(motion)))
      page.scripts.append(MotionChartScript.text)
    }
    if let chart, !compared.charts.isEmpty {
      page.libraries.append(chart)
      page.data.append((PlotScript.dataID, .array(compared.charts.map(\.json))))
      page.scripts.append(PlotScript.text)
    }
    page.scripts.append(TableScript.text)
    return page.text
  }

  private func comparison(
    _ report: StudyReport
  ) -> (body: String, charts: [PlotData], strata: [String]) {
    switch report.comparison {
    case .notMade(let reason): return ("<p>\(HTML.escaped(reason))</p>\n", [], [])
    case .made(let made):
      let (body, charts) = ComparisonHTML.markup(of: made, heading: "h3")
      return (body, charts, made.comparison.design.strata)
    }
  }

  private func methods(
    _ report: StudyReport, _ rows: StudyRows, _ settings: SettingsInForce
  ) -> String {
    let paragraphs = MethodsText(report: report, rows: rows.rows, settings: settings).paragraphs
    var text = "<h2 id=\"methods\">Methods</h2>\n"
    if paragraphs.isEmpty {
      text += "<p>Nothing is scored yet: there is nothing to state.</p>\n"
    } else {
      text +=
        "<p class=\"muted\">What this study's data hold, to paste and to complete. "
        + "<button type=\"button\" class=\"copy screen\" data-copies=\"methods-text\" hidden>Copy</button></p>\n"
        + "<div class=\"methods\" id=\"methods-text\">\n"
        + paragraphs.map { "<p>\(HTML.escaped($0))</p>\n" }.joined() + "</div>\n"
    }
    return text + "<h3 id=\"arrive\">ARRIVE 2.0, the essential 10</h3>\n"
      + ArriveList(report: report, rows: rows, settings: settings).markup
  }

  // MARK: - The end

  private func provenance(_ report: StudyReport) -> String {
    let runs = report.status.runs
    var text = "<h2 id=\"provenance\">Runs and provenance</h2>\n"
    if runs.isEmpty {
      text += "<p>No run yet.</p>\n"
    } else {
      text += HTML.table(
        [
          "run", "command", "version", "host", "started (UTC)", "ended (UTC)", "outcome",
          "decoded", "rescored", "failed",
        ],
        runs.prefix(Self.mostRuns).map { run in
          let count = { (name: String) in "\(run.counts.first { $0.name == name }?.count ?? 0)" }
          return [
            "\(run.id)", run.command, run.softwareVersion, run.host, run.startedAt,
            run.endedAt ?? "-",
            run.outcome.map { $0.split(separator: "_").joined(separator: " ") }
              ?? "running, or killed", count("decoded"), count("rescored"), count("failed"),
          ]
        }, texts: 7)
      if runs.count > Self.mostRuns {
        text +=
          "<p class=\"muted\">The last \(Self.mostRuns) of \(runs.count) runs; stillwater status --runs lists all.</p>\n"
      }
    }
    let rows = report.recordings.compactMap { recording in
      recording.provenance.map { from in
        [
          recording.recording.path, "\(from.run)", from.scoredAt, from.softwareVersion,
          String(from.settingsHash.prefix(16)), from.contentHash,
        ]
      }
    }
    guard !rows.isEmpty else { return text }
    return text
      + "<h3>Recordings</h3>\n<div class=\"hash\">"
      + HTML.table(
        [
          "recording", "run", "scored (UTC)", "version", "settings hash (first 16 digits)",
          "content SHA-256",
        ], rows, texts: 6) + "</div>\n"
  }

  /// What the page weighs, and what is missing from it.
  private func weight(
    _ report: StudyReport, motion: [JSONValue], sections: AnimalSections, charts: [PlotData]
  ) -> String {
    let pictures = report.views.reduce(0) { sum, view in
      if case .picture(let frame)? = view?.frame { sum + frame.png.count } else { sum }
    }
    func kilobytes(_ bytes: Int) -> String { "\((bytes + 999) / 1000) kB" }
    var parts = ["frames as pictures \(kilobytes(pictures))"]
    if dygraphs != nil, !motion.isEmpty {
      parts.append("motion \(kilobytes(JSONValue.array(motion).line.utf8.count))")
    }
    let libraries = [motion.isEmpty ? nil : dygraphs, charts.isEmpty ? nil : chart].compactMap(
      \.self)
    if !libraries.isEmpty {
      let bytes = libraries.reduce(0) { $0 + $1.script.utf8.count + $1.style.utf8.count }
      parts.append("chart libraries \(kilobytes(bytes))")
    }
    var text =
      "<p class=\"muted\">Written by \(HTML.escaped("\(report.status.software.name) \(report.status.software.version)")). "
      + "In this page: \(parts.joined(separator: ", ")).</p>\n"
    if dygraphs == nil, !motion.isEmpty {
      text +=
        "<p class=\"muted\">The charts of motion are pictures: dygraphs (Debian package libjs-dygraphs) was not "
        + "found when the report was made; with it they can be zoomed and read by pointer and keyboard.</p>\n"
    }
    if chart == nil, !charts.isEmpty { text += ComparisonHTML.withoutLibrary }
    return text
  }
}
