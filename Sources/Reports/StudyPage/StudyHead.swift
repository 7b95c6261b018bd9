/// The top of a study's page: what is in it, as of which run, and how far it can be relied on.
struct StudyHead {
  var report: StudyReport
  var rows: [StudyRow]
  var settings: SettingsInForce

  /// The head.
  var markup: String {
    "<p class=\"muted\">\(HTML.escaped(facts.joined(separator: "; ")))</p>\n" + links + counts
      + verdicts
  }

  private var facts: [String] {
    let software = report.status.software
    let protocols = Set(settings.entries.map { $0.settings.protocolName ?? "no protocol" }).sorted()
    let recordings = settings.entries.flatMap(\.recordings)
    let versions = Set(recordings.compactMap(\.provenance?.softwareVersion)).sorted(
      by: NaturalOrder.precedes)
    var facts = [
      "A study scored with \(software.name) "
        + (versions.isEmpty ? software.version : StudyWords.list(versions))
    ]
    if !protocols.isEmpty {
      facts.append(
        protocols == ["no protocol"] ? "no protocol" : "protocol \(StudyWords.list(protocols))")
    }
    if settings.entries.count > 1 {
      facts.append("\(settings.entries.count) different settings (A, B...): see Settings")
    }
    if let run = report.status.runs.first {
      facts.append(
        "as of run \(run.id) (\(run.command)), "
          + (run.endedAt.map { "ended \($0)" } ?? "begun \(run.startedAt) and not ended"))
    } else {
      facts.append("no run yet")
    }
    return facts
  }

  private var links: String {
    let links = [
      ("animals", "Animals"), ("raster", "Bouts"), ("groups", "Groups"), ("left-out", "Left out"),
      ("methods", "Methods"), ("arrive", "ARRIVE"), ("each", "Each animal"),
      ("settings", "Settings"), ("definitions", "How the figures are made"),
      ("provenance", "Provenance"),
    ]
    return "<nav class=\"screen\">"
      + links.map { "<a href=\"#\($0.0)\">\($0.1)</a>" }.joined(separator: "\n") + "</nav>\n"
  }

  private var counts: String {
    let status = report.status
    let scored = settings.entries.reduce(0) { $0 + $1.recordings.count }
    let standing = rows.filter { $0.standing == .scored }
    let excluded = rows.count { if case .excluded = $0.standing { true } else { false } }
    let blank = rows.count { if case .noData = $0.standing { true } else { false } }
    func row(_ name: String, _ count: Int, _ words: String) -> [String] {
      [name, "\(count)", words]
    }
    let table = HTML.table(
      ["what", "number", ""],
      markup: [
        row("recordings scored", scored, ""),
        row("recordings failed", status.failures.count, "see Left out"),
        row(
          "recordings waiting", status.pending.count, "not scored, or not as the settings are now"),
        row(
          "animals with data", StudyRows.animals(standing),
          "in \(StudyWords.count(Set(standing.map(\.recording.path)).count, "recording"))"),
        row("excluded", excluded, "animals in recordings"),
        row("without data", blank, "animals in recordings, each with its reason in the table"),
      ].map { cells in
        [cells[0], cells[1], "<span class=\"words muted\">\(HTML.escaped(cells[2]))</span>"]
      })
    guard scored == 0 else { return table }
    return "<p class=\"verdict\">Nothing is scored yet: this study has no results. "
      + "'stillwater batch' scores what waits; what failed stands below with its reasons.</p>\n"
      + table
  }

  private var verdicts: String {
    settings.calibration.map { "<p class=\"verdict\">\(HTML.escaped($0))</p>\n" }.joined()
  }
}
