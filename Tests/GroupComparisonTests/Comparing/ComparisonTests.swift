import FixtureFiles
import Foundation
import Statistics
import Testing

@testable import GroupComparison

@Suite struct ComparisonTests {
  private func scored(
    _ animal: String, _ group: String, _ immobile: Double, dose: String = "", session: String = "",
    recording: String? = nil, factors: [String: String] = [:]
  ) -> Observation {
    Observation(
      animal: animal, recording: recording ?? animal + ".mp4", group: group, dose: dose,
      session: session, factors: factors,
      outcome: .scored(Measures(immobile: immobile, latency: 10, bouts: 3, window: 240)))
  }

  private let plain = ComparisonDesign(vehicle: "vehicle", draws: 200)

  @Test func knownEffectsAreRecovered() throws {
    let comparison = try Comparison(MadeStudy.observations(), design: MadeStudy.design)
    let truth: [[String]: Double] = [
      ["none", "fluoxetine"]: -45, ["CMS", "fluoxetine"]: -45, ["none", "imipramine"]: -60,
      ["CMS", "imipramine"]: -25,
    ]
    #expect(comparison.arms.count == 12 && comparison.arms.allSatisfy { $0.animals.count == 8 })
    let effects = comparison.effects(.effects).filter {
      $0.arm.session == "test" && $0.measure == .immobile
    }
    #expect(effects.count == 4)
    // The study was made so that its groups have exactly these means.
    for effect in effects {
      let known = try #require(truth[effect.arm.stratum + [effect.arm.group]])
      #expect(close(effect.difference.value, known, 1e-4), "\(effect.arm)")
      let interval = try #require(effect.difference.interval)
      #expect(interval.contains(known) && interval.upperBound < 0, "\(effect.arm): \(interval)")
      #expect(effect.familySize == 4 && effect.counts == [8, 8])
      let (test, permutation) = (try #require(effect.test), try #require(effect.permutation))
      #expect(permutation.isExact && effect.bootstrapInterval != nil)
      let adjusted = try #require(effect.adjustedP)
      #expect(adjusted > test.p)
    }
    // Before treatment the drugs make no difference.
    for effect in comparison.effects(.effects) where effect.arm.session == "pretest" {
      guard effect.measure == .immobile else { continue }
      #expect(effect.adjustedP == nil && effect.familySize == 0)
      #expect(try #require(effect.difference.interval).contains(0), "\(effect.arm)")
    }
    let interactions = comparison.effects(.interactions).filter {
      $0.arm.session == "test" && $0.measure == .immobile
    }
    #expect(interactions.map(\.arm.group) == ["fluoxetine", "imipramine"])
    for (interaction, known) in zip(interactions, [0.0, 35]) {
      #expect(
        interaction.kind == .interaction(factor: "stress", level: "CMS", reference: "none"))
      #expect(close(interaction.difference.value, known, 1e-3))
      #expect(interaction.difference.interval?.contains(known) == true)
    }
    let changes = comparison.effects(.changes).filter { $0.measure == .immobile }
    #expect(changes.count == 6 && changes.allSatisfy { $0.counts == [8] })
    for change in changes where change.arm.isVehicle {
      #expect(close(change.difference.value, 30, 1e-4), "\(change.arm)")
    }
    // Stress adds 25 s in the vehicle.
    let level = try #require(
      comparison.effects(.levels).first { $0.arm.session == "test" && $0.measure == .immobile })
    #expect(close(level.difference.value?.magnitude, 25, 1e-4))
    let across = comparison.effects(.acrossStrata).filter {
      $0.arm.session == "test" && $0.measure == .immobile
    }
    #expect(across.map(\.arm.group) == ["fluoxetine", "imipramine"])
    for (effect, known) in zip(across, [-45, -42.5]) {
      #expect(close(effect.difference.value, known, 1e-4) && effect.counts == [16, 16])
    }
    #expect(comparison.notes.count == 1 && comparison.notes[0].contains("in session 'test' alone"))
  }

  @Test func theOrderOfRowsDoesNotCount() throws {
    let observations = try MadeStudy.observations()
    var design = MadeStudy.design
    design.draws = 300
    let first = try Comparison(observations, design: design)
    #expect(try Comparison(observations.reversed(), design: design) == first)
    var third = observations
    for place in third.indices { third.swapAt(place, (place * 37 + 11) % third.count) }
    #expect(try Comparison(third, design: design) == first)
  }

  @Test func anotherGroupChangesNothingButTheFamily() throws {
    var rows: [Observation] = []
    for place in 0..<6 {
      rows.append(scored("v\(place)", "vehicle", Double(100 + place * 7)))
      rows.append(scored("a\(place)", "a", Double(80 + place * 5), dose: "10"))
    }
    let more = rows + (0..<6).map { scored("b\($0)", "b", Double(90 + $0)) }
    let small = try Comparison(rows, design: plain).effects[0]
    let large = try #require(
      try Comparison(more, design: plain).effects.first { $0.arm.group == "a" })
    #expect(small.difference == large.difference && small.permutation == large.permutation)
    #expect(small.familySize == 1 && large.familySize == 2 && small.test == large.test)
  }

  @Test func theAnimalIsTheUnit() throws {
    var rows = (0..<4).flatMap { place in
      [
        scored("v\(place)", "vehicle", Double(100 + place)),
        scored("a\(place)", "drug", Double(50 + place)),
      ]
    }
    let once = try Comparison(rows, design: plain)
    rows += (0..<20).map { scored("a0", "drug", 50, recording: "again\($0).mp4") }
    let often = try Comparison(rows, design: plain)
    #expect(often.arms.map(\.animals.count) == [4, 4])
    #expect(often.effects.map(\.difference) == once.effects.map(\.difference))
    #expect(often.notes.count == 1)
    #expect(often.notes[0].contains("the animal stays the unit: a0 (21)"))
  }

  @Test func aGroupWithoutDataSaysWhy() throws {
    var rows = (0..<3).map { scored("v\($0)", "vehicle", Double($0)) }
    rows += ["x1", "x2"].map {
      Observation(
        animal: $0, recording: $0, group: "drug", outcome: .missing(reason: "excluded: died"))
    }
    rows.append(
      Observation(
        animal: "x3", recording: "x3", group: "drug", outcome: .missing(reason: "no frame")))
    let comparison = try Comparison(rows, design: plain)
    let arm = comparison.arms[1]
    #expect(arm.noData == "2 animals: excluded: died; 1 animal: no frame")
    #expect(arm.mean(.immobile) == nil && arm.errorOfMean(.immobile) == nil)
    #expect(comparison.effects[0].difference.value == nil)
    #expect(
      comparison.effects[0].difference.reason
        == "the arm: 2 animals: excluded: died; 1 animal: no frame")
    #expect(comparison.effects[0].adjustedP == nil)
  }

  @Test func oneAnimalGivesADifferenceWithoutAnInterval() throws {
    let rows =
      (0..<3).map { scored("v\($0)", "vehicle", Double($0)) } + [scored("a", "drug", 9)]
    let effect = try Comparison(rows, design: plain).effects[0]
    #expect(effect.difference.value == 8 && effect.difference.interval == nil)
    #expect(effect.difference.reason == "an interval needs two animals a group")
    #expect(effect.hedgesG.value == nil)
  }

  @Test func dosesAreArmsInOrderOfTheirNumbers() throws {
    let rows =
      ["10", "5", "0.5"].map { scored("a" + $0, "drug", 1, dose: $0) }
      + [scored("v", "vehicle", 1, dose: "0"), scored("w", "vehicle", 2)]
    let arms = try Comparison(rows, design: plain).arms
    #expect(arms.map(\.key.dose) == ["", "0.5", "5", "10"])
    #expect(arms[0].animals.count == 2)
  }

  @Test func whatContradictsItselfIsRefused() throws {
    func message(_ rows: [Observation], _ design: ComparisonDesign) -> String {
      do {
        _ = try Comparison(rows, design: design)
        return ""
      } catch { return error.description }
    }
    let rows = [scored("a", "vehicle", 1), scored("a", "drug", 2, recording: "b.mp4")]
    #expect(message(rows, plain).contains("animal 'a' is in 2 arms"))
    #expect(message([], plain).contains("no animal"))
    #expect(message(rows, ComparisonDesign(vehicle: "saline")).contains("drug, vehicle"))
    let strata = ComparisonDesign(vehicle: "vehicle", strata: ["stress"])
    #expect(message([rows[0]], strata).contains("has no 'stress'"))
    let pair = ComparisonDesign(
      vehicle: "vehicle", pair: .init(first: "pretest", second: "test"))
    #expect(message([rows[0]], pair).contains("no session 'pretest'"))
    let session = ComparisonDesign(vehicle: "vehicle", session: "day 2")
    #expect(message([rows[0]], session).contains("no session 'day 2'"))
    let contrast = ComparisonDesign(
      vehicle: "vehicle", contrasts: [.init(first: "drug", second: "other 5")])
    #expect(
      message([scored("a", "vehicle", 1), scored("b", "drug", 2)], contrast)
        .contains("no arm 'other 5'; the arms are drug, vehicle"))
    let reference = ComparisonDesign(
      vehicle: "vehicle", strata: ["stress"], references: ["stress": "mild"])
    #expect(
      message([scored("a", "vehicle", 1, factors: ["stress": "none"])], reference)
        .contains("its levels are none"))
  }

  @Test func whatWeakensTheFiguresIsNoted() throws {
    var rows = (0..<3).flatMap {
      [scored("v\($0)", "vehicle", Double($0)), scored("a\($0)", "drug", Double($0))]
    }
    rows[0].outcome = .scored(
      Measures(
        immobile: 1, latency: 300, latencyIsCensored: true, bouts: 0, unscored: 50, window: 300))
    let notes = try Comparison(rows, design: plain).notes
    #expect(notes.count == 4)
    #expect(notes[3].contains("permutation p cannot be below 0.1;"))
    #expect(notes[0].contains("240 to 300 s") && notes[1].contains("v0"))
    #expect(notes[2].contains("1 of 6 animals had no immobile bout"))
  }
}
