import GroupComparison

/// Estimation plots (Gardner & Altman 1986; Cumming 2012): every animal a dot above, the mean differences
/// with their intervals below.
struct EstimationPlots {
  var comparison: Comparison
  var measure = ComparedMeasure.immobile

  /// Arms of one session and stratum.
  struct Panel {
    var place: String
    var arms: [Arm]
    /// The animals and the means.
    var values: PlotData
    /// The differences from the vehicle; `nil` where there is none.
    var differences: PlotData?
  }

  /// One panel for each session and stratum that has data.
  var panels: [Panel] {
    var places: [(place: String, arms: [Arm])] = []
    for arm in comparison.arms {
      let place = ComparisonWords.place(arm.key, comparison.design)
      if places.last?.place == place {
        places[places.count - 1].arms.append(arm)
      } else {
        places.append((place, [arm]))
      }
    }
    return places.enumerated().compactMap { index, entry in
      guard entry.arms.contains(where: { !$0.animals.isEmpty }) else { return nil }
      return Panel(
        place: entry.place, arms: entry.arms, values: values(entry.arms, entry.place, index),
        differences: differences(entry.arms, entry.place, index))
    }
  }

  /// The values shown in every panel, so that panels can be compared.
  private var allValues: ClosedRange<Double> {
    0...max((comparison.arms.flatMap { $0.values(measure) }.max() ?? 0) * 1.05, 1)
  }

  /// The differences shown in every panel.
  private var allDifferences: ClosedRange<Double> {
    let ends = comparison.effects.filter { $0.measure == measure }.flatMap { effect in
      [
        effect.difference.value, effect.difference.interval?.lowerBound,
        effect.difference.interval?.upperBound,
      ].compactMap(\.self)
    }
    let (low, high) = (min(ends.min() ?? 0, 0), max(ends.max() ?? 0, 0))
    let room = max((high - low) * 0.06, 1e-3)
    return low - room...high + room
  }

  /// A dose with its unit: as written, and a bare number in mg/kg.
  static func dose(_ text: String) -> String {
    Double(text) == nil ? text : "\(text) mg/kg"
  }

  private func ticks(_ arms: [Arm]) -> [PlotData.Tick] {
    arms.enumerated().map { place, arm in
      PlotData.Tick(
        value: Double(place),
        lines: [arm.key.group, Self.dose(arm.key.dose)]
          + (arm.animals.isEmpty ? ["no data"] : ["n = \(arm.animals.count)"]))
    }
  }

  private func range(_ arms: [Arm]) -> ClosedRange<Double> { -0.6...Double(arms.count) - 0.4 }

  private func values(_ arms: [Arm], _ place: String, _ index: Int) -> PlotData {
    var series: [PlotData.Series] = []
    for (place, arm) in arms.enumerated() {
      let spread = Self.spread(arm.values(measure))
      series.append(
        PlotData.Series(
          name: ComparisonWords.arm(arm.key),
          points: zip(arm.animals, spread).map { animal, aside in
            PlotData.Point(
              x: Double(place) + aside, y: measure.value(of: animal.measures),
              label: animal.name)
          }, colour: place == 0 && arm.key.isVehicle ? nil : place))
      if let mean = arm.mean(measure) {
        series.append(
          PlotData.Series(
            name: "mean \(DecimalText.fixed(mean, decimals: 1)) s",
            points: [-0.32, 0.32].map { PlotData.Point(x: Double(place) + $0, y: mean) },
            isLine: true))
      }
    }
    return PlotData(
      id: "values\(index)", title: place.isEmpty ? "All animals" : place, xLabel: "",
      yLabel: ComparisonWords.measure(measure), series: series, shownX: range(arms),
      shownY: allValues, ticks: ticks(arms))
  }

  private func differences(_ arms: [Arm], _ place: String, _ index: Int) -> PlotData? {
    let effects = arms.enumerated().compactMap { place, arm in
      comparison.effects.first { $0.arm == arm.key && $0.measure == measure }.map { (place, $0) }
    }
    guard effects.contains(where: { $0.1.difference.value != nil }) else { return nil }
    let range = range(arms)
    var series = [
      PlotData.Series(
        name: "no difference",
        points: [range.lowerBound, range.upperBound].map { PlotData.Point(x: $0, y: 0) },
        isLine: true, isDashed: true)
    ]
    for (place, effect) in effects {
      guard let value = effect.difference.value else { continue }
      let name = ComparisonWords.comparison(effect, comparison.design)
      if let interval = effect.difference.interval {
        series.append(
          PlotData.Series(
            name: "95 % interval of \(name)",
            points: [interval.lowerBound, interval.upperBound].map {
              PlotData.Point(x: Double(place), y: $0)
            }, isLine: true, colour: place))
      }
      series.append(
        PlotData.Series(
          name: name,
          points: [
            PlotData.Point(
              x: Double(place), y: value,
              label: ComparisonWords.estimate(effect.difference, decimals: 1) + " s")
          ], colour: place))
    }
    return PlotData(
      id: "differences\(index)",
      title: "Difference from \(comparison.design.vehicle)" + (place.isEmpty ? "" : ", \(place)"),
      xLabel: "", yLabel: "difference, s", series: series, shownX: range, shownY: allDifferences,
      ticks: ticks(arms).map { PlotData.Tick(value: $0.value, lines: Array($0.lines.prefix(2))) })
  }

  /// Each animal's first and second value, joined; one chart for each stratum, `nil` without a pair.
  var changes: [PlotData] {
    guard let pair = comparison.design.pair else { return [] }
    var charts: [(stratum: [String], arms: [(Arm, Arm)])] = []
    for second in comparison.arms where second.key.session == pair.second {
      var key = second.key
      key.session = pair.first
      guard let first = comparison.arms.first(where: { $0.key == key }) else { continue }
      if charts.last?.stratum == key.stratum {
        charts[charts.count - 1].arms.append((first, second))
      } else {
        charts.append((key.stratum, [(first, second)]))
      }
    }
    return charts.enumerated().map { index, chart in
      var series: [PlotData.Series] = []
      for (place, arms) in chart.arms.enumerated() {
        for animal in arms.0.animals {
          guard let other = arms.1.animals.first(where: { $0.name == animal.name }) else {
            continue
          }
          series.append(
            PlotData.Series(
              name: animal.name,
              points: [(-0.25, animal), (0.25, other)].map {
                PlotData.Point(x: Double(place) + $0.0, y: measure.value(of: $0.1.measures))
              }, isLine: true, isFine: true, colour: arms.1.key.isVehicle ? nil : place))
        }
      }
      let stratum = zip(comparison.design.strata, chart.stratum).map { "\($0) \($1)" }
      return PlotData(
        id: "changes\(index)",
        title: (["\(pair.first) to \(pair.second)"] + stratum).joined(separator: ", "), xLabel: "",
        yLabel: ComparisonWords.measure(measure), series: series,
        shownX: range(chart.arms.map(\.1)), shownY: allValues,
        ticks: chart.arms.enumerated().map { place, arms in
          PlotData.Tick(
            value: Double(place),
            lines: [arms.1.key.group, Self.dose(arms.1.key.dose)])
        })
    }
  }

  /// How far to the side each value is drawn so that like values do not hide each other: turned outwards
  /// in order of size, by a rule and not by chance.
  private static func spread(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var aside = [Double](repeating: 0, count: values.count)
    for (rank, place) in order.enumerated() {
      aside[place] = [0, 0.12, -0.12, 0.2, -0.2][rank % 5]
    }
    return aside
  }
}
