import ImmobilityCore

/// The bouts of all animals under each other on one axis of time, ordered by group.
struct StudyRaster {
  var rows: StudyRows
  /// The names of the factors in the rows' strata.
  var strata: [String]

  /// Above so many rows they are thin.
  private static let mostRows = 100

  /// The figure; words where nothing is scored.
  var text: String {
    let scored = rows.rows.compactMap(\.score)
    guard let start = scored.map(\.window.start).min(), let end = scored.map(\.window.end).max(),
      end > start
    else { return "<p>No animal has a score yet.</p>\n" }
    let window = (start: start, end: end)
    let isThin = rows.rows.count > Self.mostRows
    var text =
      "<div class=\"raster study\(isThin ? " thin" : "")\">\n"
      + "<div class=\"axis\">\(BoutRaster.axis(window))</div>\n"
    for arm in rows.arms {
      text += "<h4>\(HTML.escaped(heading(arm)))</h4>\n"
      for row in arm { text += self.text(of: row, window) }
    }
    return text + BoutRaster.axis(window)
      + "</div>\n<p class=\"muted\">Seconds from each animal's trial start; at the right the immobile time, s. "
      + "Empty before or after an animal's bar: outside of its analysis window.</p>\n"
  }

  private func heading(_ arm: [StudyRow]) -> String {
    guard let first = arm.first else { return "" }
    let scored = arm.filter { $0.standing == .scored }
    let mean = scored.compactMap(\.score).map(\.immobile)
    let animals = StudyRows.animals(scored)
    var text =
      StudyWords.arm(first, strata: strata)
      + ": n = \(animals)" + (animals == scored.count ? "" : ", \(scored.count) recordings")
    if !mean.isEmpty {
      text +=
        ", mean \(ScoreWords.seconds(mean.reduce(0, +) / Double(mean.count))) s immobile"
    }
    let out = arm.count - scored.count
    return text + (out == 0 ? "" : " (\(out) excluded or without data)")
  }

  private func text(of row: StudyRow, _ window: (start: Double, end: Double)) -> String {
    var bars: [BoutRaster.Bar] = []
    if let score = row.score {
      bars = score.bouts.map {
        BoutRaster.Bar(start: $0.start, end: $0.end, style: $0.state.rawValue)
      }
    }
    let figure: String
    let label: String
    switch row.standing {
    case .scored:
      let seconds = ScoreWords.seconds(row.score?.immobile)
      (figure, label) = (
        seconds, "\(row.name): \(seconds) s immobile, \(row.score?.boutCount ?? 0) bouts"
      )
    case .excluded(let reason): (figure, label) = ("excluded", "\(row.name): excluded: \(reason)")
    case .noData(let reason): (figure, label) = ("no data", "\(row.name): no data: \(reason)")
    }
    return BoutRaster.row(
      row.name, bars, window: window, figure: figure, label: label,
      form: .init(
        link: row.section, isMerged: true, style: row.standing == .scored ? "" : "out",
        track: row.score.map { ($0.window.start, $0.window.end) }))
  }
}
