import ImmobilityCore
import Statistics
import Testing

@testable import Calibration

/// Fits to raters whose habits are known.
@Suite struct CalibratorTests {
  private func refusal(_ body: () throws -> CalibrationFit) -> CalibrationRefusal? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? CalibrationRefusal
    }
  }

  @Test func thresholdAndDelayAreRecovered() throws {
    let made = MadeAnimals(count: 8)
    let fit = try made.fit(
      made.watched(by: "anna", .init(delay: 0.5, jitter: 0.1)))
    #expect(fit.delays == [0.5])
    // Still animals change 0-0.2 % of the pixels, moving ones 1.5-9 %.
    #expect(fit.settings.motionThreshold > 0.2 && fit.settings.motionThreshold < 4)
    #expect(fit.settings.measure == .changed)
    #expect(try #require(fit.crossValidated.kappa.value) > 0.93)
    #expect(try #require(fit.crossValidated.meanAbsoluteError.value) < 3)
    #expect(fit.settings.isCalibrated)
  }

  @Test func theFittedSettingsScoreAsTheFitSays() throws {
    let made = MadeAnimals(count: 5)
    let fit = try made.fit(made.watched(by: "anna", .init(delay: 0.3, jitter: 0.2)))
    for (index, animal) in fit.animals.enumerated() {
      let score = try made.recordings[index].recording.trace.score(fit.settings).animals[0]
      #expect(abs(score.immobile - animal.inSample.seconds) < 1e-6)
      let bouts = TimeSpans(
        uniting: score.bouts.filter { $0.state == .immobile }.map {
          TimeSpan(start: $0.start, end: $0.end)
        })
      #expect(bouts == animal.inSample.immobile)
    }
  }

  @Test func theThresholdIsTheMiddleOfTheFlatTopAndNotItsEdge() throws {
    let made = MadeAnimals(count: 6)
    let fit = try made.fit(made.watched(by: "anna"))
    #expect(fit.plateau.lowerBound < fit.settings.motionThreshold * 0.8)
    #expect(fit.plateau.upperBound > fit.settings.motionThreshold * 1.2)
    // A small change of the threshold changes the agreement by no more than the tolerance.
    let best = try #require(fit.landscape.map(\.value).max())
    for point in fit.landscape
    where point.threshold > fit.settings.motionThreshold * 0.9
      && point.threshold < fit.settings.motionThreshold * 1.1
    {
      #expect(point.value >= best - MadeAnimals.options.space.tolerance)
    }
  }

  @Test(arguments: [UInt64(11), 12, 13, 14])
  func inSampleIsNotBetterThanTheTruthByMoreThanTheInterval(seed: UInt64) throws {
    // Still and moving overlap, so that nothing fits perfectly and overfitting would show.
    let made = MadeAnimals(count: 8, seed: seed, still: 300, moving: 100...500)
    let habit = MadeAnimals.Habit(delay: 0.4, jitter: 0.3, misses: 3, bias: 0.4)
    let fit = try made.fit(made.watched(by: "anna", habit, seed: seed))
    let unseen = MadeAnimals(
      count: 30, seed: seed + 100, still: 300, moving: 100...500)
    let truth = TimeConfusion.over(unseen, unseen.watched(by: "anna", habit, seed: seed + 1), fit)
    let honest = fit.crossValidated.kappa
    let interval = try #require(honest.interval)
    let real = try #require(truth.kappa.value)
    let inSample = try #require(fit.inSample.kappa.value)
    #expect(inSample <= real + (interval.upperBound - interval.lowerBound))
    #expect(interval.lowerBound - 0.05 < real && real < interval.upperBound + 0.05)
    #expect(try #require(honest.value) <= inSample + 0.02)
  }

  @Test(arguments: [UInt64(21), 22, 23, 24, 25])
  func guessedScoresAreRefused(seed: UInt64) {
    let made = MadeAnimals(count: 8)
    let refused = refusal { try made.fit(made.guessed(by: "zed", seed: seed)) }
    #expect(refused?.reason == "no_better_than_chance")
  }

  @Test func contradictoryRatersAreRefused() {
    let made = MadeAnimals(count: 6)
    let refused = refusal {
      try made.fit(made.watched(by: "anna"), made.guessed(by: "zed", seed: 31))
    }
    #expect(refused?.reason == "raters_contradict")
  }

  @Test func oneOrTwoAnimalsAreTooFew() {
    for count in [1, 2] {
      let made = MadeAnimals(count: count)
      let refused = refusal { try made.fit(made.watched(by: "anna")) }
      #expect(refused?.reason == "too_few_animals")
      #expect(refused?.next.contains("score at least \(3 - count) more") == true)
    }
    let made = MadeAnimals(count: 4)
    #expect(refusal { try made.fit(made.timed(by: "anna")) }?.reason == "too_few_animals")
  }

  @Test func allAndNoneImmobileAreRefused() {
    let none = MadeAnimals(count: 4, share: 0...0)
    #expect(refusal { try none.fit(none.watched(by: "anna")) }?.reason == "none_immobile")
    let all = MadeAnimals(count: 4, share: 1...1)
    #expect(refusal { try all.fit(all.watched(by: "anna")) }?.reason == "all_immobile")
  }

  @Test(arguments: [0.03...0.06, 0.94...0.97])
  func littleAndMuchImmobilityAreFitted(share: ClosedRange<Double>) throws {
    let made = MadeAnimals(count: 6, length: 300, share: share)
    let fit = try made.fit(made.watched(by: "anna", .init(jitter: 0.05)))
    #expect(try #require(fit.crossValidated.kappa.value) > 0.8)
    #expect(fit.remarks.contains { $0.contains("score some that are") })
  }

  @Test func totalsAloneAreFittedByTheirConcordance() throws {
    let made = MadeAnimals(count: 8)
    let fit = try made.fit(made.timed(by: "anna", error: 2))
    #expect(fit.objective == .totals)
    #expect(fit.crossValidated.kappa.value == nil)
    #expect(try #require(fit.crossValidated.concordance.value) > 0.95)
    #expect(try #require(fit.crossValidated.meanAbsoluteError.value) < 4)
    var wild = made.timed(by: "zed")
    wild.scores = wild.scores.enumerated().map { index, score in
      var score = score
      score.observation = .total(seconds: [90, 5, 70, 20, 100, 1, 50, 40][index])
      return score
    }
    let refused = refusal { try made.fit(wild) }
    #expect(refused?.reason == "no_better_than_chance")
    wild.scores = wild.scores.map { score in
      var score = score
      score.observation = .total(seconds: 30)
      return score
    }
    #expect(refusal { try made.fit(wild) }?.reason == "totals_alike")
  }

  @Test func scoresOfOtherRecordingsAreNamed() {
    let made = MadeAnimals(count: 4)
    var other = made.watched(by: "anna")
    for index in other.scores.indices { other.scores[index].recording = "x\(index).mp4" }
    let refused = refusal { try made.fit(other) }
    #expect(refused?.reason == "nothing_matches")
    #expect(refused?.message.contains("'x0.mp4'") == true)
    #expect(refused?.message.contains("'r0.mp4'") == true)
    #expect(refused?.warnings.count == 8)
  }

  @Test func whatIsNotMatchedIsToldAndTakesNoPart() throws {
    let made = MadeAnimals(count: 5)
    var scoring = made.watched(by: "anna")
    scoring.scores.removeLast()
    let (fit, warnings) = try Calibrator(options: MadeAnimals.options)
      .fit(made.recordings, scorings: [scoring])
    #expect(fit.animals.count == 4)
    #expect(warnings.contains { $0.message == "r4.mp4 has no manual score; it takes no part" })
  }

  @Test func theVerdictComparesWithPeople() throws {
    let made = MadeAnimals(count: 6)
    let one = try made.fit(made.watched(by: "anna", .init(jitter: 0.1)))
    #expect(one.verdict.hasPrefix("Stillwater differs from anna by "))
    #expect(one.verdict.contains("with a second rater"))
    let two = try made.fit(
      made.watched(by: "anna", .init(delay: 0.3, jitter: 0.1)),
      made.watched(by: "ben", .init(delay: 0.9, jitter: 0.2, misses: 3), seed: 9))
    #expect(abs(two.delays[0] - 0.3) < 0.11 && abs(two.delays[1] - 0.9) < 0.11)
    let between = try #require(two.betweenRaters)
    #expect(between.count == 6)
    #expect(two.verdict.contains("the raters differ from each other by "))
    #expect(two.verdict.contains("in time kappa "))
  }

  @Test func whoDoesTheWorkChangesNothing() throws {
    let made = MadeAnimals(count: 4)
    let scoring = made.watched(by: "anna", .init(delay: 0.2, jitter: 0.2))
    let one = try made.fit(scoring)
    let (other, _) = try Calibrator(options: MadeAnimals.options, work: Backwards())
      .fit(made.recordings, scorings: [scoring])
    #expect(one.settings == other.settings)
    #expect(one.crossValidated == other.crossValidated)
    #expect(one.animals == other.animals)
  }

  @Test func climbingGetsASecondThreshold() throws {
    let made = MadeAnimals(count: 5, moving: 150...250)
    // Nobody climbs harder than anybody swims here: the first half of each mobile stretch is called so.
    var scoring = made.watched(by: "anna")
    for (animal, times) in made.truth.enumerated() {
      let mobile = times.complement(in: TimeSpan(start: 0, end: made.length)).spans
      scoring.scores[animal].observation = .bouts(
        immobile: times, others: mobile.map { LabelledSpan(behaviour: "Climbing", span: $0) })
    }
    let fit = try made.fit(scoring)
    let high = try #require(fit.highlyMobile)
    #expect(high.count == 5)
    #expect(try #require(high.crossValidated.value) > 0.8)
    #expect(fit.settings.highlyMobileThreshold == high.threshold)
    try fit.settings.validate()
  }

  @Test func climbingThatARaterDidNotSeeIsNone() throws {
    let made = MadeAnimals(count: 6, moving: 150...250)
    var scoring = made.watched(by: "anna")
    // Of the last two animals the label is not used.
    for (animal, times) in made.truth.enumerated().prefix(4) {
      let mobile = times.complement(in: TimeSpan(start: 0, end: made.length)).spans
      scoring.scores[animal].observation = .bouts(
        immobile: times, others: mobile.map { LabelledSpan(behaviour: "climbing", span: $0) })
    }
    #expect(try made.fit(scoring).highlyMobile?.count == 6)
    // Another file, in which nobody scores climbing, says nothing about it.
    scoring.scores[5].path = "other.csv"
    #expect(try made.fit(scoring).highlyMobile?.count == 5)
  }

  @Test func theSecondThresholdsFoldsLeaveOutWholeAnimals() throws {
    // Two animals, recorded three times each; what is climbing for one is none for the other.
    let made = MadeAnimals(count: 6, moving: 150...900)
    var recordings = made.recordings
    var scoring = made.watched(by: "anna")
    for (index, times) in made.truth.enumerated() {
      let trace = recordings[index].recording.trace
      recordings[index].recording.trace.arenas[0].arena.animalID = index < 3 ? "m1" : "m2"
      let mobile = times.complement(in: TimeSpan(start: 0, end: made.length)).spans
      scoring.scores[index].observation = .bouts(
        immobile: times,
        others: (index < 3 ? mobile : Array(mobile.prefix(1))).map {
          LabelledSpan(behaviour: "climbing", span: $0)
        })
      #expect(trace.arenas.count == 1)
    }
    var options = MadeAnimals.options
    options.leastAnimals = 2
    func crossValidated(_ recordings: [CalibrationRecording]) throws -> Double? {
      try Calibrator(options: options).fit(recordings, scorings: [scoring]).fit.highlyMobile?
        .crossValidated.value
    }
    let honest = try #require(try crossValidated(recordings))
    // As six animals the threshold of each is found from its own other recordings.
    let leaking = try #require(try crossValidated(made.recordings))
    #expect(honest < leaking)
  }

  @Test func totalsAreComparedWithoutWhatTheProgramLeftUnscored() throws {
    var made = MadeAnimals(count: 5)
    for animal in 0..<3 { made.lose(20 + 10 * Double(animal), of: animal) }
    let anna = made.watched(by: "anna", .init(jitter: 0.1))
    let ben = made.watched(by: "ben", .init(jitter: 0.2, misses: 3), seed: 4)
    for raters in [[anna], [anna, ben]] {
      let (fit, _) = try Calibrator(options: MadeAnimals.options)
        .fit(made.recordings, scorings: raters)
      let program = Scoring(
        name: "program",
        scores: try made.recordings.map { recording in
          let trace = recording.recording.trace
          let states = try trace.motion(of: 0, fit.settings)
            .smoothed(width: fit.settings.smoothing).states(fit.settings)
          return ManualScore(
            recording: recording.name,
            observation: .bouts(immobile: states.immobile, others: []),
            window: try trace.analysisWindow(of: 0, fit.settings), unscored: states.unscored,
            path: "p.json", line: 1)
        })
      #expect(program.scores[0].unscored.total > 15)
      let agreements = raters.map { Agreement([$0, program]).pairs[0].totals }
      for (rater, agreement) in agreements.enumerated() {
        // The verdict's mean absolute differences are of unseen animals.
        let differences = fit.animals.map { $0.inSample.seconds - $0.inSample.byHand[rater] }
        #expect(isClose(Moments.mean(differences), try #require(agreement.differences.bias.value)))
      }
      guard raters.count == 1 else { continue }
      let figures = fit.inSample
      #expect(isClose(figures.concordance.value, try #require(agreements[0].concordance.value)))
      #expect(isClose(figures.bias.value, try #require(agreements[0].differences.bias.value)))
      #expect(
        isClose(
          figures.meanAbsoluteError.value,
          try #require(agreements[0].differences.meanAbsoluteError.value)))
      #expect(try #require(fit.crossValidated.meanAbsoluteError.value) < 1)
      for animal in fit.animals {
        #expect(abs(animal.ratings[0].seconds - animal.heldOut.seconds) < 3)
      }
    }
  }

  @Test func totalsThatCoverWhatTheProgramLeftUnscoredTakeNoPart() throws {
    var made = MadeAnimals(count: 8)
    made.lose(30, of: 0)
    made.lose(0.6, of: 1)
    let (fit, warnings) = try Calibrator(options: MadeAnimals.options)
      .fit(made.recordings, scorings: [made.timed(by: "anna")])
    #expect(fit.objective == .totals && fit.animals.map(\.recording).first == "r1.mp4")
    #expect(fit.animals.count == 7)
    #expect(
      warnings.contains {
        $0.path == "anna.csv" && $0.message.contains("that the program left unscored")
      })
  }

  @Test func anAnimalOfWhichTheProgramScoredNothingTakesNoPart() throws {
    var made = MadeAnimals(count: 5)
    var scoring = made.watched(by: "anna")
    made.lose(30, of: 2)
    scoring.scores[2].window = TimeSpan(start: 42, end: 48)
    let (fit, warnings) = try Calibrator(options: MadeAnimals.options)
      .fit(made.recordings, scorings: [scoring])
    #expect(fit.animals.count == 4 && fit.inSample.count == 4)
    #expect(warnings.contains { $0.message.contains("r2.mp4: the program scored nothing") })
  }

  @Test func aLateRaterDoesNotStandApart() throws {
    let made = MadeAnimals(count: 5)
    let habit = MadeAnimals.Habit(jitter: 0.1)
    let fit = try made.fit(
      made.watched(by: "anna", habit, seed: 3), made.watched(by: "ben", habit, seed: 4),
      made.watched(by: "late", .init(delay: 1.5, jitter: 0.1), seed: 5))
    #expect(fit.delays == [0, 0, 1.5])
    #expect(fit.betweenRaters?.flags == [])
    let other = try made.fit(
      made.watched(by: "anna", habit, seed: 3), made.watched(by: "ben", habit, seed: 4),
      made.watched(by: "blind", .init(misses: 7), seed: 5))
    #expect(other.betweenRaters?.flags.map(\.scorer) == ["blind"])
  }

  @Test func agreementBetweenRatersDoesNotDependOnTheirOrder() throws {
    let made = MadeAnimals(count: 6, length: 40)
    let prompt = made.watched(by: "anna")
    let late = made.watched(by: "ben", .init(delay: 1.5))
    let figures = try [[prompt, late], [late, prompt]].map { raters in
      try #require(
        try Calibrator(options: MadeAnimals.options).fit(made.recordings, scorings: raters).fit
          .betweenRaters?.kappa.value)
    }
    #expect(isClose(figures[0], figures[1]))
    // The late one pressed the same key 1.5 s later, and so saw the same.
    #expect(figures[0] > 0.999)
  }
}

/// Does the last piece of work first.
private struct Backwards: WorkSharing {
  func map<Value: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
    (0..<count).reversed().map(work).reversed()
  }
}

extension TimeConfusion {
  /// The agreement of a fit's settings with a rater on animals that were never seen.
  fileprivate static func over(
    _ made: MadeAnimals, _ scoring: Scoring, _ fit: CalibrationFit
  ) -> TimeConfusion {
    var sum = TimeConfusion()
    for (index, recording) in made.recordings.enumerated() {
      guard let score = try? recording.recording.trace.score(fit.settings).animals[0] else {
        continue
      }
      let window = TimeSpan(start: 0, end: made.length)
      let seen = (scoring.scores[index].immobile ?? TimeSpans()).spans.map {
        TimeSpan(start: $0.start - fit.delays[0], end: $0.end - fit.delays[0])
      }
      sum =
        sum
        + TimeConfusion(
          reference: TimeSpans(uniting: seen).clipped(to: window),
          scorer: TimeSpans(
            uniting: score.bouts.filter { $0.state == .immobile }.map {
              TimeSpan(start: $0.start, end: $0.end)
            }), judged: TimeSpans(uniting: [window]))
    }
    return sum
  }

  /// A fit to all raters lies in their midst; one who was left out is judged without that favour.
  @Test func theVerdictLeavesEachRaterOut() throws {
    let made = MadeAnimals(count: 5)
    let (anna, ben) = (
      made.watched(by: "anna", .init(jitter: 0.1, bias: 1.2)),
      made.watched(by: "ben", .init(jitter: 0.1, bias: -0.8), seed: 9)
    )
    let fit = try made.fit(anna, ben)
    #expect(fit.leftRaters.map(\.rater) == [0, 1])
    #expect(fit.verdict.contains("(fitted to the other raters; animals it did not see)"))
    // Fitted to ben alone, as far from anna as leaving her out says.
    let toBen = try made.fit(ben)
    #expect(toBen.leftRaters.isEmpty && toBen.raters == ["ben"])
    let differences = zip(toBen.animals, fit.animals).map { other, own in
      (other.heldOut.seconds - own.ratings[0].seconds).magnitude
    }
    #expect(isClose(fit.leftRaters[0].meanAbsoluteDifference, Moments.mean(differences) ?? 0))
  }

  @Test func theThresholdsSpreadIsStated() throws {
    let made = MadeAnimals(count: 6)
    let fit = try made.fit(made.watched(by: "anna", .init(jitter: 0.2)))
    let spread = try #require(fit.thresholdSpread)
    #expect(spread.contains(fit.settings.motionThreshold), "\(spread)")
    #expect(try made.fit(made.watched(by: "anna", .init(jitter: 0.2))).thresholdSpread == spread)
  }

  /// Animals that never change agree perfectly with any threshold between rest and motion.
  @Test func animalsThatNeverChangeHaveNoPerfectFigure() throws {
    var made = MadeAnimals(count: 6, share: 0...0)
    let still = MadeAnimals(count: 6, share: 1...1)
    for animal in 3..<6 {
      made.recordings[animal] = still.recordings[animal]
      made.truth[animal] = still.truth[animal]
    }
    let fit = try made.fit(made.watched(by: "anna"))
    for figures in [fit.crossValidated, fit.inSample] {
      #expect(figures.kappa.value == nil && figures.mcc.value == nil)
      #expect(figures.concordance.value == nil && figures.pearson.value == nil)
      #expect(figures.kappa.reason?.contains("all of its time or for none") == true)
      #expect(figures.meanAbsoluteError.value != nil)
    }
    #expect(fit.remarks.contains { $0.contains("score animals that change") })
  }
}
