import ImmobilityCore
import Statistics

/// How well two scorers agree on the animals that both scored.
public struct PairAgreement: Sendable, Equatable {
  /// The scorer that is taken as the truth for sensitivity and precision, and subtracted.
  public var reference: String
  /// The other scorer.
  public var scorer: String
  /// Agreement of the animals' immobile seconds.
  public var totals: TotalsAgreement
  /// Agreement in time, over the animals for which both have times; `nil` where there are none.
  public var time: TimeAgreement?
  /// Agreement in time for each animal.
  public var animals: [AnimalTimeAgreement]

  /// Compares two scorers.
  ///
  /// - Parameters:
  ///   - reference: the first scorer's name and index.
  ///   - scorer: the second scorer's name and index.
  ///   - animals: all animals; those that either did not score, or of which the totals of the two are
  ///     of different time, are passed over.
  init?(
    _ reference: (name: String, index: Int), _ scorer: (name: String, index: Int),
    animals: [ComparedAnimal]
  ) {
    var (first, second): ([Double], [Double]) = ([], [])
    var timed: [AnimalTimeAgreement] = []
    for animal in animals {
      guard let one = animal.scores[reference.index], let other = animal.scores[scorer.index],
        one.coversUnscored == other.coversUnscored
      else { continue }
      first.append(one.seconds)
      second.append(other.seconds)
      if let agreement = AnimalTimeAgreement(animal, one, other) { timed.append(agreement) }
    }
    guard !first.isEmpty else { return nil }
    self.reference = reference.name
    self.scorer = scorer.name
    totals = TotalsAgreement(first, second)
    time = timed.isEmpty ? nil : TimeAgreement(timed)
    self.animals = timed
  }
}

/// Agreement of two scorers' immobile seconds, one pair for each animal.
public struct TotalsAgreement: Sendable, Equatable {
  /// The number of animals.
  public var count: Int
  /// The mean of the reference's totals, seconds.
  public var referenceMean: Double
  /// The mean of the other scorer's totals, seconds.
  public var scorerMean: Double
  /// Pearson's r.
  public var pearson: Estimate
  /// The lines of the scorer's totals on the reference's.
  public var regression: TotalsRegression
  /// Lin's concordance correlation.
  public var concordance: Estimate
  /// Bias, limits of agreement and mean absolute error, scorer - reference, seconds.
  public var differences: BlandAltman
  /// ICC(2,1) of the two.
  public var intraclass: Estimate

  init(_ reference: [Double], _ scorer: [Double]) {
    count = reference.count
    referenceMean = Moments.mean(reference) ?? 0
    scorerMean = Moments.mean(scorer) ?? 0
    pearson = PearsonCorrelation.estimate(reference, scorer)
    regression = TotalsRegression(reference, scorer)
    concordance = ConcordanceCorrelation.estimate(reference, scorer)
    differences = BlandAltman(reference, scorer)
    intraclass = IntraclassCorrelation.estimate(zip(reference, scorer).map { [$0, $1] })
  }
}

/// Agreement of two scorers in time on one animal.
public struct AnimalTimeAgreement: Sendable, Equatable {
  /// The recording.
  public var recording: String
  /// The animal or arena, where it has a name.
  public var animal: String?
  /// The judged time, seconds, by exact integration.
  public var seconds: TimeConfusion
  /// Bins of one second by the majority of each.
  public var bins: TimeConfusion
  /// The scorer's latency less the reference's, seconds.
  public var latencyDifference: Double
  /// Whether exactly one of the two saw no immobility, so that its latency is the window's length.
  public var latencyCensoredByOne: Bool
  /// The bouts that both have.
  public var bouts: BoutMatching

  init?(_ animal: ComparedAnimal, _ reference: ComparedScore, _ scorer: ComparedScore) {
    guard let window = animal.window, let judged = animal.judged, let first = reference.immobile,
      let second = scorer.immobile, let firstLatency = reference.latency,
      let secondLatency = scorer.latency
    else { return nil }
    recording = animal.recording
    self.animal = animal.animal
    seconds = TimeConfusion(reference: first, scorer: second, judged: judged)
    bins = SecondBins.confusion(
      reference: first, scorer: second, judged: judged, window: window)
    latencyDifference = secondLatency - firstLatency
    latencyCensoredByOne = reference.latencyCensored != scorer.latencyCensored
    bouts = BoutMatching(reference: first, scorer: second)
  }
}

/// Agreement of two scorers in time over several animals: their seconds, bins and bouts together.
public struct TimeAgreement: Sendable, Equatable {
  /// The number of animals.
  public var count: Int
  /// The judged time, seconds.
  public var seconds: TimeConfusion
  /// Bins of one second.
  public var bins: TimeConfusion
  /// Cohen's kappa of the seconds, with its 95 % interval over animals (jackknife, Student's t, on the scale
  /// of atanh).
  public var kappa: Estimate
  /// The intersection over union of the immobile seconds, with its interval alike.
  public var overlap: Estimate
  /// The mean of the latency differences, scorer - reference, seconds.
  public var latencyBias: Estimate
  /// The mean of the latency differences without their sign, seconds.
  public var latencyError: Estimate
  /// For how many animals exactly one of the two saw no immobility.
  public var latencyCensoredByOne: Int
  /// The bouts that both have.
  public var bouts: BoutMatching

  init(_ animals: [AnimalTimeAgreement]) {
    count = animals.count
    let seconds = animals.reduce(TimeConfusion()) { $0 + $1.seconds }
    self.seconds = seconds
    bins = animals.reduce(TimeConfusion()) { $0 + $1.bins }
    func overAnimals(_ figure: (TimeConfusion) -> Estimate) -> Estimate {
      Jackknife.estimate(figure(seconds), count: animals.count, scale: .correlation) { places in
        figure(places.reduce(TimeConfusion()) { $0 + animals[$1].seconds }).value
      }
    }
    kappa = overAnimals(\.kappa)
    overlap = overAnimals(\.overlap)
    let differences = animals.map(\.latencyDifference)
    latencyBias = Moments.mean(differences).map { Estimate($0) } ?? Estimate(missing: "no animals")
    latencyError =
      Moments.mean(differences.map(\.magnitude)).map { Estimate($0) }
      ?? Estimate(missing: "no animals")
    latencyCensoredByOne = animals.count(where: \.latencyCensoredByOne)
    bouts = animals.reduce(BoutMatching()) { $0 + $1.bouts }
  }
}
