import Statistics

/// The dose trend of one treatment: the vehicle and three or more doses, in order.
public struct ArmTrend: Sendable, Equatable {
  /// The arm with the highest dose, whose group and further columns the trend is about.
  public var arm: ArmKey
  /// The doses as written, the vehicle's first.
  public var doses: [String]
  /// The animals (clusters) of each.
  public var counts: [Int]
  /// The trend.
  public var trend: DoseTrend

  /// The trends of all treatments of a comparison in its primary measure.
  static func all(_ comparison: Comparison) -> [ArmTrend] {
    let design = comparison.design
    guard design.arm.contains("dose") else { return [] }
    var series: [[Arm]] = []
    for arm in comparison.arms
    where !arm.key.isVehicle && Dose.number(arm.key.dose) != nil
      && arm.values(design.primary).count >= 2
    {
      var key = arm.key
      key.dose = ""
      let place = series.firstIndex { one in
        var other = one[0].key
        other.dose = ""
        return other == key
      }
      if let place { series[place].append(arm) } else { series.append([arm]) }
    }
    return series.compactMap { arms in
      guard Set(arms.compactMap { Dose.number($0.key.dose) }).count >= 3,
        Set(arms.map(\.key.dose)).count == Set(arms.compactMap { Dose.number($0.key.dose) }).count,
        let last = arms.last, let vehicle = comparison.vehicle(of: last.key),
        vehicle.values(design.primary).count >= 2
      else { return nil }
      let groups = ([vehicle] + arms).map { $0.values(design.primary) }
      let seed = EffectMaker.seed(design.seed, .acrossStrata, last.key, design.primary)
      return DoseTrend(groups, seed: seed).map {
        ArmTrend(
          arm: last.key, doses: ["0"] + arms.map(\.key.dose), counts: groups.map(\.count),
          trend: $0)
      }
    }
  }
}
