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

/// Words that the parts of a study's page share.
enum StudyWords {
  /// What a row's arm is: `imipramine, 15 mg/kg, test, stress CMS`; a dose without a unit as `dose 15`.
  static func arm(_ row: StudyRow, strata: [String]) -> String {
    let dose = row.animal.dose.map { Double($0) == nil ? $0 : "dose \($0)" }
    let parts =
      [row.animal.group, dose, row.animal.session].compactMap(\.self)
      + zip(strata, row.strata).filter { !$0.1.isEmpty }.map { "\($0) \($1)" }
    return parts.isEmpty ? "no group" : parts.joined(separator: ", ")
  }

  /// A number of things: `1 animal`, `2 animals`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// Words as a list: `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The least and the most, or the one that both are.
  static func range(_ values: [Double], places: Int = 1) -> String? {
    guard let low = values.min(), let high = values.max() else { return nil }
    let (first, last) = (Rounding.text(low, places: places), Rounding.text(high, places: places))
    return first == last ? first : "\(first)-\(last)"
  }

  /// Reasons with how often each was given, the most frequent first.
  static func reasons(_ reasons: [String]) -> String {
    var counts: [String: Int] = [:]
    for reason in reasons { counts[reason, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key): \($0.value)" }.joined(separator: "; ")
  }
}
