import GroupComparison

/// A comparison as tidy rows: one for each measure of a group, an effect, an interaction or a change.
public struct ComparisonCSV: ComparisonPrinter {
  /// Makes a printer.
  public init() {}

  /// The rows.
  public func text(of report: ComparisonReport) -> String {
    let comparison = report.comparison
    let design = comparison.design
    var rows = CSVRows(
      header: ComparisonColumns.all(strata: design.strata).map(\.name))
    for arm in comparison.arms {
      for measure in ComparedMeasure.allCases {
        add("group", arm.key, to: &rows)
        rows.addEmpty(1)
        rows.add(measure.rawValue)
        rows.add(arm.animals.count)
        rows.add(arm.mean(measure))
        rows.add(arm.errorOfMean(measure))
        rows.add(arm.standardDeviation(measure))
        rows.addEmpty(11)
        rows.add(arm.noData.map { "no data: \($0)" })
        rows.endRow()
      }
    }
    for (name, effects) in [
      ("effect", comparison.effects), ("interaction", comparison.interactions),
      ("change", comparison.changes),
    ] {
      for effect in effects { add(name, effect, design, to: &rows) }
    }
    return rows.text
  }

  private func add(_ row: String, _ key: ArmKey, to rows: inout CSVRows) {
    rows.add(row)
    rows.add(key.session)
    for level in key.stratum { rows.add(level) }
    rows.add(key.group)
    rows.add(key.dose)
  }

  private func add(
    _ name: String, _ effect: Effect, _ design: ComparisonDesign, to rows: inout CSVRows
  ) {
    add(name, effect.arm, to: &rows)
    rows.add(ComparisonWords.comparison(effect, design))
    rows.add(effect.measure.rawValue)
    rows.add(effect.counts.map { "\($0)" }.joined(separator: "/"))
    rows.addEmpty(3)
    rows.add(effect.difference.value)
    rows.add(effect.difference.interval?.lowerBound)
    rows.add(effect.difference.interval?.upperBound)
    rows.add(effect.welchInterval?.lowerBound)
    rows.add(effect.welchInterval?.upperBound)
    rows.add(effect.hedgesG.value)
    rows.add(effect.hedgesG.interval?.lowerBound)
    rows.add(effect.hedgesG.interval?.upperBound)
    rows.add(effect.permutation?.p)
    rows.add(effect.adjustedP)
    rows.add(effect.familySize)
    rows.add(effect.difference.reason)
    rows.endRow()
  }
}
