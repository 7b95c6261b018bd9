import ImmobilityCore
import Statistics

/// Fits thresholds to manual scores and tells how good they are.
///
/// ```swift
/// let fit = try Calibrator(options: options).fit(recordings, scorings: Scoring.separate(sources))
/// ```
///
/// A pure function of its arguments: traces and scores in, settings and figures out.
public struct Calibrator: Sendable {
  /// How the calibration is made.
  public var options: CalibrationOptions
  /// Who does the work.
  public var work: any WorkSharing

  /// Agreement below this is no better than slight (Landis & Koch 1977): no profile is made of it.
  public static let leastAgreement = 0.2

  /// Whether the program is fitted without each rater once more.
  private var judgesLeftRaters = true

  /// Makes a calibrator.
  public init(options: CalibrationOptions, work: any WorkSharing = OneByOne()) {
    self.options = options
    self.work = work
  }

  /// Fits settings.
  ///
  /// - Throws: `CalibrationRefusal` when scores and recordings cannot support a profile.
  public func fit(
    _ recordings: [CalibrationRecording], scorings: [Scoring]
  ) throws(CalibrationRefusal) -> (fit: CalibrationFit, warnings: [ScoreWarning]) {
    let families = options.space.families(
      options.settings, traces: recordings.map(\.recording.trace))
    guard let first = families.first else {
      throw CalibrationRefusal(
        reason: "nothing_to_search",
        message: "the traces hold no measure, lag and pixel threshold in common",
        next: "make them with the same --lag and --analysis-rate")
    }
    guard families.contains(where: { $0.measure == options.settings.measure }) else {
      // The protocol's measure cannot be read from these traces.
      var calibrator = self
      first.apply(to: &calibrator.options.settings)
      return try calibrator.fit(recordings, scorings: scorings)
    }
    let (data, matched) = try data(recordings, scorings)
    var search = NestedSearch(data: data, work: work)
    let everyone = Array(data.animals.indices)
    // An animal that was recorded twice is left out of both.
    let folds = everyone.map { left in
      everyone.filter { data.animals[$0].identity != data.animals[left].identity }
    }
    let reference = search.first
    let delay = ReactionDelay(
      data: data, family: reference, grid: search.table.grid(reference), work: work)
    let delays = delay.delays(everyone)
    let foldDelays = folds.map { delay.delays($0) }
    try requireAgreement(data, delays)

    var distinct: [[Double]] = []
    for one in [delays] + foldDelays where !distinct.contains(one) { distinct.append(one) }
    search.prepare(delays: distinct)
    let choices = folds.indices.map { fold in
      search.choose(training: folds[fold], delays: foldDelays[fold], all: distinct)
    }
    let choice = search.choose(training: everyone, delays: delays, all: distinct)
    let grid = search.table.grid(choice.family)

    let foldSettings = choices.map { search.settings($0) }
    let settings = search.settings(choice)
    let heldOut = everyone.map { scored(data, $0, foldSettings[$0], foldDelays[$0]) }
    let inSample = everyone.map { scored(data, $0, settings, delays) }
    let start = everyone.map { scored(data, $0, options.settings, delays) }
    let animals = everyone.map { index in
      fitted(data, index, delays: delays, heldOut: heldOut[index], inSample: inSample[index])
    }
    let figures = { (scores: [FittedAnimal.Scored]) in
      // An animal of which nothing was judged in common would agree perfectly: with 0 and 0 seconds.
      let judged = everyone.filter { scores[$0].isJudged }
      return CalibrationFigures(
        confusions: judged.map { scores[$0].confusion },
        byHand: judged.map { Moments.mean(scores[$0].byHand) ?? 0 },
        scored: judged.map { scores[$0].seconds },
        identities: judged.map { data.animals[$0].identity }, meaningless: data.meaningless)
    }
    let crossValidated = figures(heldOut)
    try requireMoreThanChance(crossValidated, data)

    var final = settings
    let high = highlyMobile(
      data, settings: settings, delays: delays,
      grid: search.table.wholeGrid(choice.family), foldSettings: foldSettings,
      foldDelays: foldDelays)
    final.highlyMobileThreshold = high?.threshold
    final.fittedOn = FittedRanges(
      data.animals.map { (recordings[$0.recording].recording.trace, $0.arena) })
    let landscape = search.landscape(choice, everyone, delays: delays)
    let between = RaterAgreement(data, delays: delays)
    let spread = search.thresholdSpread(
      choice, delays: delays, seed: options.seed, draws: options.replicates)
    let leftRaters = leftRaters(recordings, scorings, data: data, animals: animals)
    var remarks = CalibrationRemarks(
      data: data, choice: choice, grid: grid, space: options.space)
    remarks.about(thresholds: spread, plateau: choice.plateau, grid: grid)
    remarks.about(delays: delays, isAtEdge: delay.isAtEdge)
    remarks.about(between)
    remarks.about(start: figures(start), crossValidated: crossValidated)
    remarks.about(choices: choices)
    let fit = CalibrationFit(
      objective: data.objective, settings: final, raters: data.raters, delays: delays,
      animals: animals, crossValidated: crossValidated, inSample: figures(inSample),
      uncalibrated: figures(start), betweenRaters: between,
      landscape: zip(grid, landscape).map { (threshold: $0, value: $1) },
      plateau: grid[choice.plateau.lowerBound]...grid[choice.plateau.upperBound],
      thresholdSpread: spread, leftRaters: leftRaters, highlyMobile: high,
      ranges: final.fittedOn ?? FittedRanges(),
      candidates: search.table.candidates, seed: options.seed, replicates: options.replicates,
      remarks: remarks.texts)
    return (fit, matched.warnings)
  }

  // MARK: - What the data have to be

  private func data(
    _ recordings: [CalibrationRecording], _ scorings: [Scoring]
  ) throws(CalibrationRefusal) -> (CalibrationData, MatchedAnimals) {
    let (observed, unfit) = observed(recordings)
    var matched = MatchedAnimals(
      recordings: recordings, observed: observed, scorings: scorings,
      highlyMobileLabels: options.highlyMobileLabels)
    matched.warnings = unfit + matched.warnings
    guard !matched.animals.isEmpty else {
      var refusal = CalibrationRefusal.nothingMatches(scorings, recordings: recordings.map(\.name))
      refusal.warnings = matched.warnings
      throw refusal
    }
    let timed = matched.animals.filter { $0.ratings.contains { $0.immobile != nil } }
    let objective: CalibrationObjective =
      timed.count == matched.animals.count || timed.count >= leastAnimals(.kappa)
      ? .kappa : .totals
    if objective == .kappa, timed.count < matched.animals.count {
      for animal in matched.animals where animal.ratings.allSatisfy({ $0.immobile == nil }) {
        matched.warnings.append(
          ScoreWarning(
            path: animal.compared.recording, line: nil,
            message: "has a total alone and takes no part: the fit is to times"))
      }
      matched.animals = timed
    }
    let count = Set(matched.animals.map(\.identity)).count
    guard count >= leastAnimals(objective) else {
      throw CalibrationRefusal(
        reason: "too_few_animals",
        message: "\(count == 1 ? "1 animal has" : "\(count) animals have") "
          + "both a recording and a manual score; a fit to "
          + "\(objective == .kappa ? "times" : "totals alone") needs at least "
          + "\(leastAnimals(objective)), or nothing can be said about animals it did not see",
        next: "score at least \(leastAnimals(objective) - count) more by hand, of all "
          + "treatments" + (objective == .totals ? ", with times if you can" : ""),
        warnings: matched.warnings)
    }
    let data = CalibrationData(
      recordings: recordings, animals: matched.animals, raters: matched.raters,
      objective: objective, options: options)
    try requireVariety(data)
    return (data, matched)
  }

  /// `[recording][arena]`: what can be scored, and why some cannot.
  private func observed(
    _ recordings: [CalibrationRecording]
  ) -> (observed: [[Observed?]], unfit: [ScoreWarning]) {
    var unfit: [ScoreWarning] = []
    let observed = recordings.map { recording in
      let trace = recording.recording.trace
      let settings = recording.own(options.settings)
      return trace.arenas.indices.map { arena -> Observed? in
        do throws(ScoringError) {
          let motion = try trace.motion(of: arena, settings)
          let states = motion.smoothed(width: settings.smoothing).states(settings)
          return Observed(
            window: try trace.analysisWindow(of: arena, settings), unscored: states.unscored)
        } catch {
          unfit.append(
            ScoreWarning(
              path: recording.path, line: nil,
              message: "arena '\(trace.arenas[arena].arena.name)' takes no part: \(error)"))
          return nil
        }
      }
    }
    return (observed, unfit)
  }

  private func leastAnimals(_ objective: CalibrationObjective) -> Int {
    options.leastAnimals ?? objective.leastAnimals
  }

  private func requireVariety(_ data: CalibrationData) throws(CalibrationRefusal) {
    let seconds = data.animals.map(\.meanSeconds)
    let windows = data.animals.map { $0.compared.judged?.total ?? $0.window.duration }
    let share = windows.reduce(0, +) > 0 ? seconds.reduce(0, +) / windows.reduce(0, +) : 0
    let percent = Rounding.text(100 * share, places: 2)
    if share <= Self.leastShare {
      throw CalibrationRefusal(
        reason: "none_immobile",
        message: "the raters saw \(percent) % immobility over all animals: any threshold below the "
          + "least motion agrees with that",
        next: "score animals that are immobile for a part of their trial")
    }
    if share >= 1 - Self.leastShare {
      throw CalibrationRefusal(
        reason: "all_immobile",
        message: "the raters saw \(percent) % immobility over all animals: any threshold above the "
          + "most motion agrees with that",
        next: "score animals that move for a part of their trial")
    }
    if data.objective == .totals, Moments.areConstant(seconds) {
      throw CalibrationRefusal(
        reason: "totals_alike",
        message:
          "all animals have the same total by hand, so totals cannot tell one threshold from "
          + "another",
        next: "score animals that differ, or score with times")
    }
  }

  /// With less immobility, or less mobility, than this part of the time there is nothing to fit.
  private static let leastShare = 0.001

  private func requireAgreement(
    _ data: CalibrationData, _ delays: [Double]
  ) throws(CalibrationRefusal) {
    guard let between = RaterAgreement(data, delays: delays) else { return }
    let (name, figure) =
      data.objective == .kappa && between.kappa.value != nil
      ? ("kappa", between.kappa.value) : ("concordance", between.concordance.value)
    guard let figure, figure < Self.leastAgreement else { return }
    let apart = between.flags.map { "; \($0.scorer) stands apart from the others" }.joined()
    throw CalibrationRefusal(
      reason: "raters_contradict",
      message:
        "the raters contradict each other: \(name) \(Rounding.fixed(figure, places: 2)) over "
        + "\(between.count) pairs of scores, where \(Self.leastAgreement) is the least that can be "
        + "fitted\(apart)",
      next:
        "look at 'stillwater agree' of these files, settle the criterion and score again, or leave "
        + "one rater out")
  }

  private func requireMoreThanChance(
    _ figures: CalibrationFigures, _ data: CalibrationData
  ) throws(CalibrationRefusal) {
    let estimate = figures.figure(data.objective)
    let name = data.objective == .kappa ? "kappa" : "concordance"
    // Animals that never change have no kappa worth the name; a remark says so.
    if data.meaningless != nil { return }
    // Two animals' totals have no concordance worth the name; their error is told.
    if data.objective == .totals, data.animals.count < 3 { return }
    let value = estimate.value ?? 0
    let low = estimate.interval?.lowerBound
    let isChance = value < Self.leastAgreement || (low ?? 1) <= 0
    guard isChance else { return }
    let interval = estimate.interval.map {
      " (95 % interval \(Rounding.fixed($0.lowerBound, places: 2)) to "
        + "\(Rounding.fixed($0.upperBound, places: 2)))"
    }
    throw CalibrationRefusal(
      reason: "no_better_than_chance",
      message:
        "on animals that it did not see, the best fit agrees with the manual scores hardly better "
        + "than chance: \(name) \(Rounding.fixed(value, places: 2))\(interval ?? ""), where "
        + "\(Self.leastAgreement) and an interval above 0 are the least",
      next: "check that scores and recordings belong together, that both clocks start with the "
        + "recording, and that the arenas fit; then score more animals")
  }

  /// How far the program, fitted to the other raters, is from each rater, on animals that it did not see.
  ///
  /// A fit to all raters lies in their midst, so that each is near to it by construction; one who was left
  /// out is not.
  private func leftRaters(
    _ recordings: [CalibrationRecording], _ scorings: [Scoring], data: CalibrationData,
    animals: [FittedAnimal]
  ) -> [LeftRater] {
    guard judgesLeftRaters, data.raters.count >= 2 else { return [] }
    return data.raters.indices.compactMap { rater in
      var calibrator = self
      calibrator.judgesLeftRaters = false
      let others = scorings.filter { $0.name != data.raters[rater] }
      guard others.count < scorings.count,
        let without = try? calibrator.fit(recordings, scorings: others).fit
      else { return nil }
      let differences = animals.compactMap { animal -> Double? in
        guard let own = animal.ratings.first(where: { $0.rater == rater }),
          let scored = without.animals.first(where: {
            $0.recording == animal.recording && $0.animal == animal.animal
          })
        else { return nil }
        return scored.heldOut.seconds - own.seconds
      }
      return Moments.mean(differences.map(\.magnitude)).map {
        LeftRater(
          rater: rater, count: differences.count, meanAbsoluteDifference: $0,
          bias: Moments.mean(differences) ?? 0)
      }
    }
  }

  // MARK: - Scoring animals with settings

  private func scored(
    _ data: CalibrationData, _ animal: Int, _ settings: ScoringSettings, _ delays: [Double]
  ) -> FittedAnimal.Scored {
    guard let states = data.states(animal, settings) else {
      return FittedAnimal.Scored(
        threshold: settings.motionThreshold, seconds: 0, immobile: TimeSpans(),
        byHand: data.animals[animal].ratings.map(\.seconds), isJudged: false)
    }
    let references = data.references(animal, delays: delays)
    let confusion = references.reduce(TimeConfusion()) {
      $0 + $1.confusion(states.immobile, unscored: states.unscored)
    }
    return FittedAnimal.Scored(
      threshold: settings.motionThreshold, seconds: data.seconds(states, animal),
      immobile: states.immobile.clipped(to: data.animals[animal].window),
      byHand: data.animals[animal].ratings.map { $0.seconds(besides: states.unscored) },
      isJudged: data.animals[animal].isJudged(besides: states.unscored),
      confusion: references.isEmpty ? nil : confusion.divided(by: Double(references.count)))
  }

  private func fitted(
    _ data: CalibrationData, _ index: Int, delays: [Double], heldOut: FittedAnimal.Scored,
    inSample: FittedAnimal.Scored
  ) -> FittedAnimal {
    let animal = data.animals[index]
    return FittedAnimal(
      recording: data.recordings[animal.recording].path, animal: animal.compared.animal,
      window: animal.window,
      ratings: zip(animal.ratings, heldOut.byHand).map { rating, seconds in
        FittedAnimal.Rating(
          rater: rating.rater, seconds: seconds,
          immobile: rating.immobile.map {
            $0.earlier(by: delays[rating.rater]).clipped(to: animal.window)
          })
      }, heldOut: heldOut, inSample: inSample)
  }

  /// Fits the second threshold to what raters called highly mobile, the rest as chosen.
  private func highlyMobile(
    _ data: CalibrationData, settings: ScoringSettings, delays: [Double], grid: [Double],
    foldSettings: [ScoringSettings], foldDelays: [[Double]]
  ) -> HighlyMobileFit? {
    let animals = data.animals.indices.filter { index in
      data.animals[index].ratings.contains { $0.highlyMobile != nil }
    }
    // Where the behaviour was seen in one animal alone, nothing can be said about others.
    let seen = animals.filter { index in
      data.animals[index].ratings.contains { $0.highlyMobile?.isEmpty == false }
    }
    guard Set(seen.map { data.animals[$0].identity }).count >= 2 else { return nil }
    let tolerance = options.space.tolerance
    func tables(_ settings: ScoringSettings, _ delays: [Double]) -> (grid: [Double], [[Sums]]) {
      let family = Family(
        measure: settings.measure, lag: settings.lag, pixelThreshold: settings.pixelThreshold)
      let exit = settings.motionThreshold * settings.exitRatio
      let above = grid.filter { $0 > exit }
      let sums = work.map(animals.count) { place -> [Sums] in
        let animal = animals[place]
        guard
          let mean = data.motion(animal, family)?.smoothed(width: settings.smoothing)
        else { return above.map { _ in Sums() } }
        let references = data.references(animal, delays: delays, highlyMobile: true)
        return above.map { threshold in
          var tried = settings
          tried.highlyMobileThreshold = threshold
          let states = mean.states(tried)
          return references.reduce(Sums()) {
            $0
              + CalibrationObjective.sums(
                $1.confusion(states.highlyMobile, unscored: states.unscored))
          } / Double(max(references.count, 1))
        }
      }
      return (above, sums)
    }
    func top(_ sums: [[Sums]], _ training: [Int], _ grid: [Double]) -> Int {
      let values = grid.indices.map { threshold in
        CalibrationObjective.kappa.value(
          training.reduce(Sums()) { $0 + sums[$1][threshold] })
      }
      return NestedSearch.top(values, grid: grid, tolerance: tolerance).middle
    }
    let (above, sums) = tables(settings, delays)
    guard !above.isEmpty else { return nil }
    let all = Array(animals.indices)
    let chosen = top(sums, all, above)
    var left = Sums()
    for place in all {
      let fold = animals[place]
      let (grid, sums) = tables(foldSettings[fold], foldDelays[fold])
      guard !grid.isEmpty else { continue }
      // As in the main fit, an animal that was recorded twice is left out of both.
      let others = all.filter { data.animals[animals[$0]].identity != data.animals[fold].identity }
      left += sums[place][top(sums, others, grid)]
    }
    return HighlyMobileFit(
      threshold: above[chosen], count: animals.count,
      crossValidated: Estimate(CalibrationObjective.kappa.value(left)),
      inSample: Estimate(
        CalibrationObjective.kappa.value(all.reduce(Sums()) { $0 + sums[$1][chosen] })))
  }
}

extension TimeConfusion {
  /// Each cell divided by a number.
  func divided(by number: Double) -> TimeConfusion {
    TimeConfusion(
      bothImmobile: bothImmobile / number, referenceOnly: referenceOnly / number,
      scorerOnly: scorerOnly / number, neither: neither / number)
  }
}
