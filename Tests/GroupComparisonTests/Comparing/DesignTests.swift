import Statistics
import Testing

@testable import GroupComparison

/// Arms, strata, clusters and pairs as designs ask for them, and what is told of the rest.
@Suite struct DesignTests {
  private func row(
    _ animal: String, _ group: String, _ immobile: Double?, dose: String = "",
    session: String = "", latency: Double = 10, censored: Bool = false,
    factors: [String: String] = [:], reason: String = "excluded: died"
  ) -> Observation {
    Observation(
      animal: animal, recording: "\(session)/\(animal).mp4", group: group, dose: dose,
      session: session, factors: factors,
      outcome: immobile.map {
        .scored(
          Measures(
            immobile: $0, latency: latency, latencyIsCensored: censored, bouts: 3, window: 240))
      } ?? .missing(reason: reason))
  }

  private let vehicle = (0..<4).map { ("v\($0)", Double(150 + $0 * 5)) }

  private func vehicles(_ factors: [String: String] = [:], session: String = "") -> [Observation] {
    vehicle.map { row($0.0, "vehicle", $0.1, session: session, factors: factors) }
  }

  private func compare(
    _ rows: [Observation], _ change: (inout ComparisonDesign) -> Void = { _ in }
  ) throws -> Comparison {
    var design = ComparisonDesign(vehicle: "vehicle", draws: 200)
    change(&design)
    return try Comparison(rows, design: design)
  }

  /// A regimen is part of the arm, the vehicle is exempt, and an arm without data keeps its reason.
  @Test func aRegimenIsPartOfTheArm() throws {
    var rows = vehicles(["regimen": "vehicle"])
    for (regimen, shift) in [("acute", 0.0), ("sub-chronic", -40)] {
      rows += (0..<4).map {
        row(
          "\(regimen)\($0)", "fluoxetine", 150 + shift + Double($0), dose: "20",
          factors: ["regimen": regimen])
      }
    }
    rows += ["x", "y"].map {
      row(
        $0, "amitriptyline", nil, dose: "10", factors: ["regimen": "acute"],
        reason: "not scored: file is damaged")
    }
    let apart = try compare(rows) { $0.arm = ["group", "dose", "regimen"] }
    #expect(
      apart.arms.map(\.key.name) == [
        "vehicle", "amitriptyline 10 acute", "fluoxetine 20 acute", "fluoxetine 20 sub-chronic",
      ])
    #expect(apart.arms.map(\.animals.count) == [4, 0, 4, 4])
    #expect(apart.arms[1].noData == "2 animals: not scored: file is damaged")
    #expect(apart.arms[1].leftOut.map(\.name) == ["x", "y"])
    #expect(apart.notes.allSatisfy { !$0.contains("regimen") })
    // Pooled, the column is named with its levels.
    let pooled = try compare(rows)
    #expect(pooled.arms.map(\.animals.count) == [4, 0, 8])
    #expect(
      pooled.notes[0].contains(
        "'regimen' is pooled: it varies within 1 of 3 arms (fluoxetine 20: acute 4, sub-chronic 4)")
    )
  }

  @Test func whatTheVehicleIsExemptFromIsTold() throws {
    var rows = vehicles(["regimen": "acute"])
    rows[0].factors["regimen"] = "sub-chronic"
    rows += [row("a", "drug", 1, factors: ["regimen": "acute"])]
    let comparison = try compare(rows) { $0.arm = ["group", "regimen"] }
    #expect(
      comparison.notes.contains(
        "The vehicle is one arm although its 'regimen' varies: acute 3, sub-chronic 1."))
  }

  @Test func namesThatMayMeanTheSameAreTold() throws {
    var rows = vehicles()
    for (place, dose) in ["10", "10.0", "10 mg/kg", "20"].enumerated() {
      rows.append(row("a\(place)", "drug", 100, dose: dose))
    }
    rows.append(row("b", "Drug", 100, dose: "10"))
    let told = try compare(rows)
    #expect(told.arms.count == 6)
    #expect(
      told.notes.contains(
        "In 'group' 'Drug', 'drug' are 2 different levels; if they are one, give --same 'drug=Drug'."
      ))
    #expect(
      told.notes.contains {
        $0.hasPrefix("In 'dose' '10', '10 mg/kg', '10.0' are 3 different levels")
      })
    let declared = try compare(rows) {
      $0.aliases = ["drug": "Drug", "10.0": "10", "10 mg/kg": "10"]
    }
    #expect(declared.arms.map(\.key.name) == ["vehicle", "Drug 10", "Drug 20"])
    #expect(declared.arms[1].animals.count == 4)
    #expect(declared.notes.allSatisfy { !$0.contains("different levels") })
  }

  @Test func anExcludedAnimalNeedsNoGroup() throws {
    let rows = vehicles() + [row("a", "drug", 1), row("b", "", nil), row("c", "", nil)]
    let comparison = try compare(rows)
    #expect(comparison.arms.map(\.key.group) == ["vehicle", "drug"])
    #expect(comparison.withoutArm.map(\.name) == ["b", "c"])
    #expect(comparison.withoutArm[0].reason == "excluded: died")
  }

  @Test func pairsMatchByAnimalWhateverTheFirstSessionSays() throws {
    var rows: [Observation] = []
    for place in 0..<6 {
      let own = Double(place * place)
      rows.append(row("v\(place)", "vehicle", 120 + own, session: "pretest"))
      rows.append(row("v\(place)", "vehicle", 150 + own, session: "test"))
      // Before treatment there is no dose, nor even a group for one.
      rows.append(row("d\(place)", place == 0 ? "" : "drug", 130 + own, session: "pretest"))
      rows.append(row("d\(place)", "drug", 100 + own * 2, dose: "10", session: "test"))
    }
    let comparison = try compare(rows) { $0.pair = .init(first: "pretest", second: "test") }
    #expect(
      comparison.arms.map { [$0.key.session, $0.key.name] } == [
        ["pretest", "vehicle"], ["pretest", "drug 10"], ["test", "vehicle"], ["test", "drug 10"],
      ])
    let changes = comparison.effects(.changes).filter { $0.measure == .immobile }
    #expect(changes.map(\.counts) == [[6], [6]] && changes[0].difference.value == 30)
    #expect(comparison.session == "test")
    // Another arm before: the change counts in the arm of the second session.
    var moved = rows
    for place in moved.indices where moved[place].session == "pretest" {
      moved[place].group = "naive"
    }
    let other = try compare(moved) { $0.pair = .init(first: "pretest", second: "test") }
    #expect(
      other.effects(.changes).filter { $0.measure == .immobile }.map(\.counts) == [[6], [6]])
  }

  @Test func onlyThePrimaryMeasureInTheTestIsAFamily() throws {
    var rows: [Observation] = []
    for session in ["pretest", "test"] {
      for (arm, shift) in [("vehicle", 0.0), ("a", -20), ("b", -30)] {
        rows += (0..<5).map {
          row("\(arm)\($0)", arm, 150 + shift + Double($0 * 7), session: session)
        }
      }
    }
    let comparison = try compare(rows)
    for effect in comparison.effects(.effects) {
      let isFamily = effect.arm.session == "test" && effect.measure == .immobile
      #expect((effect.adjustedP != nil) == isFamily && effect.familySize == (isFamily ? 2 : 0))
      if let adjusted = effect.adjustedP, let p = effect.test?.p {
        #expect(adjusted > p && adjusted < 2 * p)
      }
    }
    let holm = try compare(rows) { $0.adjustment = .holm }
    let adjusted = holm.effects(.effects).compactMap(\.adjustedP)
    let single = holm.effects(.effects).filter { $0.adjustedP != nil }.compactMap { $0.test?.p }
    #expect(adjusted == Holm.adjusted(single).compactMap(\.self))
    let before = try compare(rows) {
      $0.session = "pretest"
      $0.measures = [.bouts, .immobile]
    }
    #expect(before.session == "pretest" && before.design.primary == .bouts)
  }

  @Test func theSmallestPermutationPIsTold() throws {
    var rows = vehicles()
    for arm in ["a", "b", "c"] { rows += (0..<4).map { row("\(arm)\($0)", arm, Double(20 + $0)) } }
    let comparison = try compare(rows)
    let effect = comparison.effects(.effects)[0]
    #expect(
      effect.permutation?.p == effect.permutation?.least && close(effect.permutation?.p, 2.0 / 70))
    let adjusted = try #require(effect.adjustedP)
    #expect(adjusted < 0.001)
    #expect(
      comparison.notes.contains {
        $0.contains("cannot be below 0.0286, and 0.0857 after Holm over 3 comparisons")
      })
  }

  @Test func twoAnimalsHaveWelchsInterval() throws {
    let rows =
      [150.0, 160].enumerated().map { row("v\($0.offset)", "vehicle", $0.element) }
      + [100.0, 110].enumerated().map { row("d\($0.offset)", "drug", $0.element) }
    let effect = try compare(rows).effects(.effects)[0]
    let interval = try #require(effect.difference.interval)
    #expect(
      close(interval.lowerBound, -80.42435, 1e-5) && close(interval.upperBound, -19.57565, 1e-5))
    #expect(effect.bootstrapInterval == nil)
  }

  @Test func latenciesThatAreAllCensoredHaveNoEffectSize() throws {
    var rows: [Observation] = []
    for place in 0..<6 {
      rows.append(row("v\(place)", "vehicle", 150, latency: Double(20 + place)))
      rows.append(row("d\(place)", "drug", 0, dose: "10", latency: 360, censored: true))
    }
    let comparison = try compare(rows)
    let effect = try #require(comparison.effects(.effects).first { $0.measure == .latency })
    #expect(effect.difference.value == 337.5 && effect.difference.interval == nil)
    #expect(effect.test == nil && effect.hedgesG.value == nil && effect.permutation == nil)
    #expect(effect.difference.reason?.contains("all latencies of the arm are censored") == true)
    let arm = comparison.arms[1]
    #expect(arm.areAllLatenciesCensored && arm.errorOfMean(.latency) == nil)
    #expect(arm.medianLatency == nil && comparison.arms[0].medianLatency == 22)
    let test = try #require(comparison.logRanks[0].test)
    #expect(test.p < 0.001)
    #expect(comparison.notes.contains { $0.hasSuffix("All latencies are censored in: drug 10.") })
  }

  @Test func anyTwoArmsAreCompared() throws {
    let rows =
      vehicles() + (0..<4).map { row("a\($0)", "a", Double(100 + $0), dose: "5") }
      + (0..<4).map { row("b\($0)", "b", Double(90 + $0 * 2)) }
    let comparison = try compare(rows) { $0.contrasts = [.init(first: "a 5", second: "b")] }
    let contrast = try #require(comparison.effects(.contrasts).first)
    #expect(contrast.difference.value == 8.5 && contrast.counts == [4, 4])
    #expect(contrast.adjustedP == contrast.test?.p && contrast.hedgesG.value != nil)
  }

  /// Four animals a cage, ICC about .3: counted as animals, the difference looks surer than it is.
  @Test func clustersCountOnce() throws {
    var rows: [Observation] = []
    for (group, base) in [("vehicle", 150.0), ("drug", 120)] {
      for cage in 0..<3 {
        for animal in 0..<4 {
          rows.append(
            row(
              "\(group)\(cage)\(animal)", group, base + Double(cage * 20 + animal),
              factors: ["cage": "\(group)\(cage)"]))
        }
      }
    }
    let ignored = try compare(rows)
    #expect(ignored.effects(.effects)[0].counts == [12, 12])
    #expect(ignored.notes.contains { $0.contains("Animals of one 'cage' (up to 4 in an arm)") })
    let clustered = try compare(rows) { $0.cluster = "cage" }
    let effect = clustered.effects(.effects)[0]
    #expect(effect.counts == [3, 3] && close(effect.difference.value, -30))
    #expect(
      clustered.arms[0].units.map(\.name) == ["cage vehicle0", "cage vehicle1", "cage vehicle2"])
    #expect(clustered.arms[0].animals.count == 12 && clustered.notes.isEmpty == false)
    #expect(clustered.notes.allSatisfy { !$0.contains("independent, which") })
    var shared = rows
    for place in shared.indices { shared[place].factors["cage"] = "c\(place % 3)" }
    let note = try compare(shared) { $0.cluster = "cage" }.notes.first { $0.contains("'cage'") }
    #expect(note?.contains("3 of 3 hold animals of several arms") == true)
  }

  @Test func sexIsPooledWithItsInteractionAndAnswersOnceAsAStratum() throws {
    var rows: [Observation] = []
    for (sex, base) in [("f", 100.0), ("m", 160)] {
      for place in 0..<4 {
        let noise = Double(place * 3)
        rows.append(row("v\(sex)\(place)", "vehicle", base + noise, factors: ["sex": sex]))
        rows.append(
          row(
            "d\(sex)\(place)", "drug", base - (sex == "f" ? 20 : 30) + noise,
            factors: ["sex": sex]))
      }
    }
    let pooled = try compare(rows)
    let interaction = try #require(pooled.effects(.interactions).first { $0.measure == .immobile })
    #expect(interaction.factor == "sex" && close(interaction.difference.value, -10))
    #expect(interaction.counts == [4, 4, 4, 4] && interaction.test != nil)
    let wide = try #require(pooled.effects(.effects)[0].difference.interval)
    let stratified = try compare(rows) { $0.strata = ["sex"] }
    let across = try #require(stratified.effects(.acrossStrata).first { $0.measure == .immobile })
    let narrow = try #require(across.difference.interval)
    #expect(close(across.difference.value, -25) && across.counts == [8, 8])
    // What sex explains no longer blurs the difference.
    #expect(narrow.upperBound - narrow.lowerBound < (wide.upperBound - wide.lowerBound) / 4)
    #expect(stratified.effects(.interactions).count == 3)
    #expect(stratified.notes.allSatisfy { !$0.contains("is pooled") })
  }

  @Test func binsAreATimeCourse() throws {
    var rows = vehicles() + [row("a", "drug", 90), row("b", "drug", 80)]
    for place in rows.indices {
      let shift = rows[place].group == "drug" ? 5.0 : 0
      rows[place].bins = [
        TimeBin(start: 120, end: 180, immobile: 20 + Double(place) - shift, unscored: 0),
        TimeBin(start: 180, end: 240, immobile: 0, unscored: place == 5 ? 60 : 3),
      ]
    }
    let courses = try compare(rows).timeCourses
    #expect(courses.map(\.arm.name) == ["vehicle", "drug"])
    #expect(courses[0].points.map(\.count) == [4, 4] && courses[0].points[0].mean.value == 21.5)
    let interval = try #require(courses[0].points[0].mean.interval)
    // t(3) = 3.1824, standard deviation 1.2910.
    #expect(close(interval.lowerBound, 21.5 - 3.182446 * 1.290994 / 2, 1e-5))
    // Of one animal nothing of the second bin is scored.
    #expect(courses[1].points.map(\.count) == [2, 1] && courses[1].points[1].mean.interval == nil)
    let without = try compare(vehicles() + [row("a", "drug", 90)])
    #expect(without.timeCourses.isEmpty)
  }

  @Test func threeDosesHaveATrendAndTheStudyItsPower() throws {
    var rows = vehicles()
    for (dose, shift) in [("20", -45.0), ("5", -15), ("10", -30)] {
      rows += (0..<4).map {
        row("\(dose)-\($0)", "drug", 157.5 + shift + Double($0 * 5) - 7.5, dose: dose)
      }
    }
    let comparison = try compare(rows) {
      $0.margin = 80
      $0.detect = 20
    }
    let trend = try #require(comparison.trends.first)
    #expect(comparison.trends.count == 1 && trend.doses == ["0", "5", "10", "20"])
    #expect(close(trend.trend.step.difference, -15) && trend.counts == [4, 4, 4, 4])
    #expect(trend.trend.jonckheere.p < 0.001 && trend.trend.step.p < 0.001)
    let effect = comparison.effects(.effects)[0]
    #expect(effect.rankShift.value == -15)
    let equivalence = try #require(effect.equivalenceP(margin: 80))
    #expect(equivalence < 0.001)
    let power = try #require(comparison.power)
    #expect(close(power.spread, 6.4549722, 1e-6) && power.animals == 4 && power.familySize == 3)
    #expect(power.smallest < power.smallestInFamily)
    #expect(power.needed == [StudyPower.Need(difference: 20, animals: 3)])
    #expect(try compare(rows.filter { $0.dose != "5" }).trends.isEmpty)
  }
}
