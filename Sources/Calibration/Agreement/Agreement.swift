import ImmobilityCore

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
    warnings = aligned.warnings
    pairs = names.indices.flatMap { first in
      names.indices.dropFirst(first + 1).compactMap { second in
        PairAgreement((names[first], first), (names[second], second), animals: aligned.animals)
      }
    }
    let complete = aligned.animals.compactMap(\.completeTotals)
    completeAnimals = complete.count
    intraclass = names.count > 2 ? IntraclassCorrelation.estimate(complete) : nil
    flags =
      ScorerFlag.outlying(names: names, pairs: pairs)
      + ScorerFlag.drifting(names: names, animals: aligned.animals)
  }
}
