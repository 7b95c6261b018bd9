import ImmobilityCore
import Statistics

/// A fitted profile's settings with all that is known about how good they are.
public struct CalibrationFit: Sendable {
  /// What was made as large as possible.
  public var objective: CalibrationObjective
  /// The settings: what the search started from, with what it chose.
  public var settings: ScoringSettings
  /// The raters, in the order of the scores.
  public var raters: [String]
  /// `[rater]`: the reaction delay that was taken out, seconds.
  public var delays: [Double]
  /// The animals.
  public var animals: [FittedAnimal]
  /// The honest figures: each animal scored with settings that were chosen without it.
  public var crossValidated: CalibrationFigures
  /// The figures on the animals that the settings were fitted to.
  public var inSample: CalibrationFigures
  /// The figures of the settings that the search started from.
  public var uncalibrated: CalibrationFigures
  /// How well the raters agree with each other; `nil` with one rater for each animal.
  public var betweenRaters: RaterAgreement?
  /// The objective over the motion thresholds, all else as chosen.
  public var landscape: [(threshold: Double, value: Double)]
  /// The thresholds that agree as well as the best, percent.
  public var plateau: ClosedRange<Double>
  /// Where 95 % of the thresholds lie that draws of the animals would have chosen, percent; `nil` with
  /// fewer than three animals.
  public var thresholdSpread: ClosedRange<Double>?
  /// Raters judged by fits without them; empty with one rater, or where no such fit can be made.
  public var leftRaters: [LeftRater]
  /// The second threshold's agreement, where raters scored high mobility.
  public var highlyMobile: HighlyMobileFit?
  /// The recordings that it was fitted on.
  public var ranges: FittedRanges
  /// The number of candidate settings that were compared.
  public var candidates: Int
  /// Seed of the draws behind `thresholdSpread`.
  public var seed: UInt64
  /// The number of these draws.
  public var replicates: Int
  /// What whoever uses the profile should know.
  public var remarks: [String]
  /// The comparison of the program with people and of people with each other, in one sentence.
  public var verdict: String {
    let isLeft = !leftRaters.isEmpty
    let errors = raters.indices.compactMap { rater -> String? in
      if isLeft {
        return leftRaters.first { $0.rater == rater }.map {
          "\(raters[rater]) by \(Rounding.fixed($0.meanAbsoluteDifference, places: 1)) s"
        }
      }
      let differences = animals.compactMap { animal in
        animal.ratings.first { $0.rater == rater }.map {
          (animal.heldOut.seconds - $0.seconds).magnitude
        }
      }
      return Moments.mean(differences).map {
        "\(raters[rater]) by \(Rounding.fixed($0, places: 1)) s"
      }
    }
    let machine =
      "Stillwater differs from " + Self.list(errors)
      + (isLeft
        ? " per animal (fitted to the other raters; animals it did not see)"
        : " per animal (animals it did not see)")
    guard let betweenRaters else {
      return machine + "; with a second rater it could be said whether people differ less."
    }
    var text =
      machine + "; the raters differ from each other by "
      + "\(Rounding.fixed(betweenRaters.meanAbsoluteDifference, places: 1)) s"
    if let own = crossValidated.kappa.value, let theirs = betweenRaters.kappa.value {
      text +=
        "; in time kappa \(Rounding.fixed(own, places: 2)) against "
        + "\(Rounding.fixed(theirs, places: 2)) between raters"
    }
    return text + "."
  }

  private static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "nobody" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// One animal of a calibration.
public struct FittedAnimal: Sendable, Equatable {
  /// The recording's file.
  public var recording: String
  /// The animal or arena, where it has a name.
  public var animal: String?
  /// What was compared, seconds of the recording.
  public var window: TimeSpan
  /// What each of its raters saw.
  public var ratings: [Rating]
  /// What settings chosen without it make of it.
  public var heldOut: Scored
  /// What the final settings make of it.
  public var inSample: Scored

  /// One rater's score.
  public struct Rating: Sendable, Equatable {
    /// The rater's place.
    public var rater: Int
    /// Immobile seconds in what settings chosen without the animal scored, so that they compare with
    /// `heldOut`; a total, which cannot be cut, is whole.
    public var seconds: Double
    /// When, the delay taken out, cut to the window; `nil` for a total.
    public var immobile: TimeSpans?
  }

  /// The program's score.
  public struct Scored: Sendable, Equatable {
    /// The settings' motion threshold, percent.
    public var threshold: Double
    /// Immobile seconds in the compared window.
    public var seconds: Double
    /// When, seconds of the recording.
    public var immobile: TimeSpans
    /// `[rating]`: each rater's immobile seconds in what these settings did not leave unscored.
    var byHand: [Double]
    /// Whether there is time that all raters and these settings judged.
    var isJudged: Bool
    /// The mean table against its raters; `nil` without times.
    public var confusion: TimeConfusion?
  }

  /// The mean of its raters' totals, seconds.
  public var meanSeconds: Double { Moments.mean(ratings.map(\.seconds)) ?? 0 }
}

/// A rater and the program fitted without that rater, on animals that it did not see either.
public struct LeftRater: Sendable, Equatable {
  /// The rater's place.
  public var rater: Int
  /// The animals.
  public var count: Int
  /// The mean over animals of |program - rater|, seconds.
  public var meanAbsoluteDifference: Double
  /// The mean over animals of program - rater, seconds.
  public var bias: Double
}

/// The second threshold and how well it tells high mobility (climbing, struggling).
public struct HighlyMobileFit: Sendable, Equatable {
  /// The threshold, percent.
  public var threshold: Double
  /// The animals on which it was scored by hand.
  public var count: Int
  /// Kappa over animals that the threshold was chosen without.
  public var crossValidated: Estimate
  /// Kappa on the animals that it was fitted to.
  public var inSample: Estimate
}
