import ImmobilityCore
import Testing

@testable import Calibration

@Suite struct AlignmentTests {
  private func align(
    _ first: [ManualScore], _ second: [ManualScore], window: TimeSpan? = nil
  ) -> (animals: [ComparedAnimal], warnings: [ScoreWarning]) {
    Alignment.animals(
      of: [Scoring(name: "a", scores: first), Scoring(name: "b", scores: second)], window: window)
  }

  @Test func recordingsMatchByFileNameAndAnimalsByAnyName() {
    let (animals, warnings) = align(
      [
        Made.bouts("day1/Swim.mp4", [(1, 2)], animal: "M1"),
        Made.bouts("day1/Swim.mp4", [(3, 4)], animal: "M2"),
      ],
      [
        Made.bouts("swim", [(3, 4)], animal: "m2", arena: "right"),
        Made.bouts("swim", [(1, 2)], arena: "m1"),
      ])
    #expect(animals.map(\.animal) == ["M1", "M2"])
    #expect(animals.allSatisfy { $0.scores[0]?.immobile == $0.scores[1]?.immobile })
    #expect(warnings.isEmpty)
  }

  @Test func foldersCountWhereOneScorerHasSeveralFilesOfOneName() {
    let (animals, warnings) = align(
      [Made.bouts("day1/m1.mp4", [(1, 2)]), Made.bouts("day2/m1.mp4", [(3, 5)])],
      [Made.bouts("/data/Day2/m1.avi", [(3, 5)]), Made.bouts("/data/day1/m1.avi", [(1, 2)])])
    #expect(animals.map { $0.scores.map { $0?.seconds } } == [[1, 1], [2, 2]])
    #expect(warnings.isEmpty)
    let unclear = align(
      [Made.bouts("day1/m1.mp4", [(1, 2)]), Made.bouts("day2/m1.mp4", [(3, 5)])],
      [Made.bouts("m1.mp4", [(1, 2)], path: "b.csv", line: 4)])
    #expect(unclear.animals.isEmpty)
    #expect(unclear.warnings.contains { $0.path == "b.csv" && $0.line == 4 })
    // Where every scorer has one file of that name, folders do not matter.
    let apart = align([Made.bouts("/anna/m1.mp4", [])], [Made.bouts("C:\\ben\\m1.mp4", [])])
    #expect(apart.animals.count == 1)
  }

  @Test func scoresWithoutANameJoinAnAnimalThatIsAlone() {
    let one = align([Made.bouts("r", [], arena: "left")], [Made.bouts("r", [])])
    #expect(one.animals.count == 1 && one.warnings.isEmpty)
    let two = align(
      [Made.bouts("r", [], arena: "left"), Made.bouts("r", [], arena: "right")],
      [Made.bouts("r", [], path: "b.csv", line: 7)])
    #expect(two.animals.isEmpty)
    #expect(
      two.warnings.contains {
        $0.description.hasPrefix("b.csv: line 7: r could be any of 2 animals")
      })
  }

  @Test func unknownRecordingsAreReportedWithTheirLine() {
    let (animals, warnings) = align(
      [Made.bouts("r", []), Made.bouts("unknown", [], path: "a.csv", line: 9)],
      [Made.bouts("r", [])])
    #expect(animals.count == 1)
    #expect(
      warnings.map(\.description).contains { $0.hasPrefix("a.csv: line 9: unknown is scored") })
  }

  @Test func doubledScoresAreReportedAndTheFirstCounts() {
    let (animals, warnings) = align(
      [Made.bouts("r.mp4", [(1, 2)]), Made.bouts("R.avi", [(5, 9)], line: 4)],
      [Made.bouts("r", [(1, 2)])])
    #expect(animals[0].scores[0]?.seconds == 1)
    #expect(warnings.contains { $0.line == 4 && $0.message.contains("second score") })
  }

  @Test func theCommonWindowIsWhatAllObserved() {
    let (animals, warnings) = align(
      [Made.bouts("r", [(0, 30)], window: (0, 80))],
      [Made.bouts("r", [(0, 30)], window: (10, 100))])
    #expect(animals[0].window == TimeSpan(start: 10, end: 80))
    #expect(animals[0].scores.map { $0?.seconds } == [20, 20])
    #expect(warnings.contains { $0.message.contains("only 10-80 s") })
    let limited = align(
      [Made.bouts("r", [(0, 30)])], [Made.bouts("r", [(0, 30)])],
      window: TimeSpan(start: 20, end: 500))
    #expect(limited.animals[0].window == TimeSpan(start: 20, end: 100))
    #expect(limited.warnings.isEmpty)
    let apart = align(
      [Made.bouts("r", [], window: (0, 10))], [Made.bouts("r", [], window: (10, 20))])
    #expect(apart.animals.isEmpty)
    #expect(apart.warnings.contains { $0.message.contains("no time in common") })
  }

  @Test func unknownWindowsAreTakenFromTheOthersAndReported() {
    let (animals, warnings) = align(
      [Made.bouts("r", [(1, 2)], window: nil)], [Made.bouts("r", [(1, 2)])])
    #expect(animals[0].window == TimeSpan(start: 0, end: 100))
    #expect(warnings.contains { $0.message.contains("does not say which seconds") })
    let none = align(
      [Made.bouts("r", [(1, 2)], window: nil)], [Made.bouts("r", [(1, 4)], window: nil)])
    #expect(none.animals[0].window == nil && none.animals[0].scores[1]?.seconds == 3)
    #expect(none.animals[0].scores[1]?.latency == nil)
    #expect(none.warnings.contains { $0.message.contains("--window") })
  }

  @Test func totalsThatCannotBeCutAreReported() {
    let (animals, warnings) = align(
      [Made.total("r", 50, window: (0, 200))], [Made.bouts("r", [(0, 60)], window: (0, 100))])
    #expect(animals[0].scores.map { $0?.seconds } == [50, 60])
    #expect(warnings.contains { $0.message.contains("cannot be cut") })
    let unknown = align([Made.total("r", 50)], [Made.bouts("r", [(0, 60)])])
    #expect(unknown.warnings.contains { $0.message.contains("which seconds it covers") })
  }

  @Test func idsDecideWhereBothSidesGiveThem() {
    let program = [
      Made.bouts("r", [(0, 80)], animal: "2", arena: "1"),
      Made.bouts("r", [(0, 10)], animal: "1", arena: "2"),
    ]
    for arenas in [["1", "2"], [nil, nil]] {
      let (animals, warnings) = align(
        program,
        [
          Made.bouts("r", [(0, 10)], animal: "1", arena: arenas[1]),
          Made.bouts("r", [(0, 80)], animal: "2", arena: arenas[0]),
        ])
      #expect(animals.map { $0.scores.map { $0?.seconds } } == [[80, 80], [10, 10]])
      // Numbers without an arena could be meant otherwise.
      #expect(warnings.count == (arenas[0] == nil ? 1 : 0))
      #expect(warnings.allSatisfy { $0.message.contains("name arenas in a column arena") })
    }
  }

  @Test func arenasDecideWhereAnIdIsMissing() {
    let (animals, warnings) = align(
      [
        Made.bouts("r", [(0, 80)], animal: "2", arena: "1"),
        Made.bouts("r", [(0, 10)], animal: "1", arena: "2"),
      ],
      [Made.bouts("r", [(0, 10)], arena: "2"), Made.bouts("r", [(0, 80)], arena: "1")])
    #expect(animals.map { $0.scores.map { $0?.seconds } } == [[80, 80], [10, 10]])
    #expect(warnings.isEmpty)
  }

  @Test func aSingleNameMayBeTheArenaUnlessItsScorerWritesIds() {
    let program = [
      Made.bouts("r", [(0, 80)], animal: "m1", arena: "left"),
      Made.bouts("r", [(0, 10)], animal: "m2", arena: "right"),
    ]
    let (animals, warnings) = align(
      program,
      [Made.bouts("r", [(0, 10)], animal: "Right"), Made.bouts("r", [(0, 80)], animal: "left")])
    #expect(animals.map { $0.scores.map { $0?.seconds } } == [[80, 80], [10, 10]])
    #expect(warnings.isEmpty)
    let mixed = align(
      program,
      [Made.bouts("r", [(0, 80)], animal: "m1"), Made.bouts("r", [(0, 80)], animal: "right")])
    #expect(mixed.animals.count == 1)
    #expect(mixed.warnings.filter { $0.message.contains("one scorer alone") }.count == 2)
  }

  @Test func oneScorersNamesOfTwoKindsAreTwoAnimals() {
    let own = [
      Made.bouts("r", [(0, 80)], animal: "1", arena: "2"), Made.bouts("r", [(0, 10)], arena: "1"),
    ]
    let (animals, warnings) = align(own, own)
    #expect(animals.map { $0.scores.map { $0?.seconds } } == [[80, 80], [10, 10]])
    #expect(warnings.isEmpty)
  }
}
