import GroupComparison

/// Estimation plots (Gardner & Altman 1986; Cumming 2012): every animal a dot above, the mean differences
/// with their intervals below.
struct EstimationPlots {
  var comparison: Comparison
  private var measure: ComparedMeasure { comparison.design.primary }

  /// Arms of one session and stratum.
  struct Panel {
    var place: String
    var arms: [Arm]
    /// The animals and the means.
    var values: PlotData
    /// The differences from the vehicle; `nil` where there is none.
    var differences: PlotData?
  }

  /// An arm's place among the colours: the same in every panel; `nil` for the vehicle.
  private func colour(_ arm: Arm) -> Int? {
    guard !arm.key.isVehicle else { return nil }
    var names: [String] = []
    for other in comparison.arms where !other.key.isVehicle && !names.contains(other.key.name) {
      names.append(other.key.name)
    }
    return names.firstIndex(of: arm.key.name)
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
    let ends = comparison.effects(.effects).filter { $0.measure == measure }.flatMap { effect in
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
        lines: [arm.key.group, Self.dose(arm.key.dose)] + arm.key.further
          + (arm.animals.isEmpty ? ["no data"] : ["n = \(arm.units.count)"]))
    }
  }

  private func range(_ arms: [Arm]) -> ClosedRange<Double> { -0.6...Double(arms.count) - 0.4 }

  private func values(_ arms: [Arm], _ place: String, _ index: Int) -> PlotData {
    var series: [PlotData.Series] = []
    for (place, arm) in arms.enumerated() {
      let spread = Self.spread(arm.values(measure))
      let shown = arm.units.compactMap { unit in
        measure.value(of: unit.measures).map { (unit.name, $0) }
      }
      series.append(
        PlotData.Series(
          name: arm.key.name,
          points: zip(shown, spread).map { unit, aside in
            PlotData.Point(x: Double(place) + aside, y: unit.1, label: unit.0)
          }, colour: colour(arm)))
      if let mean = arm.mean(measure) {
        series.append(
          PlotData.Series(
            name: "mean \(DecimalText.fixed(mean, decimals: 1))",
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
      comparison.effects(.effects).first { $0.arm == arm.key && $0.measure == measure }.map {
        (place, $0)
      }
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
      let own = colour(arms[place])
      guard let value = effect.difference.value else { continue }
      let name = ComparisonWords.comparison(effect, comparison.design)
      if let interval = effect.difference.interval {
        series.append(
          PlotData.Series(
            name: "95 % interval of \(name)",
            points: [interval.lowerBound, interval.upperBound].map {
              PlotData.Point(x: Double(place), y: $0)
            }, isLine: true, colour: own))
      }
      series.append(
        PlotData.Series(
          name: name,
          points: [
            PlotData.Point(
              x: Double(place), y: value,
              label: ComparisonWords.estimate(effect.difference, decimals: 1))
          ], colour: own))
    }
    return PlotData(
      id: "differences\(index)",
      title: "Difference from \(comparison.design.vehicle)" + (place.isEmpty ? "" : ", \(place)"),
      xLabel: "", yLabel: "difference", series: series, shownX: range, shownY: allDifferences,
      ticks: ticks(arms).map { PlotData.Tick(value: $0.value, lines: $0.lines.dropLast()) })
  }

  /// Each animal's first and second value, joined; one chart for each stratum, `nil` without a pair.
  var changes: [PlotData] {
    guard let pair = comparison.design.pair else { return [] }
    var charts: [(stratum: [String], arms: [Arm])] = []
    let before = Dictionary(
      comparison.arms.filter { $0.key.session == pair.first }.flatMap(\.animals)
        .map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for arm in comparison.arms where arm.key.session == pair.second {
      if charts.last?.stratum == arm.key.stratum {
        charts[charts.count - 1].arms.append(arm)
      } else {
        charts.append((arm.key.stratum, [arm]))
      }
    }
    return charts.enumerated().map { index, chart in
      var series: [PlotData.Series] = []
      for (place, arm) in chart.arms.enumerated() {
        for animal in arm.animals {
          guard let other = before[animal.name], let first = measure.value(of: other.measures),
            let second = measure.value(of: animal.measures)
          else { continue }
          series.append(
            PlotData.Series(
              name: animal.name,
              points: [(-0.25, first), (0.25, second)].map {
                PlotData.Point(x: Double(place) + $0.0, y: $0.1)
              }, isLine: true, isFine: true, colour: colour(arm)))
        }
      }
      let stratum = zip(comparison.design.strata, chart.stratum).map { "\($0) \($1)" }
      return PlotData(
        id: "changes\(index)",
        title: (["\(pair.first) to \(pair.second)"] + stratum).joined(separator: ", "), xLabel: "",
        yLabel: ComparisonWords.measure(measure), series: series,
        shownX: range(chart.arms), shownY: allValues,
        ticks: ticks(chart.arms).map {
          PlotData.Tick(value: $0.value, lines: $0.lines.dropLast())
        })
    }
  }

  /// The immobile seconds of each bin, one chart for each session and stratum whose bins are known, with the
  /// names and colours of its arms.
  var timeCourses: [(plot: PlotData, names: [(name: String, colour: Int?)])] {
    panels.enumerated().compactMap { index, panel in
      var series: [PlotData.Series] = []
      var names: [(name: String, colour: Int?)] = []
      let arms = Double(panel.arms.count)
      for (place, arm) in panel.arms.enumerated() {
        guard let course = comparison.timeCourses.first(where: { $0.arm == arm.key }) else {
          continue
        }
        let own = colour(arm)
        // Arms beside each other within a bin, so that intervals do not hide each other.
        let part = 0.5 + 0.3 * (Double(place) + 0.5 - arms / 2) / arms
        func x(_ point: TimeCourse.Point) -> Double {
          point.start + (point.end - point.start) * part
        }
        let means = course.points.compactMap { point in
          point.mean.value.map {
            PlotData.Point(x: x(point), y: $0, label: ComparisonWords.bin(point))
          }
        }
        series.append(
          PlotData.Series(name: arm.key.name, points: means, isLine: true, colour: own))
        series.append(PlotData.Series(name: arm.key.name, points: means, colour: own))
        for point in course.points {
          guard let interval = point.mean.interval else { continue }
          series.append(
            PlotData.Series(
              name: "95 % interval of \(arm.key.name)",
              points: [interval.lowerBound, interval.upperBound].map {
                PlotData.Point(x: x(point), y: $0)
              }, isLine: true, isFine: true, colour: own))
        }
        names.append((arm.key.name, own))
      }
      guard !series.isEmpty else { return nil }
      return (
        PlotData(
          id: "course\(index)",
          title: "Immobile time in bins" + (panel.place.isEmpty ? "" : ", \(panel.place)"),
          xLabel: "time from trial start, s", yLabel: "immobile time in a bin, s",
          series: series), names
      )
    }
  }

  /// Kaplan-Meier curves of the latencies, one chart for each session and stratum, with the names and
  /// colours of its arms.
  var latencies: [(plot: PlotData, names: [(name: String, colour: Int?)])] {
    panels.enumerated().map { index, panel in
      var series: [PlotData.Series] = []
      var names: [(name: String, colour: Int?)] = []
      for arm in panel.arms where !arm.units.isEmpty {
        let survival = arm.survival
        var points = [PlotData.Point(x: 0, y: 100)]
        for step in survival.curve {
          points.append(PlotData.Point(x: step.seconds, y: points[points.count - 1].y))
          points.append(PlotData.Point(x: step.seconds, y: 100 * step.part))
        }
        let last = survival.times.last?.seconds ?? 0
        points.append(PlotData.Point(x: last, y: points[points.count - 1].y))
        let colour = colour(arm)
        series.append(
          PlotData.Series(name: arm.key.name, points: points, isLine: true, colour: colour))
        names.append((arm.key.name, colour))
      }
      return (
        PlotData(
          id: "latency\(index)",
          title: "Not yet immobile" + (panel.place.isEmpty ? "" : ", \(panel.place)"),
          xLabel: "time from trial start, s", yLabel: "animals, %", series: series,
          shownY: 0...105), names
      )
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
