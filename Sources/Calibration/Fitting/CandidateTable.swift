import Glibc
import ImmobilityCore

/// What calibration looks at: the animals, their traces, and the way of comparing.
struct CalibrationData: Sendable {
  var recordings: [CalibrationRecording]
  var animals: [CalibrationAnimal]
  var raters: [String]
  var objective: CalibrationObjective
  var options: CalibrationOptions

  /// Why agreement with these scores says nothing: every animal was immobile all of its time, or never.
  /// `nil` where some animal changes.
  var meaningless: String? {
    let neverChange = animals.allSatisfy { animal in
      let time = animal.compared.judged?.total ?? animal.window.duration
      guard time > 0 else { return true }
      return animal.ratings.allSatisfy {
        let share = $0.seconds / time
        return share <= Self.nothing || share >= 1 - Self.nothing
      }
    }
    return neverChange
      ? "each animal was immobile for all of its time or for none of it" : nil
  }

  /// A share of the time that is as good as none.
  private static let nothing = 0.01

  /// The motion of an animal, read in one way; `nil` where its trace cannot answer.
  func motion(_ animal: Int, _ family: Family) -> MotionReading? {
    let place = animals[animal]
    var settings = recordings[place.recording].own(options.settings)
    family.apply(to: &settings)
    return try? recordings[place.recording].recording.trace.motion(of: place.arena, settings)
  }

  /// What the settings make of an animal.
  func states(_ animal: Int, _ settings: ScoringSettings) -> StateTimes? {
    let family = Family(
      measure: settings.measure, lag: settings.lag, pixelThreshold: settings.pixelThreshold)
    return motion(animal, family)?.smoothed(width: settings.smoothing).states(settings)
  }

  /// The raters' times of an animal in which it is immobile (or highly mobile), with their delays out.
  func references(
    _ animal: Int, delays: [Double], highlyMobile: Bool = false
  ) -> [ReferenceTimes] {
    let place = animals[animal]
    return place.ratings.compactMap { rating in
      guard let times = highlyMobile ? rating.highlyMobile : rating.immobile else { return nil }
      return ReferenceTimes(times, rating, animal: place, delay: delays[rating.rater])
    }
  }

  /// The sums of one animal against each of its raters, as their mean.
  func sums(_ states: StateTimes, _ references: [ReferenceTimes], _ animal: Int) -> Sums {
    switch objective {
    case .kappa:
      guard !references.isEmpty else { return Sums() }
      return references.reduce(Sums()) {
        $0
          + CalibrationObjective.sums(
            $1.confusion(states.immobile, unscored: states.unscored))
      } / Double(references.count)
    case .totals:
      let place = animals[animal]
      guard place.isJudged(besides: states.unscored) else { return Sums() }
      return CalibrationObjective.sums(
        place.meanSeconds(besides: states.unscored), seconds(states, animal),
        window: place.window.duration)
    }
  }

  /// The immobile seconds of an animal in what all its scorers judged.
  func seconds(_ states: StateTimes, _ animal: Int) -> Double {
    guard let judged = animals[animal].compared.judged else { return states.immobile.total }
    return states.immobile.intersection(judged).total
  }
}

/// How well each candidate agrees with the raters of each animal: made when first asked for, and kept.
struct CandidateTable {
  let data: CalibrationData
  private let work: any WorkSharing
  private var grids: [Family: [Double]] = [:]
  private var sums: [Key: [[Sums]]] = [:]
  /// The candidates tried: a family, rules and a threshold.
  private(set) var candidates = 0

  private struct Key: Hashable {
    var family: Family
    var rules: Rules
    var delays: [Double]
  }

  init(data: CalibrationData, work: any WorkSharing) {
    self.data = data
    self.work = work
  }

  /// The motion thresholds tried in a family, percent: those of `wholeGrid` that the search space allows.
  mutating func grid(_ family: Family) -> [Double] {
    let all = wholeGrid(family)
    guard let allowed = data.options.space.bounds[family.measure] else { return all }
    let grid = all.filter { allowed.contains($0) }
    guard grid.isEmpty else { return grid }
    return [all[0] < allowed.lowerBound ? allowed.lowerBound : allowed.upperBound]
  }

  /// Thresholds from below all motion that the animals show to above it, percent, in steps of a constant
  /// ratio. Scores are not looked at for this.
  mutating func wholeGrid(_ family: Family) -> [Double] {
    if let known = grids[family] { return known }
    let data = data
    let width = data.options.settings.smoothing
    let ranges = work.map(data.animals.count) { animal -> (Double, Double)? in
      guard let motion = data.motion(animal, family) else { return nil }
      let energies = motion.smoothed(width: width).energies.sorted()
      guard let most = energies.last, most > 0 else { return nil }
      let high = energies[Int(0.995 * Double(energies.count - 1))]
      let low = energies[Int(0.02 * Double(energies.count - 1))]
      return (low, high > 0 ? high : most)
    }.compactMap(\.self)
    let steps = Double(data.options.space.stepsPerDecade)
    let high = ranges.map(\.1).max() ?? data.options.settings.motionThreshold
    let low = max(ranges.map(\.0).min() ?? high, high * Self.leastPart)
    let first = Int((steps * log10(low)).rounded(.down)) - 1
    let last = min(Int((steps * log10(high)).rounded(.up)) + 2, Int(2 * steps))
    let grid = (min(first, last)...last).map { step in
      // Three digits: what a profile shows is what is used.
      Self.threeDigits(pow(10, Double(step) / steps))
    }
    grids[family] = grid
    return grid
  }

  /// Thresholds below this part of the most motion are not tried.
  private static let leastPart = 1.0 / 500

  private static func threeDigits(_ value: Double) -> Double {
    let place = pow(10, 2 - log10(value).rounded(.down))
    return (value * place).rounded() / place
  }

  /// Makes what is not there yet, for some raters' delays.
  mutating func prepare(families: [Family], rules: [Rules], delays: [[Double]]) {
    let known = Set(sums.keys.map { Structure(family: $0.family, rules: $0.rules) })
    for family in families {
      let grid = grid(family)
      let missing = rules.filter { rules in
        delays.contains { sums[Key(family: family, rules: rules, delays: $0)] == nil }
      }
      guard !missing.isEmpty else { continue }
      let data = data
      let made = work.map(data.animals.count) { animal in
        Self.sums(data, animal, family, missing, grid, delays)
      }
      for (index, rules) in missing.enumerated() {
        if !known.contains(Structure(family: family, rules: rules)) { candidates += grid.count }
        for (place, delay) in delays.enumerated() {
          sums[Key(family: family, rules: rules, delays: delay)] = grid.indices.map { threshold in
            made.map { $0[(index * grid.count + threshold) * delays.count + place] }
          }
        }
      }
    }
  }

  /// `[threshold][animal]`: the sums of a family and rules, which have to be prepared.
  func sums(_ family: Family, _ rules: Rules, delays: [Double]) -> [[Sums]] {
    sums[Key(family: family, rules: rules, delays: delays)] ?? []
  }

  private struct Structure: Hashable {
    var family: Family
    var rules: Rules
  }

  /// `[(rules, threshold, delays)]` of one animal.
  private static func sums(
    _ data: CalibrationData, _ animal: Int, _ family: Family, _ all: [Rules], _ grid: [Double],
    _ delays: [[Double]]
  ) -> [Sums] {
    guard let motion = data.motion(animal, family) else {
      return [Sums](repeating: Sums(), count: all.count * grid.count * delays.count)
    }
    let references = delays.map { data.references(animal, delays: $0) }
    var smoothed: [Double: SmoothedMotion] = [:]
    var result: [Sums] = []
    result.reserveCapacity(all.count * grid.count * delays.count)
    var settings = data.options.settings
    settings.highlyMobileThreshold = nil
    family.apply(to: &settings)
    for rules in all {
      let mean = smoothed[rules.smoothing] ?? motion.smoothed(width: rules.smoothing)
      smoothed[rules.smoothing] = mean
      rules.apply(to: &settings)
      for threshold in grid {
        settings.motionThreshold = threshold
        let states = mean.states(settings)
        for references in references { result.append(data.sums(states, references, animal)) }
      }
    }
    return result
  }
}
