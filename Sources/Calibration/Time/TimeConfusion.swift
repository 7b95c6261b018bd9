import ImmobilityCore
import Statistics

/// How much time, or how many bins, two scorers judged alike. The positive class is immobile, the
/// first scorer is the reference.
public struct TimeConfusion: Sendable, Equatable {
  /// Immobile for both.
  public var bothImmobile: Double
  /// Immobile for the reference alone (false negatives).
  public var referenceOnly: Double
  /// Immobile for the other scorer alone (false positives).
  public var scorerOnly: Double
  /// Immobile for neither.
  public var neither: Double

  /// Makes a table of its four cells, seconds or bins.
  public init(
    bothImmobile: Double = 0, referenceOnly: Double = 0, scorerOnly: Double = 0,
    neither: Double = 0
  ) {
    self.bothImmobile = bothImmobile
    self.referenceOnly = referenceOnly
    self.scorerOnly = scorerOnly
    self.neither = neither
  }

  /// The exact integral over the judged time: no sampling grid, so the result depends on none.
  ///
  /// - Parameters:
  ///   - reference: when the reference saw immobility.
  ///   - scorer: when the other scorer did.
  ///   - judged: the time that counts: observed by both.
  public init(reference: TimeSpans, scorer: TimeSpans, judged: TimeSpans) {
    let first = reference.intersection(judged)
    let second = scorer.intersection(judged)
    bothImmobile = first.intersection(second).total
    referenceOnly = max(0, first.total - bothImmobile)
    scorerOnly = max(0, second.total - bothImmobile)
    neither = max(0, judged.total - bothImmobile - referenceOnly - scorerOnly)
  }

  /// All seconds, or bins.
  public var total: Double { bothImmobile + referenceOnly + scorerOnly + neither }

  /// The sum of two tables, cell by cell.
  public static func + (left: TimeConfusion, right: TimeConfusion) -> TimeConfusion {
    TimeConfusion(
      bothImmobile: left.bothImmobile + right.bothImmobile,
      referenceOnly: left.referenceOnly + right.referenceOnly,
      scorerOnly: left.scorerOnly + right.scorerOnly, neither: left.neither + right.neither)
  }

  private static let referenceNever = "the reference saw no immobility"
  private static let scorerNever = "the second scorer saw no immobility"

  /// Agreement beyond chance (Cohen 1960): (p_o - p_e) / (1 - p_e).
  public var kappa: Estimate {
    guard total > 0 else { return Estimate(missing: "no time was judged by both") }
    let observed = (bothImmobile + neither) / total
    let chance =
      ((bothImmobile + referenceOnly) * (bothImmobile + scorerOnly)
        + (neither + scorerOnly) * (neither + referenceOnly)) / (total * total)
    guard chance < 1 - 1e-12 else {
      return Estimate(missing: "both scorers saw one state only")
    }
    return Estimate((observed - chance) / (1 - chance))
  }

  /// Of the reference's immobility, the share that the scorer saw (recall): TP / (TP + FN).
  public var sensitivity: Estimate {
    share(bothImmobile, of: bothImmobile + referenceOnly, Self.referenceNever)
  }

  /// Of the reference's mobility, the share that the scorer saw: TN / (TN + FP).
  public var specificity: Estimate {
    share(neither, of: neither + scorerOnly, "the reference saw no mobility")
  }

  /// Of the scorer's immobility, the share that the reference saw: TP / (TP + FP).
  public var precision: Estimate {
    share(bothImmobile, of: bothImmobile + scorerOnly, Self.scorerNever)
  }

  /// The harmonic mean of precision and sensitivity (van Rijsbergen 1979): 2 TP / (2 TP + FP + FN).
  public var f1: Estimate {
    share(
      2 * bothImmobile, of: 2 * bothImmobile + referenceOnly + scorerOnly,
      "neither scorer saw immobility")
  }

  /// Intersection over union of the two scorers' immobility (Jaccard 1901): TP / (TP + FP + FN).
  public var overlap: Estimate {
    share(
      bothImmobile, of: bothImmobile + referenceOnly + scorerOnly, "neither scorer saw immobility")
  }

  /// The correlation of the two judgements (Matthews 1975).
  public var mcc: Estimate {
    let margins = [
      (bothImmobile + referenceOnly, Self.referenceNever),
      (bothImmobile + scorerOnly, Self.scorerNever),
      (neither + scorerOnly, "the reference saw no mobility"),
      (neither + referenceOnly, "the second scorer saw no mobility"),
    ]
    if let empty = margins.first(where: { isNothing($0.0) }) { return Estimate(missing: empty.1) }
    // The root of each margin alone: their product could leave the range of numbers.
    let spread = margins.reduce(1) { $0 * $1.0.squareRoot() }
    return Estimate((bothImmobile * neither - scorerOnly * referenceOnly) / spread)
  }

  /// Less than this part of all time is the rounding of binary fractions.
  private func isNothing(_ value: Double) -> Bool { value <= 1e-12 * total }

  private func share(_ part: Double, of whole: Double, _ reason: String) -> Estimate {
    isNothing(whole) ? Estimate(missing: reason) : Estimate(part / whole)
  }
}
