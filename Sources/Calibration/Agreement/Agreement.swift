import ImmobilityCore
import Statistics

/// How well scorers agree: every pair, all together, and who stands apart.
///
/// Totals and times are those of the stretch that all scorers of an animal observed, less what any
/// of them left unscored. In a pair the scorer who was named first is the reference; differences are
/// second - first; the positive class is immobile.
public struct Agreement: Sendable, Equatable {
  /// The scorers, in the order given.
  public var scorers: [String]
  /// The animals that at least two of them scored.
  public var animals: [ComparedAnimal]
  /// Every pair with an animal in common.
  public var pairs: [PairAgreement]
  /// ICC(2,1) of the totals of all scorers, over the animals that all of them scored; `nil` where
  /// there are only two scorers, whose pair holds it.
  public var intraclass: Estimate?
  /// How many animals all scorers scored.
  public var completeAnimals: Int
  /// Who stands apart.
  public var flags: [ScorerFlag]
  /// What had to be decided, and what was left out.
  public var warnings: [ScoreWarning]

  /// Compares scorings.
  ///
  /// - Parameters:
  ///   - scorings: two or more; with fewer there are no pairs.
  ///   - window: what is compared at most, seconds of the recording; `nil` is all that was observed.
  public init(_ scorings: [Scoring], window: TimeSpan? = nil) {
    let names = scorings.map(\.name)
    let aligned = Alignment.animals(of: scorings, window: window)
    scorers = names
    animals = aligned.animals
    warnings = aligned.warnings + Self.sameScores(names, aligned.animals)
    pairs = names.indices.flatMap { first in
      names.indices.dropFirst(first + 1).compactMap { second in
        PairAgreement((names[first], first), (names[second], second), animals: aligned.animals)
      }
    }
    let complete = aligned.animals.compactMap(\.completeTotals)
    completeAnimals = complete.count
    intraclass = names.count > 2 ? IntraclassCorrelation.estimate(complete) : nil
    flags =
      ScorerFlag.outlying(names: names, animals: aligned.animals)
      + ScorerFlag.drifting(names: names, animals: aligned.animals)
  }

  /// Two scorers whose scores are the same in everything are one file under two names, or a copy: people,
  /// and programs too, never agree to the millisecond in all bouts of several animals.
  private static func sameScores(
    _ names: [String], _ animals: [ComparedAnimal]
  ) -> [ScoreWarning] {
    names.indices.flatMap { first in
      names.indices.dropFirst(first + 1).compactMap { second -> ScoreWarning? in
        let both = animals.compactMap { animal -> (ComparedScore, ComparedScore)? in
          guard let one = animal.scores[first], let other = animal.scores[second] else {
            return nil
          }
          return (one, other)
        }
        let bouts = both.reduce(0) { $0 + ($1.0.immobile?.spans.count ?? 0) }
        let totals = both.count { $0.0.immobile == nil && $0.0.seconds > 0 }
        // One bout, or few whole seconds, may be the same by chance.
        guard bouts >= 5 || totals >= 4, both.allSatisfy({ $0.0 == $0.1 }) else { return nil }
        return ScoreWarning(
          path: "\(names[first]), \(names[second])", line: nil,
          message:
            "all scores of these two are the same (\(both.count) animals): is it one file under two "
            + "names? Agreement of a scorer with itself says nothing")
      }
    }
  }
}
