import GroupComparison

/// A comparison as tables for people: the arms of each session and stratum with their effects on the
/// primary measure, then the other kinds of comparison, latency, checks, and who is left out.
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
    for section in Effect.Section.allCases where section != .effects {
      lines += effectLines(section, comparison)
    }
    lines +=
      trendLines(comparison) + courseLines(comparison) + latencyLines(comparison)
      + checkLines(comparison)
      + leftOutLines(comparison)
    if !comparison.powerInWords.isEmpty {
      lines += ["", style.heading("Sample size")] + comparison.powerInWords
    }
    let notes = comparison.notes + report.comparison.effectReasons
    if !notes.isEmpty {
      lines.append("")
      lines += notes.map { style.warning("note: ") + TextTable.printable($0) }
    }
    lines += ["", Self.legend(design)]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func legend(_ design: ComparisonDesign) -> String {
    "Differences in \(ComparisonWords.measure(design.primary)) with 95 % intervals and p by Welch. --format "
      + "json and --output have the other measures and say how each figure is made; seed \(design.seed)."
  }

  /// The headings of an arm's columns, beside its name's.
  private static func armColumns(_ design: ComparisonDesign) -> [(String, TextTable.Alignment)] {
    [("group", .left)] + (design.arm.contains("dose") ? [("dose mg/kg", .right)] : [])
      + design.further.map { ($0, .left) }
  }

  private static func cells(_ key: ArmKey, _ design: ComparisonDesign) -> [String] {
    [key.group]
      + ((design.arm.contains("dose") ? [key.dose] : []) + key.further).map {
        $0.isEmpty ? "-" : $0
      }
  }

  private func armLines(_ comparison: Comparison, place: String) -> [String] {
    let design = comparison.design
    var table = TextTable(
      columns: Self.armColumns(design) + [("n", .right)]
        + design.measures.map { (ComparisonWords.heading($0), .right) } + [
          ("difference (95 %)", .right), ("p", .right),
          ("p \(ComparisonWords.adjustment(.effects, design))", .right),
          ("Hedges' g (95 %)", .right),
        ])
    var missing: [String] = []
    for arm in comparison.arms where ComparisonWords.place(arm.key, design) == place {
      var cells = Self.cells(arm.key, design) + [ComparisonWords.count(arm)]
      cells += design.measures.map { ComparisonWords.meanAndError(arm, $0) }
      if let effect = comparison.effects(.effects).first(where: {
        $0.arm == arm.key && $0.measure == design.primary
      }) {
        cells += Self.cells(effect)
      } else {
        cells += ["-", "-", "-", "-"]
      }
      table.add(cells)
      let name = TextTable.printable(arm.key.name)
      if let reason = arm.noData {
        missing.append(style.failure("\(name): no data: \(TextTable.printable(reason))"))
      } else if let reason = arm.missingInWords {
        missing.append(style.failure("\(name): left out: \(TextTable.printable(reason))"))
      }
    }
    return [style.heading(table.lines.heading)] + table.lines.body + missing
  }

  private func effectLines(_ section: Effect.Section, _ comparison: Comparison) -> [String] {
    let design = comparison.design
    let shown = comparison.effects(section).filter { $0.measure == design.primary }
    guard !shown.isEmpty else { return [] }
    var table = TextTable(columns: [
      (ComparisonWords.title(section, design), .left), ("where", .left), ("n", .right),
      ("difference (95 %)", .right), ("p", .right),
      ("p \(ComparisonWords.adjustment(section, design))", .right), ("Hedges' g (95 %)", .right),
    ])
    for effect in shown {
      table.add(
        [
          ComparisonWords.comparison(effect, design), ComparisonWords.place(effect, design),
          effect.counts.map { "\($0)" }.joined(separator: "/"),
        ] + Self.cells(effect))
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }

  private static func cells(_ effect: Effect) -> [String] {
    [
      ComparisonWords.estimate(effect.difference, decimals: 1),
      ComparisonWords.p(effect.test?.p), ComparisonWords.p(effect.adjustedP),
      ComparisonWords.estimate(effect.hedgesG, decimals: 2),
    ]
  }

  private func latencyLines(_ comparison: Comparison) -> [String] {
    let design = comparison.design
    guard design.measures.contains(.latency) else { return [] }
    var table = TextTable(columns: [
      ("Latency", .left), ("where", .left), ("n", .right), ("censored", .right),
      ("restricted mean s", .right), ("median s", .right), ("log-rank p", .right),
    ])
    for arm in comparison.arms where arm.noData == nil {
      let test = comparison.logRanks.first { $0.arm == arm.key }?.test
      table.add([
        arm.key.name, ComparisonWords.place(arm.key, design), "\(arm.units.count)",
        "\(arm.censoredLatencies)", ComparisonWords.meanAndError(arm, .latency),
        arm.medianLatency.map { DecimalText.fixed($0, decimals: 1) } ?? "not reached",
        ComparisonWords.p(test?.p),
      ])
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }

  private func trendLines(_ comparison: Comparison) -> [String] {
    guard !comparison.trends.isEmpty else { return [] }
    var table = TextTable(columns: [
      ("Dose trend", .left), ("where", .left), ("n", .right), ("change a dose (95 %)", .right),
      ("p", .right), ("Jonckheere p", .right),
    ])
    for trend in comparison.trends {
      table.add([
        trend.words, ComparisonWords.place(trend.arm, comparison.design),
        trend.counts.map { "\($0)" }.joined(separator: "/"),
        ComparisonWords.estimate(trend.step, decimals: 1), ComparisonWords.p(trend.trend.step.p),
        ComparisonWords.p(trend.trend.jonckheere.p),
      ])
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }

  /// The mean immobile seconds of each bin; more bins than a line holds are in the other forms.
  private func courseLines(_ comparison: Comparison) -> [String] {
    let bins = comparison.timeCourses.flatMap(\.points).reduce(into: [String]()) {
      if !$0.contains(ComparisonWords.bin($1)) { $0.append(ComparisonWords.bin($1)) }
    }
    guard !bins.isEmpty, bins.count <= 12 else { return [] }
    var table = TextTable(
      columns: [("Immobile s in bins (half of the 95 % interval)", .left), ("where", .left)]
        + bins.map { ($0, .right) })
    for course in comparison.timeCourses {
      table.add(
        [course.arm.name, ComparisonWords.place(course.arm, comparison.design)]
          + bins.map { bin in
            course.points.first { ComparisonWords.bin($0) == bin }.map {
              ComparisonWords.plusMinus($0.mean, decimals: 1)
            } ?? "-"
          })
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }

  /// The lines that do without the normal distribution.
  private func checkLines(_ comparison: Comparison) -> [String] {
    let design = comparison.design
    let shown = comparison.effects.filter {
      $0.measure == design.primary && ($0.permutation != nil || $0.bootstrapInterval != nil)
    }
    guard !shown.isEmpty else { return [] }
    var table = TextTable(
      columns: [
        ("Checks", .left), ("where", .left), ("permutation p", .right),
        ("its smallest", .right), ("bootstrap-t 95 %", .right), ("shift by ranks (95 %)", .right),
      ] + (design.margin.map { [("p beyond \(DecimalText.text($0))", .right)] } ?? []))
    for effect in shown {
      table.add(
        [
          ComparisonWords.comparison(effect, design), ComparisonWords.place(effect, design),
          ComparisonWords.p(effect.permutation?.p), ComparisonWords.p(effect.permutation?.least),
          ComparisonWords.interval(effect.bootstrapInterval, decimals: 1),
          ComparisonWords.estimate(effect.rankShift, decimals: 1),
        ] + (design.margin.map { [ComparisonWords.p(effect.equivalenceP(margin: $0))] } ?? []))
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }

  private func leftOutLines(_ comparison: Comparison) -> [String] {
    guard !comparison.leftOut.isEmpty else { return [] }
    var table = TextTable(columns: [
      ("Left out", .left), ("arm", .left), ("recording", .left), ("reason", .left),
    ])
    for (arm, animal) in comparison.leftOut {
      table.add([animal.name, arm, animal.recording, animal.reason])
    }
    return ["", style.heading(table.lines.heading)] + table.lines.body
  }
}
