import GroupComparison
import Statistics

/// A comparison as tidy rows: one for each measure of a group or a comparison, and one for each animal that
/// is left out.
public struct ComparisonCSV: ComparisonPrinter {
  /// Makes a printer.
  public init() {}

  /// The rows.
  public func text(of report: ComparisonReport) -> String {
    let comparison = report.comparison
    let design = comparison.design
    var rows = CSVRows(header: ComparisonColumns.all(design).map(\.name))
    for arm in comparison.arms {
      for measure in design.measures {
        add("group", arm.key, to: &rows)
        rows.addEmpty(2)
        rows.add(measure.rawValue)
        rows.add(arm.units.count)
        rows.add(arm.leftOut.count)
        rows.add(arm.mean(measure))
        rows.add(arm.errorOfMean(measure))
        rows.add(arm.standardDeviation(measure))
        rows.add(arm.intervalOfMean(measure)?.lowerBound)
        rows.add(arm.intervalOfMean(measure)?.upperBound)
        rows.add(measure == .latency ? "\(arm.censoredLatencies)" : nil)
        rows.add(measure == .latency ? arm.medianLatency : nil)
        rows.addEmpty(21)
        rows.add(
          arm.noData.map { "no data: \($0)" } ?? arm.missingInWords.map { "left out: \($0)" })
        rows.endRow()
      }
    }
    for section in Effect.Section.allCases {
      for effect in comparison.effects(section) { add(effect, comparison, to: &rows) }
    }
    for trend in comparison.trends { add(trend, design, to: &rows) }
    add(comparison.power, comparison, to: &rows)
    for course in comparison.timeCourses { add(course, to: &rows) }
    for arm in comparison.arms {
      for animal in arm.leftOut {
        add("left_out", arm.key, to: &rows)
        add(animal, to: &rows)
      }
    }
    for animal in comparison.withoutArm {
      rows.add("left_out")
      rows.add(animal.session)
      rows.addEmpty(design.strata.count + 2 + design.further.count)
      add(animal, to: &rows)
    }
    return rows.text
  }

  private func add(_ row: String, _ key: ArmKey, to rows: inout CSVRows) {
    rows.add(row)
    rows.add(key.session)
    for level in key.stratum { rows.add(level) }
    rows.add(key.group)
    rows.add(key.dose)
    for level in key.further { rows.add(level) }
  }

  private func add(_ animal: LeftOutAnimal, to rows: inout CSVRows) {
    rows.add(animal.name)
    rows.addEmpty(2)
    rows.add(1)
    rows.addEmpty(29)
    rows.add(animal.reason)
    rows.endRow()
  }

  private func add(_ trend: ArmTrend, _ design: ComparisonDesign, to rows: inout CSVRows) {
    add("dose_trend", trend.arm, to: &rows)
    rows.addEmpty(1)
    rows.add("change from one dose to the next; \(trend.words)")
    rows.add(design.primary.rawValue)
    rows.add(trend.counts.map { "\($0)" }.joined(separator: "/"))
    rows.addEmpty(8)
    let test = trend.trend.step
    rows.add(test.difference)
    rows.add(test.interval?.lowerBound)
    rows.add(test.interval?.upperBound)
    rows.add(test.t)
    rows.add(test.degrees)
    rows.add(test.p)
    rows.addEmpty(6)
    rows.add(trend.trend.jonckheere.p)
    rows.add(trend.trend.jonckheere.least)
    rows.addEmpty(8)
    rows.endRow()
  }

  private func add(_ course: TimeCourse, to rows: inout CSVRows) {
    for point in course.points {
      add("time_course", course.arm, to: &rows)
      rows.addEmpty(1)
      rows.add(ComparisonWords.bin(point))
      rows.add("immobile_s")
      rows.add(point.count)
      rows.addEmpty(1)
      rows.add(point.mean.value)
      rows.add(point.standardDeviation.map { $0 / Double(point.count).squareRoot() })
      rows.add(point.standardDeviation)
      rows.add(point.mean.interval?.lowerBound)
      rows.add(point.mean.interval?.upperBound)
      rows.addEmpty(24)
      rows.endRow()
    }
  }

  private func add(_ power: StudyPower?, _ comparison: Comparison, to rows: inout CSVRows) {
    guard let power else { return }
    let design = comparison.design
    func add(_ words: String, _ difference: Double, animals: String?, spread: Double?) {
      rows.add("planning")
      rows.add(comparison.session)
      rows.addEmpty(design.strata.count + 2 + design.further.count + 1)
      rows.add(words)
      rows.add(design.primary.rawValue)
      rows.add(animals)
      rows.addEmpty(3)
      rows.add(spread)
      rows.addEmpty(4)
      rows.add(difference)
      rows.addEmpty(21)
      rows.endRow()
    }
    let animals = DecimalText.fixed(power.animals, decimals: 1)
    add(
      "smallest difference found in 80 % of such studies", power.smallest, animals: animals,
      spread: power.spread)
    if power.familySize > 1 {
      add(
        "the same as one of \(power.familySize) comparisons", power.smallestInFamily,
        animals: animals, spread: power.spread)
    }
    for need in power.needed {
      add(
        "animals a group that the next study needs for this difference", need.difference,
        animals: need.animals.map { "\($0)" }, spread: power.spread)
    }
  }

  private func add(_ effect: Effect, _ comparison: Comparison, to rows: inout CSVRows) {
    let design = comparison.design
    add(effect.section.rawValue, effect.arm, to: &rows)
    rows.addEmpty(1)
    rows.add(ComparisonWords.comparison(effect, design))
    rows.add(effect.measure.rawValue)
    rows.add(effect.counts.map { "\($0)" }.joined(separator: "/"))
    rows.addEmpty(8)
    rows.add(effect.difference.value)
    rows.add(effect.difference.interval?.lowerBound)
    rows.add(effect.difference.interval?.upperBound)
    rows.add(effect.test?.t)
    rows.add(effect.test?.degrees)
    rows.add(effect.test?.p)
    rows.add(effect.adjustedP)
    let isAdjusted = effect.adjustedP != nil
    rows.add(
      isAdjusted ? ComparisonWords.adjustment(effect.section, design).lowercased() : nil)
    rows.add(isAdjusted ? "\(effect.familySize)" : nil)
    rows.add(effect.hedgesG.value)
    rows.add(effect.hedgesG.interval?.lowerBound)
    rows.add(effect.hedgesG.interval?.upperBound)
    rows.add(effect.permutation?.p)
    rows.add(effect.permutation?.least)
    rows.add(effect.bootstrapInterval?.lowerBound)
    rows.add(effect.bootstrapInterval?.upperBound)
    rows.add(effect.rankShift.value)
    rows.add(effect.rankShift.interval?.lowerBound)
    rows.add(effect.rankShift.interval?.upperBound)
    rows.add(
      effect.measure == design.primary
        ? design.margin.flatMap { effect.equivalenceP(margin: $0) } : nil)
    rows.add(comparison.logRank(of: effect)?.p)
    rows.add(effect.difference.reason)
    rows.endRow()
  }
}

extension Comparison {
  /// The log-rank test that belongs to a comparison of latencies with the vehicle.
  func logRank(of effect: Effect) -> LogRank? {
    guard effect.section == .effects, effect.measure == .latency else { return nil }
    return logRanks.first { $0.arm == effect.arm }?.test
  }
}
