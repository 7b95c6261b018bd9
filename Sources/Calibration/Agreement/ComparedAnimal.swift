import ImmobilityCore

/// One animal that at least two scorers scored, with all that makes their scores comparable.
public struct ComparedAnimal: Sendable, Equatable {
  /// The recording, as its first scorer names it.
  public var recording: String
  /// The animal or arena, as the first scorer who names it does.
  public var animal: String?
  /// The stretch that all its scorers observed, seconds of the recording; `nil` where none says what
  /// was observed.
  public var window: TimeSpan?
  /// The part of the window for which all scorers with times have a judgement; `nil` without window.
  public var judged: TimeSpans?
  /// `[scorer]`: each scorer's score; `nil` for those who did not score the animal.
  public var scores: [ComparedScore?]

  /// The totals of all scorers, where all scored the animal and all their totals are of the same time;
  /// else `nil`.
  var completeTotals: [Double]? {
    let known = scores.compactMap(\.self)
    guard known.count == scores.count, Set(known.map(\.coversUnscored)).count <= 1 else {
      return nil
    }
    return known.map(\.seconds)
  }
}

/// One scorer's score of one animal, cut to what all its scorers observed.
public struct ComparedScore: Sendable, Equatable {
  /// Immobile seconds.
  public var seconds: Double
  /// When the animal was immobile, cut to the judged part of the window; `nil` where only the total is
  /// known.
  public var immobile: TimeSpans?
  /// Start of the window to the first immobility in its judged part, seconds; the window's length
  /// without any; `nil` where times or window are not known.
  public var latency: Double?
  /// Whether there was no immobility in the window.
  public var latencyCensored: Bool
  /// Whether it is a total that counts more than a trifle that another scorer left unscored: it is
  /// compared with totals alone.
  public var coversUnscored = false
}
