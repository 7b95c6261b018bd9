import ImmobilityCore

/// How well the program agrees with the raters over animals, with bootstrap intervals over the animals.
public struct CalibrationFigures: Sendable, Equatable {
  /// The number of animals.
  public var count: Int
  /// The judged seconds of all animals, each as the mean over its raters; `nil` without times.
  public var time: TimeConfusion?
  /// Cohen's kappa over these seconds.
  public var kappa: Estimate
  /// Matthews' correlation over these seconds.
  public var mcc: Estimate
  /// Lin's concordance of the totals.
  public var concordance: Estimate
  /// Pearson's correlation of the totals (interval: Fisher's z).
  public var pearson: Estimate
  /// Mean of program - raters, seconds.
  public var bias: Estimate
  /// Bias less 1.96 standard deviations, seconds.
  public var lowerLimit: Estimate
  /// Bias plus 1.96 standard deviations, seconds.
  public var upperLimit: Estimate
  /// Mean of |program - raters|, seconds.
  public var meanAbsoluteError: Estimate

  /// - Parameters:
  ///   - confusions: `[animal]`; `nil` for those without times.
  ///   - byHand: `[animal]`: the mean of the raters' totals, seconds.
  ///   - scored: `[animal]`: the program's totals, seconds.
  init(
    confusions: [TimeConfusion?], byHand: [Double], scored: [Double], seed: UInt64, replicates: Int
  ) {
    count = byHand.count
    let timed = confusions.compactMap(\.self)
    let time = timed.isEmpty ? nil : timed.reduce(TimeConfusion(), +)
    self.time = time
    func over(_ count: Int, _ figure: ([Int]) -> Double?) -> ClosedRange<Double>? {
      Bootstrap.interval(count: count, seed: seed, replicates: replicates, figure)
    }
    func pick(_ drawn: [Int]) -> ([Double], [Double]) {
      (drawn.map { byHand[$0] }, drawn.map { scored[$0] })
    }
    let none = Estimate(missing: "no rater has times")
    func inTime(_ figure: (TimeConfusion) -> Estimate) -> Estimate {
      guard let time else { return none }
      var estimate = figure(time)
      estimate.interval = over(timed.count) { drawn in
        figure(drawn.reduce(TimeConfusion()) { $0 + timed[$1] }).value
      }
      return estimate
    }
    kappa = inTime(\.kappa)
    mcc = inTime(\.mcc)
    pearson = PearsonCorrelation.estimate(byHand, scored)
    concordance = ConcordanceCorrelation.estimate(byHand, scored)
    concordance.interval = over(count) {
      let (x, y) = pick($0)
      return ConcordanceCorrelation.estimate(x, y).value
    }
    concordance.reason = concordance.value == nil ? concordance.reason : nil
    let differences = BlandAltman(byHand, scored)
    (lowerLimit, upperLimit) = (differences.lowerLimit, differences.upperLimit)
    bias = differences.bias
    bias.interval = over(count) {
      let (x, y) = pick($0)
      return BlandAltman(x, y).bias.value
    }
    meanAbsoluteError = differences.meanAbsoluteError
    meanAbsoluteError.interval = over(count) {
      let (x, y) = pick($0)
      return BlandAltman(x, y).meanAbsoluteError.value
    }
  }

  /// The figure of an objective.
  public func figure(_ objective: CalibrationObjective) -> Estimate {
    objective == .kappa ? kappa : concordance
  }
}

/// How well the raters of the same animals agree with each other.
public struct RaterAgreement: Sendable, Equatable {
  /// The pairs of raters and animals.
  public var count: Int
  /// The mean over pairs of raters and animals of the difference of their totals, seconds.
  public var meanAbsoluteDifference: Double
  /// Cohen's kappa over the seconds of all pairs, reaction delays out; missing without times.
  public var kappa: Estimate
  /// Lin's concordance over the totals of all pairs.
  public var concordance: Estimate
  /// Who stands apart.
  public var flags: [ScorerFlag]

  init?(_ data: CalibrationData, delays: [Double]) {
    var time = TimeConfusion()
    var (first, second): ([Double], [Double]) = ([], [])
    for animal in data.animals {
      for (index, one) in animal.ratings.enumerated() {
        for other in animal.ratings.dropFirst(index + 1) {
          first.append(one.seconds)
          second.append(other.seconds)
          guard let seen = one.immobile, let otherSeen = other.immobile else { continue }
          let (delay, otherDelay) = (delays[one.rater], delays[other.rater])
          time =
            time
            + TimeConfusion(
              reference: seen.earlier(by: delay), scorer: otherSeen.earlier(by: otherDelay),
              judged: animal.judged(by: one, delay: delay).intersection(
                animal.judged(by: other, delay: otherDelay)))
        }
      }
    }
    guard !first.isEmpty else { return nil }
    count = first.count
    meanAbsoluteDifference = Moments.mean(zip(first, second).map { ($0 - $1).magnitude }) ?? 0
    kappa = time.total > 0 ? time.kappa : Estimate(missing: "no two raters have times")
    concordance = ConcordanceCorrelation.estimate(first + second, second + first)
    concordance.interval = nil
    let compared = data.animals.compactMap { Self.compared($0, data.raters.count, delays) }
    let names = data.raters
    let pairs = names.indices.flatMap { one in
      names.indices.dropFirst(one + 1).compactMap { other in
        PairAgreement((names[one], one), (names[other], other), animals: compared)
      }
    }
    flags = ScorerFlag.outlying(names: names, pairs: pairs)
  }

  /// The raters' scores of an animal, their delays taken out, in what all of them saw then; `nil` where
  /// that is nothing.
  private static func compared(
    _ animal: CalibrationAnimal, _ raters: Int, _ delays: [Double]
  ) -> ComparedAnimal? {
    var compared = animal.compared
    let cut = Array(compared.scores.dropFirst())
    compared.scores = Array(repeating: nil, count: raters)
    let known = animal.ratings.filter { $0.immobile != nil }.reduce(animal.judged) {
      $0.intersection(animal.judged(by: $1, delay: delays[$1.rater]))
    }
    guard known.total >= Alignment.leastJudged else { return nil }
    compared.judged = known
    for rating in animal.ratings {
      var score = cut[rating.rater]
      if let immobile = rating.immobile {
        let seen = immobile.earlier(by: delays[rating.rater]).intersection(known)
        score?.immobile = seen
        score?.seconds = seen.total
      }
      compared.scores[rating.rater] = score
    }
    return compared
  }
}
