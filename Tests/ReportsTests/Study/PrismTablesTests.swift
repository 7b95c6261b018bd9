import ImmobilityCore
import Testing

@testable import Reports

@Suite struct PrismTablesTests {
  /// A recording with one animal, or with none scored.
  private func recording(
    _ path: String, _ animal: String?, _ group: String?, dose: String? = nil,
    session: String? = nil, immobile: Double? = nil, isExcluded: Bool = false
  ) -> StudyRecording {
    let score = immobile.map { seconds in
      var score = Sample.animal
      score.immobile = seconds
      return score
    }
    return StudyRecording(
      recording: RecordingScore(path: path, video: Sample.video, settings: Sample.settings),
      animals: [
        StudyAnimal(
          arena: "a", animalID: animal, group: group, dose: dose, session: session,
          isExcluded: isExcluded, score: score)
      ])
  }

  private func text(_ recordings: [StudyRecording]) -> String {
    var tables = PrismTables()
    for recording in recordings { tables.add(recording) }
    return tables.text(.immobile)
  }

  @Test func aColumnForEachGroupAndACellForEachAnimal() {
    let text = text([
      recording("1", "m1", "drug", dose: "15 mg/kg", immobile: 10),
      recording("2", "m2", "drug", dose: "5 mg/kg", immobile: 20.5),
      recording("3", "m3", "vehicle", dose: "0", immobile: 30),
      recording("4", "m4", "vehicle", dose: "0", immobile: 31),
    ])
    #expect(text == "vehicle 0,drug 5 mg/kg,drug 15 mg/kg\n30,20.5,10\n31,,\n")
  }

  @Test func anAnimalIsOneCellHoweverOftenItWasRecorded() {
    let text = text([
      recording("1", "m1", "g", immobile: 10), recording("2", "m1", "g", immobile: 20),
      recording("3", "m2", "g", immobile: 1),
    ])
    #expect(text == "g\n15\n1\n")
  }

  @Test func sessionsOfOneAnimalStandInOneRow() {
    let text = text([
      recording("1", "m1", "g", session: "pretest", immobile: 1),
      recording("2", "m2", "g", session: "pretest", immobile: 2),
      recording("3", "m2", "g", session: "test", immobile: 3),
      recording("4", "m3", "g", session: "test", immobile: 4),
    ])
    #expect(text == "\"g, pretest\",\"g, test\"\n1,\n2,3\n,4\n")
  }

  @Test func whatDoesNotCountLeavesItsGroupWithoutData() {
    let text = text([
      recording("1", "m1", "lost", immobile: 1, isExcluded: true), recording("2", "m2", "failed"),
      recording("3", "m3", "g", immobile: 4), recording("4", nil, nil, immobile: 5),
      recording("5", nil, nil, immobile: 6), recording("6", nil, nil),
    ])
    #expect(text == "no group,failed,g,lost\n5,,4,\n6,,,\n")
  }

  @Test func anAnimalWithoutAScoredSecondIsNoZero() {
    func blank(_ path: String, _ animal: String) -> StudyRecording {
      var blank = recording(path, animal, "g", immobile: 0)
      blank.animals[0].score?.unscored = Sample.animal.window.end - Sample.animal.window.start
      return blank
    }
    #expect(text([recording("1", "m1", "g", immobile: 4), blank("2", "m2")]) == "g\n4\n")
    // Nor does it pull down the mean of an animal's recordings.
    #expect(text([recording("1", "m1", "g", immobile: 4), blank("2", "m1")]) == "g\n4\n")
    #expect(text([blank("1", "m1")]) == "g\n")
  }

  @Test func allMeasuresHaveTheSameColumns() {
    var tables = PrismTables()
    for recording in SampleStudy.recordings { tables.add(recording) }
    #expect(tables.text(.immobile) == "drug 15 mg/kg\n\(Sample.animal.immobile)\n")
    #expect(tables.text(.latency) == "drug 15 mg/kg\n3.3\n")
    #expect(tables.text(.bouts) == "drug 15 mg/kg\n\(Sample.animal.boutCount)\n")
    #expect(PrismTables().text(.bouts) == "\n")
  }
}
