import ImmobilityCore
import Statistics

/// How well the program agrees with the raters over animals, with intervals over the animals.
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
  ///   - identities: `[animal]`: who it is; several recordings of one count together in intervals.
  ///   - reason: why agreement says nothing about these animals; `nil` where it does.
  init(
    confusions: [TimeConfusion?], byHand: [Double], scored: [Double], identities: [String],
    meaningless reason: String?
  ) {
    count = byHand.count
    let timed = confusions.compactMap(\.self)
    let time = timed.isEmpty ? nil : timed.reduce(TimeConfusion(), +)
    self.time = time
    func groups(_ places: [Int]) -> [[Int]] {
      Dictionary(grouping: places) { identities[$0] }.values.sorted { $0[0] < $1[0] }
    }
    func over(
      _ estimate: Estimate, _ places: [Int], _ scale: Jackknife.Scale,
      _ figure: ([Int]) -> Double?
    ) -> Estimate {
      let groups = groups(places)
      return Jackknife.estimate(estimate, count: groups.count, scale: scale) { left in
        figure(left.flatMap { groups[$0] })
      }
    }
    func pick(_ drawn: [Int]) -> ([Double], [Double]) {
      (drawn.map { byHand[$0] }, drawn.map { scored[$0] })
    }
    let all = Array(byHand.indices)
    let withTimes = all.filter { confusions[$0] != nil }
    let none = Estimate(missing: "no rater has times")
    func inTime(_ figure: (TimeConfusion) -> Estimate) -> Estimate {
      guard let time else { return none }
      return over(figure(time), withTimes, .correlation) { places in
        figure(places.compactMap { confusions[$0] }.reduce(TimeConfusion(), +)).value
      }
    }
    let differences = BlandAltman(byHand, scored)
    (bias, lowerLimit, upperLimit) = (
      differences.bias, differences.lowerLimit, differences.upperLimit
    )
    meanAbsoluteError = over(differences.meanAbsoluteError, all, .plain) {
      let (x, y) = pick($0)
      return BlandAltman(x, y).meanAbsoluteError.value
    }
    if let interval = meanAbsoluteError.interval {
      meanAbsoluteError.interval = max(0, interval.lowerBound)...interval.upperBound
    }
    if let reason {
      let nothing = Estimate(missing: reason)
      (kappa, mcc, concordance, pearson) = (nothing, nothing, nothing, nothing)
      return
    }
    kappa = inTime(\.kappa)
    mcc = inTime(\.mcc)
    pearson = PearsonCorrelation.estimate(byHand, scored)
    concordance = over(ConcordanceCorrelation.estimate(byHand, scored), all, .correlation) {
      let (x, y) = pick($0)
      return ConcordanceCorrelation.value(x, y)
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
    flags = ScorerFlag.outlying(names: names, animals: compared)
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
