import FixtureFiles
import ImmobilityCore
import ManualScores
import Testing

@testable import Calibration

@Suite struct AgreementTests {
  private func fourRaters() throws -> Agreement {
    let file = try ManualScoreFile.read(path: Fixture.scores("four_raters.csv"))
    return Agreement(
      Scoring.separate([.init(scorer: nil, path: file.path, scores: file.scores)]))
  }

  /// From the file to every figure, beside scipy, scikit-learn and pingouin.
  @Test func fourRatersAgainstTheLibraries() throws {
    let agreement = try fourRaters()
    let reference = try AgreementReference.read().fourRaters
    #expect(agreement.scorers == ["rater_1", "rater_2", "rater_3", "rater_4"])
    #expect(agreement.animals.count == 6)
    #expect(agreement.pairs.count == reference.pairs.count)
    for (pair, expected) in zip(agreement.pairs, reference.pairs) {
      #expect(pair.reference == expected.reference && pair.scorer == expected.scorer)
      let name = "\(pair.reference) \(pair.scorer)"
      expect(pair.totals.pearson, is: expected.pearson, name)
      expect(pair.totals.concordance, is: expected.concordance, name)
      expect(pair.totals.intraclass, is: expected.icc, name)
      expect(pair.totals.differences.bias, is: expected.bias, name)
      let time = try #require(pair.time)
      for (table, judgement) in [(time.seconds, expected.time), (time.bins, expected.bins)] {
        #expect(isClose(table.kappa.value, judgement.kappa), "\(name)")
        #expect(isClose(table.sensitivity.value, judgement.sensitivity), "\(name)")
        #expect(isClose(table.specificity.value, judgement.specificity), "\(name)")
        #expect(isClose(table.precision.value, judgement.precision), "\(name)")
        #expect(isClose(table.f1.value, judgement.f1), "\(name)")
        #expect(isClose(table.mcc.value, judgement.mcc), "\(name)")
      }
    }
    expect(try #require(agreement.intraclass), is: reference.iccAll, "all raters")
  }

  @Test func theOutlyingRaterIsFoundFromTheData() throws {
    let flags = try fourRaters().flags
    #expect(flags.filter { $0.kind == .outlying }.map(\.scorer) == ["rater_1"])
  }

  @Test func unscoredTimeOfOneIsComparedForNobody() throws {
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.bouts("r", [(10, 50)])]),
      Scoring(name: "b", scores: [Made.bouts("r", [(10, 30)], unscored: [(40, 60)])]),
    ])
    let animal = try #require(agreement.animals.first)
    #expect(animal.judged?.total == 80)
    #expect(animal.scores.map { $0?.seconds } == [30, 20])
    let time = try #require(agreement.pairs.first?.time)
    #expect(time.seconds.total == 80 && time.seconds.referenceOnly == 10)
  }

  @Test func latencyCountsFromTheWindowAndIsItsLengthWithoutImmobility() throws {
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.bouts("r", [(30, 40)]), Made.bouts("s", [])]),
      Scoring(
        name: "b",
        scores: [
          Made.bouts("r", [(25, 26)], window: (20, 100)), Made.bouts("s", [(5, 6)]),
        ]),
    ])
    #expect(agreement.animals[0].scores.map { $0?.latency } == [10, 5])
    #expect(agreement.animals[1].scores.map { $0?.latency } == [100, 5])
    #expect(agreement.animals[1].scores.map { $0?.latencyCensored } == [true, false])
    let time = try #require(agreement.pairs[0].time)
    #expect(time.latencyBias.value == -50 && time.latencyError.value == 50)
    #expect(time.latencyCensoredByOne == 1)
  }

  @Test func oneAnimalAndNoImmobilityGiveReasonsAndNeverNaN() throws {
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.bouts("r", [])]),
      Scoring(name: "b", scores: [Made.bouts("r", [])]),
    ])
    let pair = try #require(agreement.pairs.first)
    let time = try #require(pair.time)
    for estimate in [
      pair.totals.pearson, pair.totals.concordance, pair.totals.intraclass,
      pair.totals.regression.slope, pair.totals.differences.lowerLimit, time.seconds.kappa,
      time.bins.kappa, time.seconds.f1, time.bouts.f1,
    ] {
      #expect(estimate.value == nil && estimate.reason?.isEmpty == false)
    }
    #expect(pair.totals.differences.bias.value == 0)
    #expect(time.seconds.specificity.value == 1)
  }

  @Test func totalsAloneHaveNoAgreementInTime() throws {
    let agreement = Agreement([
      Made.totals("a", [10, 20, 30, 40]), Made.totals("b", [12, 19, 33, 41]),
    ])
    let pair = try #require(agreement.pairs.first)
    #expect(pair.time == nil && pair.animals.isEmpty)
    #expect(pair.totals.count == 4 && pair.totals.pearson.value != nil)
    #expect(agreement.intraclass == nil)
  }

  @Test func oneScorerHasNoPairs() {
    let agreement = Agreement([Made.totals("a", [10])])
    #expect(agreement.pairs.isEmpty && agreement.animals.isEmpty)
    #expect(agreement.warnings.count == 1)
  }

  @Test func anAnimalOfWhichNothingIsJudgedInCommonTakesNoPart() throws {
    let agreement = Agreement([
      Scoring(
        name: "a",
        scores: [Made.bouts("r", [(10, 50)]), Made.bouts("s", [(8, 9)], window: (8, 9))]),
      Scoring(
        name: "b",
        scores: [
          Made.bouts("r", [(10, 40)]), Made.bouts("s", [], window: (8, 9), unscored: [(8, 9)]),
        ]),
    ])
    #expect(agreement.animals.map(\.recording) == ["r"])
    #expect(agreement.pairs.first?.totals.count == 1)
    #expect(agreement.warnings.contains { $0.message.contains("s: its scorers have no time") })
  }

  @Test func aTotalThatCoversUnscoredTimeIsNotComparedWithTimes() throws {
    let total = Made.total("r", 40, window: (0, 100))
    let program = Made.bouts("r", [(0, 30)], unscored: [(40, 60)])
    let agreement = Agreement([
      Scoring(name: "a", scores: [total]), Scoring(name: "b", scores: [program]),
    ])
    #expect(agreement.animals.isEmpty && agreement.pairs.isEmpty)
    #expect(
      agreement.warnings.map(\.message) == [
        "r: the total covers 20 s of 0-100 s that another scorer left unscored: it takes no part; "
          + "score it with times"
      ])
  }

  @Test func aTotalThatCoversATrifleIsComparedAndThatIsSaid() throws {
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.total("r", 40, window: (0, 100))]),
      Scoring(name: "b", scores: [Made.bouts("r", [(0, 30)], unscored: [(40, 40.9)])]),
    ])
    #expect(agreement.pairs.first?.totals.count == 1)
    #expect(agreement.warnings.contains { $0.message.contains("at most 1 % of the window") })
  }

  @Test func totalsThatCoverUnscoredTimeAreComparedWithEachOther() throws {
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.total("r", 40, window: (0, 100))]),
      Scoring(name: "b", scores: [Made.total("r", 50, window: (0, 100))]),
      Scoring(name: "c", scores: [Made.bouts("r", [(0, 30)], unscored: [(40, 60)])]),
    ])
    #expect(agreement.pairs.map { "\($0.reference) \($0.scorer)" } == ["a b"])
    #expect(agreement.pairs[0].totals.differences.bias.value == 10)
    #expect(agreement.completeAnimals == 0)
  }

  @Test func boutsAndLatencyAreOfJudgedTime() throws {
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.bouts("r", [(2, 6), (12, 20), (50, 70)])]),
      Scoring(
        name: "b",
        scores: [Made.bouts("r", [(12, 20), (50, 60)], unscored: [(0, 8), (60, 99)])]),
    ])
    let time = try #require(agreement.pairs.first?.time)
    #expect(time.bouts.referenceBouts == 2 && time.bouts.matched == 2)
    #expect(time.bouts.f1.value == 1 && time.bouts.offsetDelay?.median == 0)
    #expect(agreement.animals[0].scores.map { $0?.latency } == [12, 12])
  }

  @Test func onsetsAndOffsetsAreToldApart() throws {
    let starts: [Double] = (0..<8).map { Double($0) * 12 }
    let edges: [(Double, Double)] = starts.map { start in (start, start + 6) }
    let late: [(Double, Double)] = edges.map { edge in (edge.0 + 0.1, edge.1 + 0.5) }
    let agreement = Agreement([
      Scoring(name: "a", scores: [Made.bouts("r0", edges)]),
      Scoring(name: "b", scores: [Made.bouts("r0", late)]),
    ])
    let bouts = try #require(agreement.pairs.first?.time?.bouts)
    let (onset, offset) = (try #require(bouts.onsetDelay), try #require(bouts.offsetDelay))
    #expect(isClose(onset.median, 0.1) && isClose(offset.median, 0.5))
    #expect(onset.laterShare == 1 && isClose(offset.medianSize, 0.5))
    #expect(isClose(offset.quartiles.lowerBound, 0.5) && isClose(offset.quartiles.upperBound, 0.5))
  }

  @Test func kappaAndOverlapHaveIntervalsOverAnimals() throws {
    let agreement = try fourRaters()
    let time = try #require(agreement.pairs.last?.time)
    for estimate in [time.kappa, time.overlap] {
      let (value, interval) = (try #require(estimate.value), try #require(estimate.interval))
      #expect(interval.contains(value) && interval.upperBound <= 1 && interval.lowerBound > 0)
    }
    #expect(time.kappa.value == time.seconds.kappa.value)
    let table = TimeConfusion(bothImmobile: 30, referenceOnly: 6, scorerOnly: 4, neither: 60)
    #expect(table.overlap.value == 0.75)
  }

  @Test func oneFileUnderTwoNamesIsFound() {
    let starts: [Double] = (0..<6).map { Double($0) * 12 }
    let edges: [(Double, Double)] = starts.map { start in (start, start + 6.25) }
    let same = ["a", "b"].map { Scoring(name: $0, scores: [Made.bouts("r0", edges)]) }
    let other = Scoring(
      name: "c", scores: [Made.bouts("r0", edges.map { edge in (edge.0, edge.1 + 0.001) })])
    let warnings = Agreement(same + [other]).warnings.filter { $0.message.contains("two names") }
    #expect(warnings.map(\.path) == ["a, b"])
    let totals = ["a", "b"].map { Made.totals($0, [10, 20, 31, 44]) }
    #expect(Agreement(totals).warnings.contains { $0.message.contains("two names") })
    // Two whole seconds may be the same by chance.
    let few = ["a", "b"].map { Made.totals($0, [10, 20]) }
    #expect(Agreement(few).warnings.allSatisfy { !$0.message.contains("two names") })
  }
}
