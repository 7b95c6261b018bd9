import ImmobilityCore

/// How much later than the animal each rater presses the key.
///
/// For each delay tried, the best threshold of the protocol's own way of reading motion is looked for;
/// the delay at which the kappa of that is highest is the rater's. Animals' scores by whole intervals,
/// and totals, tell no delay.
struct ReactionDelay {
  private let data: CalibrationData
  private let list: [Double]
  /// `[animal][rating][delay][threshold]`
  private let tables: [[[[Sums]]]]

  init(data: CalibrationData, family: Family, grid: [Double], work: any WorkSharing) {
    self.data = data
    let list = data.options.space.delayList
    self.list = list
    tables = work.map(data.animals.count) { animal in
      let place = data.animals[animal]
      var settings = data.options.settings
      settings.highlyMobileThreshold = nil
      family.apply(to: &settings)
      guard let mean = data.motion(animal, family)?.smoothed(width: settings.smoothing) else {
        return place.ratings.map { _ in [] }
      }
      let states = grid.map { threshold in
        settings.motionThreshold = threshold
        return mean.states(settings)
      }
      return place.ratings.map { rating in
        guard let times = rating.immobile, !rating.isSampled else { return [] }
        return list.map { delay in
          let reference = ReferenceTimes(times, rating, animal: place, delay: delay)
          return states.map {
            CalibrationObjective.sums(
              reference.confusion($0.immobile, unscored: $0.unscored))
          }
        }
      }
    }
  }

  /// `[rater]`: the delays that some animals tell, seconds.
  func delays(_ animals: [Int]) -> [Double] {
    data.raters.indices.map { rater in
      var sums: [[Sums]] = []
      for animal in animals {
        for (index, rating) in data.animals[animal].ratings.enumerated()
        where rating.rater == rater {
          let table = tables[animal][index]
          if sums.isEmpty {
            sums = table
          } else if !table.isEmpty {
            for delay in table.indices {
              for threshold in table[delay].indices {
                sums[delay][threshold] += table[delay][threshold]
              }
            }
          }
        }
      }
      let best = sums.map { $0.map(CalibrationObjective.kappa.value).max() ?? 0 }
      guard let none = list.firstIndex(of: 0), let most = best.max(), most > best[none] + Self.gain
      else { return 0 }
      let flat = best.indices.filter { best[$0] >= most - Self.flat }
      return list[flat[flat.count / 2]]
    }
  }

  /// A delay that makes kappa larger by less is none.
  private static let gain = 0.002
  /// Kappas that differ by less are the same.
  private static let flat = 0.0005

  /// Whether a delay is the least or the most that is tried.
  func isAtEdge(_ delay: Double) -> Bool { delay == list.first || delay == list.last }
}
