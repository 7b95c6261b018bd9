import ImmobilityCore

/// The table of all animals of a study: complete without scripts, sorted and filtered by `TableScript`.
struct StudyTable {
  var rows: [StudyRow]
  var covariates: [String]

  private struct Column {
    var title: String
    /// Numbers stand flush right and are sorted by value.
    var isNumber = false
    /// What a choice above the table filters by.
    var filter: String?
    /// The cell's markup.
    var cell: (StudyRow) -> String
  }

  /// The controls and the table.
  var text: String {
    guard !rows.isEmpty else { return "<p>No animal is known yet.</p>\n" }
    let columns = columns
    let heading = columns.map { column in
      "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")"
        + (column.filter.map { " data-filter=\"\($0)\"" } ?? "")
        + ">\(HTML.escaped(column.title))</th>"
    }.joined()
    var body = ""
    for row in rows {
      body += row.standing == .scored ? "<tr>" : "<tr class=\"out\">"
      for column in columns {
        body += column.isNumber ? "<td class=\"number\">" : "<td>"
        body += column.cell(row) + "</td>"
      }
      body += "</tr>\n"
    }
    return controls
      + "<div class=\"scroll tall\" role=\"region\" tabindex=\"0\" aria-label=\"All animals\">"
      + "<table id=\"animals-table\" class=\"sortable\">\n<thead><tr>\(heading)</tr></thead>\n<tbody>\n"
      + body + "</tbody></table></div>\n"
  }

  private var controls: String {
    func choice(_ name: String, _ values: [String?]) -> String {
      let values = Set(values.compactMap(\.self)).sorted(by: NaturalOrder.precedes)
      guard values.count > 1 else { return "" }
      return "<label>\(name) <select data-by=\"\(name)\"><option value=\"\">all</option>"
        + values.map { "<option>\(HTML.escaped($0))</option>" }.joined() + "</select></label>\n"
    }
    // Shown by the script that makes them work.
    return "<div class=\"filters screen\" hidden>\n"
      + "<label>search <input type=\"search\" autocomplete=\"off\"></label>\n"
      + choice("group", rows.map(\.animal.group)) + choice("session", rows.map(\.animal.session))
      + "<span class=\"count\" role=\"status\"></span></div>\n"
  }

  private var columns: [Column] {
    var columns = [
      Column(title: "animal") { row in
        let name = HTML.escaped(row.name)
        return row.section.map { "<a href=\"#\($0)\">\(name)</a>" } ?? name
      },
      Column(title: "recording") { HTML.escaped($0.recording.path) },
      Column(title: "arena") { HTML.escaped($0.animal.arena ?? "all") },
      Column(title: "group", filter: "group") { Self.given($0.animal.group) },
      Column(title: "dose") { Self.given($0.animal.dose) },
      Column(title: "session", filter: "session") { Self.given($0.animal.session) },
    ]
    for (index, name) in covariates.enumerated() {
      columns.append(
        Column(title: name) { row in
          Self.given(index < row.animal.covariates.count ? row.animal.covariates[index] : nil)
        })
    }
    return columns + measures + [Column(title: "remarks", cell: remarks)]
  }

  private var measures: [Column] {
    func number(_ title: String, _ value: @escaping (StudyRow, AnimalScore) -> String) -> Column {
      Column(title: title, isNumber: true) { row in
        row.score.map { HTML.escaped(value(row, $0)) } ?? "no data"
      }
    }
    let s = ScoreWords.seconds
    var columns = [
      Column(title: "window, from trial start") { row in
        row.score.map { HTML.escaped(ScoreWords.window($0.window)) } ?? "no data"
      },
      number("immobile, s") { s($1.immobile) }, number("plausible, s") { ScoreWords.plausible($1) },
      number("immobile, %") { s($1.immobilePercent) },
      number("latency, s") { ($1.latencyCensored ? ">= " : "") + s($1.latency) },
      number("bouts") { "\($1.boutCount)" }, number("mean bout, s") { Self.bout($1.boutMean) },
      number("median bout, s") { Self.bout($1.boutMedian) },
      number("longest bout, s") { Self.bout($1.boutLongest) }, number("mobile, s") { s($1.mobile) },
    ]
    if rows.contains(where: { $0.recording.settings.highlyMobileThreshold != nil }) {
      columns.append(
        number("highly mobile, s") {
          $0.recording.settings.highlyMobileThreshold == nil ? "not assessed" : s($1.highlyMobile)
        })
    }
    return columns + [
      // All of the window where there is no data: unscored is what that time is.
      Column(title: "unscored, s", isNumber: true) { row in
        row.animal.score.map { s($0.unscored) } ?? "no data"
      }
    ]
  }

  /// A length of bouts; animals without any have none.
  private static func bout(_ value: Double?) -> String {
    value.map(ScoreWords.seconds) ?? "no bout"
  }

  private static func given(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "<span class=\"muted\">-</span>" }
    return HTML.escaped(text)
  }

  private func remarks(_ row: StudyRow) -> String {
    var parts: [String] = []
    switch row.standing {
    case .scored: break
    case .excluded(let reason): parts.append("<b>excluded</b>: \(HTML.escaped(reason))")
    case .noData(let reason):
      parts.append("<b class=\"nodata\">no data</b>: \(HTML.escaped(reason))")
    }
    parts += ScoreWords.flags(row.animal.score?.quality ?? []).map(HTML.escaped)
    return "<span class=\"flags\">\(parts.joined(separator: "; "))</span>"
  }
}
