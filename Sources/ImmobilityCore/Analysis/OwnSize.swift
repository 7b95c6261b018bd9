/// The animal's own size, in the terms of what its movement changes: so that an arena drawn loosely, a
/// camera further off or weaker contrast do not change the answer.
///
/// It is a quantile of the depths while the animal moves, so that it does not depend on how much of the
/// trial that is: a plain quantile over the trial is what drifting makes where an animal is immobile for
/// most of it, and then the strokes that keep its head above water look large.
enum OwnSize {
  /// The largest depth, short of outliers, is this quantile of all, 0-1.
  static let topQuantile = 0.98
  /// The animal moves from this part of the largest depth on, 0-1.
  static let movingPart = 0.3
  /// The size is this quantile of the depths while it moves, 0-1.
  static let quantile = 0.6
  /// And at least this, so that an animal that never moves is not blown up, grey levels.
  static let least = 0.6

  /// Whether hardly a moment of a trial shows as much movement as the least size: its samples' depths at
  /// the long lag, grey levels, exceed that in less than a hundredth.
  static func isUnseen(_ depths: [Double]) -> Bool {
    100 * depths.count { $0 > least } < depths.count
  }

  /// The size from the depths at the long lag of a trial's samples, grey levels, in any order.
  ///
  /// Time grows with their number.
  static func size(_ depths: [Double]) -> Double {
    guard !depths.isEmpty else { return least }
    let ranks = RankedValues(depths)
    let start = movingPart * value(at: topQuantile, of: ranks, from: 0)
    let moving = depths.count { $0 >= start }
    return max(value(at: quantile, of: ranks, from: depths.count - moving), least)
  }

  /// A quantile of the values from a rank on, interpolated between them.
  ///
  /// - Precondition: there are values.
  private static func value(at part: Double, of ranks: RankedValues, from first: Int) -> Double {
    let place = part * Double(ranks.count - 1 - first)
    let (below, above) = ranks.values(at: first + Int(place))
    return below + (place - place.rounded(.down)) * (above - below)
  }
}
