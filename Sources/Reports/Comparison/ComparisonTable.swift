import GroupComparison

/// A comparison as tables for people: the arms of each session and stratum with their effects on immobile
/// time, then interactions and changes.
public struct ComparisonTable: ComparisonPrinter {
  private let style: TerminalStyle

  /// Makes a printer, with colours or without.
  public init(colours: Bool) { style = TerminalStyle(colours: colours) }

  /// The tables and notes.
  public func text(of report: ComparisonReport) -> String {
    let comparison = report.comparison
    let design = comparison.design
    var lines: [String] = []
    var places: [String] = []
    for arm in comparison.arms {
      let place = ComparisonWords.place(arm.key, design)
      if !places.contains(place) { places.append(place) }
    }
    for place in places {
      if !lines.isEmpty { lines.append("") }
      if !place.isEmpty { lines.append(TextTable.printable(place)) }
      lines += armLines(comparison, place: place)
    }
    lines += effectLines("Interactions, immobile time", comparison.interactions, comparison)
    lines += effectLines("Changes, immobile time", comparison.changes, comparison)
    let notes = comparison.notes + report.comparison.effectReasons
    if !notes.isEmpty {
      lines.append("")
      lines += notes.map { style.warning("note: ") + TextTable.printable($0) }
    }
    lines += ["", Self.legend(design)]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func legend(_ design: ComparisonDesign) -> String {
    "Differences in s with 95 % BCa intervals, p by permutation, adjusted after Holm over each family; "
      + "seed \(design.seed). --format json and --output have latency, bouts and Welch's intervals."
  }

  private func armLines(_ comparison: Comparison, place: String) -> [String] {
    var table = TextTable(columns: [
      ("group", .left), ("dose mg/kg", .right), ("n", .right), ("immobile s", .right),
      ("latency s", .right), ("bouts", .right), ("difference s", .right), ("Hedges' g", .right),
      ("p", .right), ("p Holm", .right),
    ])
    var missing: [String] = []
    for arm in comparison.arms
    where ComparisonWords.place(arm.key, comparison.design) == place {
      var cells = [
        arm.key.group, arm.key.dose.isEmpty ? "-" : arm.key.dose, "\(arm.animals.count)",
      ]
      cells += ComparedMeasure.allCases.map { ComparisonWords.meanAndError(arm, $0) }
      if let effect = comparison.effects.first(where: {
        $0.arm == arm.key && $0.measure == .immobile
      }) {
        cells += Self.cells(effect)
      } else {
        cells += ["-", "-", "-", "-"]
      }
      table.add(cells)
      if let reason = arm.noData {
        missing.append(
          style.failure(
            "\(TextTable.printable(ComparisonWords.arm(arm.key))): no data: \(TextTable.printable(reason))"
          ))
      }
    }
    return [style.heading(table.lines.heading)] + table.lines.body + missing
  }

  private func effectLines(
    _ title: String, _ effects: [Effect], _ comparison: Comparison
  ) -> [String] {
    let shown = effects.filter { $0.measure == .immobile }
    guard !shown.isEmpty else { return [] }
    var table = TextTable(columns: [
      (title, .left), ("where", .left), ("n", .right), ("difference s", .right),
      ("Hedges' g", .right), ("p", .right), ("p Holm", .right),
    ])
    for effect in shown {
      table.add(
        [
          ComparisonWords.comparison(effect, comparison.design),
          ComparisonWords.place(effect.arm, comparison.design),
          effect.counts.map { "\($0)" }.joined(separator: "/"),
        ] + Self.cells(effect))
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }

  private static func cells(_ effect: Effect) -> [String] {
    [
      ComparisonWords.estimate(effect.difference, decimals: 1),
      ComparisonWords.estimate(effect.hedgesG, decimals: 2),
      ComparisonWords.p(effect.permutation?.p), ComparisonWords.p(effect.adjustedP),
    ]
  }
}

extension Comparison {
  /// Why effects on immobile time are missing or have no interval, as sentences.
  var effectReasons: [String] {
    (effects + interactions + changes).compactMap { effect in
      guard effect.measure == .immobile, let reason = effect.difference.reason else { return nil }
      let place = ComparisonWords.place(effect.arm, design)
      return ComparisonWords.comparison(effect, design) + (place.isEmpty ? "" : " (\(place))")
        + ": \(reason)."
    }
  }
}
