import ImmobilityCore
import Statistics

/// Which bouts of two scorers are the same bout.
///
/// Two bouts match when what they have in common is at least half of what they cover together
/// (intersection over union >= 0.5). Each bout matches once at most; in order of time the first pair
/// counts.
public struct BoutMatching: Sendable, Equatable {
  /// The least intersection over union of a match.
  public static let leastOverlap = 0.5

  /// The reference's bouts.
  public var referenceBouts: Int
  /// The other scorer's bouts.
  public var scorerBouts: Int
  /// The pairs.
  public var matched: Int
  /// Scorer's start - reference's start of each pair, seconds.
  var startDifferences: [Double]
  /// Scorer's end - reference's end of each pair, seconds.
  var endDifferences: [Double]

  /// No bouts.
  init() {
    (referenceBouts, scorerBouts, matched) = (0, 0, 0)
    (startDifferences, endDifferences) = ([], [])
  }

  /// Matches the bouts of one animal. Time grows with the number of bouts.
  public init(reference: TimeSpans, scorer: TimeSpans) {
    self.init()
    let (first, second) = (reference.spans, scorer.spans)
    (referenceBouts, scorerBouts) = (first.count, second.count)
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if let common = first[i].intersection(second[j]) {
        let union = first[i].duration + second[j].duration - common.duration
        if common.duration >= Self.leastOverlap * union - 1e-9 {
          matched += 1
          startDifferences.append(second[j].start - first[i].start)
          endDifferences.append(second[j].end - first[i].end)
          i += 1
          j += 1
          continue
        }
      }
      if first[i].end < second[j].end { i += 1 } else { j += 1 }
    }
  }

  /// The matches of two animals together.
  static func + (left: BoutMatching, right: BoutMatching) -> BoutMatching {
    var sum = left
    sum.referenceBouts += right.referenceBouts
    sum.scorerBouts += right.scorerBouts
    sum.matched += right.matched
    sum.startDifferences += right.startDifferences
    sum.endDifferences += right.endDifferences
    return sum
  }

  /// Of the reference's bouts, the share that has a match.
  public var recall: Estimate {
    share(referenceBouts, "the reference has no bouts")
  }

  /// Of the other scorer's bouts, the share that has a match.
  public var precision: Estimate {
    share(scorerBouts, "the second scorer has no bouts")
  }

  /// Twice the matches over all bouts of both.
  public var f1: Estimate {
    referenceBouts + scorerBouts == 0
      ? Estimate(missing: "neither scorer has bouts")
      : Estimate(2 * Double(matched) / Double(referenceBouts + scorerBouts))
  }

  /// How much later the scorer's matched bouts start: the delay of onsets.
  public var onsetDelay: Delay? { Delay(startDifferences) }

  /// How much later the scorer's matched bouts end: the delay of offsets. People press a key when they see
  /// it, and let it go when they expect it, so the two are told apart.
  public var offsetDelay: Delay? { Delay(endDifferences) }

  /// Differences of one kind of edge, scorer - reference, seconds.
  public struct Delay: Sendable, Equatable {
    /// Their median.
    public var median: Double
    /// The median of their sizes.
    public var medianSize: Double
    /// Their first and third quartile.
    public var quartiles: ClosedRange<Double>
    /// The part of them that is above 0: 0.5 where neither scorer is the later one.
    public var laterShare: Double

    init?(_ differences: [Double]) {
      guard let median = Moments.median(differences),
        let size = Moments.median(differences.map(\.magnitude))
      else { return nil }
      let sorted = differences.sorted()
      self.median = median
      medianSize = size
      quartiles = Bootstrap.quantile(sorted, 0.25)...Bootstrap.quantile(sorted, 0.75)
      let apart = differences.filter { $0.magnitude > 1e-9 }
      laterShare = apart.isEmpty ? 0.5 : Double(apart.count { $0 > 0 }) / Double(apart.count)
    }
  }

  private func share(_ bouts: Int, _ reason: String) -> Estimate {
    bouts == 0 ? Estimate(missing: reason) : Estimate(Double(matched) / Double(bouts))
  }
}
