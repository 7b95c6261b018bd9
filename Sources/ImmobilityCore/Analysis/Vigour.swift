/// How vigorously an animal strokes or struggles in a trial when it does, percent of the animal.
///
/// It is the median of the amount of strokes in the seconds in which it moves, each taken as a mean: those that
/// reach a fifth of the 95 % quantile of all seconds. So it depends neither on for how long the animal is immobile nor
/// on a few wild seconds. A gentle swimmer moves little when it moves, and a vigorous one still has to stop to be
/// immobile: so the motion threshold is a part of the animal's own vigour. An animal that hardly moves at all does not
/// become vigorous by that: vigour is at least `least`.
public enum Vigour {
  /// The quantile of all seconds, 0-1, and
  public static let quantile = 0.95
  /// the part of it from which on the animal moves in a second, 0-1.
  public static let movingPart = 0.2
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
    means.sort()
    let most = value(at: quantile, of: means[...])
    let moving = means[(means.firstIndex { $0 >= movingPart * most } ?? 0)...]
    return max(least, value(at: 0.5, of: moving))
  }

  /// The quantile at a part (0-1) of sorted values, on the straight line between two of them.
  private static func value(at part: Double, of sorted: ArraySlice<Double>) -> Double {
    let place = part * Double(sorted.count - 1)
    let below = sorted.startIndex + Int(place)
    let above = min(below + 1, sorted.endIndex - 1)
    return sorted[below] + (place - place.rounded(.down)) * (sorted[above] - sorted[below])
  }
}
