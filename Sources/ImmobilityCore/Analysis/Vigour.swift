/// How vigorously an animal strokes or struggles in a trial when it does, percent of the animal.
///
/// It is the 95 % quantile of the amount of strokes in the trial's seconds, each taken as a mean. A gentle
/// swimmer moves little when it moves, and a vigorous one still has to stop to be immobile: so the motion threshold
/// is a part of the animal's own vigour. An animal that hardly moves at all does not become vigorous by that:
/// vigour is at least `least`.
public enum Vigour {
  /// The quantile of the seconds, 0-1.
  public static let quantile = 0.95
  /// Vigour is at least this, percent of the animal.
  public static let least = 1.6
  /// The length of what is averaged, seconds.
  public static let length = 1.0

  /// The vigour in a trial.
  ///
  /// - Parameters:
  ///   - amounts: `[segment]`: percent of the animal; `nil` where there is no evidence.
  static func of(_ amounts: [Double?], timeline: Timeline) -> Double {
    var means: [Double] = []
    var (sum, weight, start) = (0.0, 0.0, 0.0)
    for (segment, amount) in zip(timeline.segments, amounts) {
      guard let amount else { continue }
      if weight == 0 { start = segment.start }
      let length = segment.end - segment.start
      sum += length * amount
      weight += length
      if segment.end - start >= Self.length - MotionEnergy.timeTolerance {
        means.append(sum / weight)
        (sum, weight) = (0, 0)
      }
    }
    if means.isEmpty, weight > 0 { means.append(sum / weight) }
    guard !means.isEmpty else { return least }
    let place = quantile * Double(means.count - 1)
    let below = Int(place)
    means.sort()
    let above = means[min(below + 1, means.count - 1)]
    return max(least, means[below] + (place - Double(below)) * (above - means[below]))
  }
}
