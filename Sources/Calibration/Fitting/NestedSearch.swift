import ImmobilityCore
import Statistics

/// What a search chose.
struct Choice: Sendable, Equatable {
  var family: Family
  var rules: Rules
  /// The threshold's place in the family's grid.
  var threshold: Int
  /// The thresholds around it that agree as well.
  var plateau: ClosedRange<Int>
  /// The objective on the animals it was chosen with.
  var value: Double
}

/// Chooses settings from some animals, and judges them on others.
///
/// The way of reading motion and the rules are chosen by leave-one-out among the animals given, with
/// the threshold fitted anew each time; of those that agree as well as the best, within the tolerance,
/// the one nearest to the protocol's own is taken. The threshold is the middle of the flat top.
struct NestedSearch {
  var table: CandidateTable
  fileprivate let families: [Family]
  private let rules: [Rules]
  private let own: Rules
  private var objective: CalibrationObjective { table.data.objective }
  private var tolerance: Double { table.data.options.space.tolerance }

  init(data: CalibrationData, work: any WorkSharing) {
    table = CandidateTable(data: data, work: work)
    let settings = data.options.settings
    families = data.options.space.families(
      settings, traces: data.recordings.map(\.recording.trace))
    rules = data.options.space.rules(settings)
    own = Rules(settings)
  }

  /// Makes the tables that choices with these delays need at first.
  mutating func prepare(delays: [[Double]]) {
    table.prepare(families: families, rules: [own], delays: delays)
  }

  /// Chooses from the animals in `training`, with the raters' delays.
  mutating func choose(training: [Int], delays: [Double], all: [[Double]]) -> Choice {
    let family = best(families.map { ($0, own) }, training, delays).family
    table.prepare(families: [family], rules: rules, delays: all)
    let chosen = best(rules.map { (family, $0) }, training, delays)
    let sums = table.sums(chosen.family, chosen.rules, delays: delays)
    let top = Self.top(
      values(totals(sums, training)), grid: table.grid(chosen.family), tolerance: tolerance)
    return Choice(
      family: chosen.family, rules: chosen.rules, threshold: top.middle, plateau: top.plateau,
      value: top.value)
  }

  /// The candidate that leave-one-out finds best; among equals the first.
  private mutating func best(
    _ candidates: [(family: Family, rules: Rules)], _ training: [Int], _ delays: [Double]
  ) -> (family: Family, rules: Rules) {
    let scores = candidates.map {
      leaveOneOut(
        table.sums($0.family, $0.rules, delays: delays), table.grid($0.family), training)
    }
    let most = scores.max() ?? 0
    let index = scores.firstIndex { $0 >= most - tolerance } ?? 0
    return candidates[index]
  }

  /// The objective over all animals left out in turn, each scored with the threshold that the others ask
  /// for; over one animal alone its own.
  private func leaveOneOut(_ sums: [[Sums]], _ grid: [Double], _ training: [Int]) -> Double {
    let all = totals(sums, training)
    guard training.count > 1 else { return values(all).max() ?? 0 }
    var left = Sums()
    for animal in training {
      let without = all.indices.map { objective.value(all[$0] - sums[$0][animal]) }
      left += sums[Self.top(without, grid: grid, tolerance: tolerance).middle][animal]
    }
    return objective.value(left)
  }

  private func totals(_ sums: [[Sums]], _ animals: [Int]) -> [Sums] {
    sums.map { row in animals.reduce(Sums()) { $0 + row[$1] } }
  }

  private func values(_ totals: [Sums]) -> [Double] { totals.map(objective.value) }

  /// `[threshold]`: the objective over some animals.
  func landscape(_ choice: Choice, _ animals: [Int], delays: [Double]) -> [Double] {
    values(totals(table.sums(choice.family, choice.rules, delays: delays), animals))
  }

  /// Where 95 % of the thresholds lie that draws of animals, with replacement, would have chosen, percent;
  /// all else as chosen. An animal that was recorded twice is drawn as one. `nil` with fewer than three.
  mutating func thresholdSpread(
    _ choice: Choice, delays: [Double], seed: UInt64, draws: Int
  ) -> ClosedRange<Double>? {
    let sums = table.sums(choice.family, choice.rules, delays: delays)
    let grid = table.grid(choice.family)
    let animals = Dictionary(grouping: table.data.animals.indices) {
      table.data.animals[$0].identity
    }.values.sorted { $0[0] < $1[0] }
    guard animals.count >= Jackknife.leastAnimals, draws > 0 else { return nil }
    // `[animal][threshold]`, so that a draw adds rows.
    let rows = animals.map { places in
      sums.map { row in places.reduce(Sums()) { $0 + row[$1] } }
    }
    var random = SeededRandom(seed: seed)
    let thresholds = (0..<draws).map { _ in
      var totals = [Sums](repeating: Sums(), count: grid.count)
      for _ in animals {
        let row = rows[random.below(animals.count)]
        for threshold in totals.indices { totals[threshold] += row[threshold] }
      }
      return grid[Self.top(values(totals), grid: grid, tolerance: tolerance).middle]
    }.sorted()
    return Bootstrap.quantile(thresholds, 0.025)...Bootstrap.quantile(thresholds, 0.975)
  }

  /// The top of a row of values over a grid of thresholds: its flat part and the middle of that.
  ///
  /// The middle is taken on the scale of square roots, on which counts, such as those of changed pixels,
  /// vary alike whatever their size (Bartlett 1936): on a logarithmic scale the middle would depend on
  /// how near to nothing the lowest threshold lies.
  static func top(
    _ values: [Double], grid: [Double], tolerance: Double
  ) -> (middle: Int, plateau: ClosedRange<Int>, value: Double) {
    guard let most = values.max(), let peak = values.firstIndex(of: most) else {
      return (0, 0...0, 0)
    }
    var (low, high) = (peak, peak)
    while low > 0, values[low - 1] >= most - tolerance { low -= 1 }
    while high + 1 < values.count, values[high + 1] >= most - tolerance { high += 1 }
    let middle = (grid[low].squareRoot() + grid[high].squareRoot()) / 2
    let nearest = (low...high).min {
      (grid[$0].squareRoot() - middle).magnitude < (grid[$1].squareRoot() - middle).magnitude
    }
    return (nearest ?? low, low...high, most)
  }
}

extension NestedSearch {
  /// The first way of reading motion that is tried.
  var first: Family { families[0] }

  /// The settings of a choice.
  mutating func settings(_ choice: Choice) -> ScoringSettings {
    var settings = table.data.options.settings
    choice.family.apply(to: &settings)
    choice.rules.apply(to: &settings)
    settings.motionThreshold = table.grid(choice.family)[choice.threshold]
    settings.highlyMobileThreshold = nil
    settings.isCalibrated = true
    return settings
  }
}
