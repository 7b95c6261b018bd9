import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct BorisEventsTests {
  private let head =
    "Observation id,Observation date,Description,Observation duration,Observation type,Source,"
    + "Media duration (s),FPS,Subject,Behavior,Behavioral category,Behavior type,Time,"
    + "Media file name,Image index,Image file path,Comment\n"

  private func row(
    _ time: String, _ type: String, behaviour: String = "float", subject: String = "m1",
    source: String = "player #1:v.mp4", duration: String = "60.0"
  ) -> String {
    "o,d,,1,Media file(s),\(source),\(duration),25;25,\(subject),\(behaviour),,\(type),\(time),"
      + "v.mp4,1,NA,\n"
  }

  @Test func statesArePairedForEachSubject() throws {
    let file = try Imported.read(
      head + row("1", "START") + row("2", "START", subject: "m2") + row("3", "STOP")
        + row("4", "STOP", subject: "m2") + row("5", "POINT", behaviour: "jump"))
    #expect(file.scores.map(\.animal) == ["m1", "m2"])
    #expect(file.scores.map(\.edges) == [[[1, 3]], [[2, 4]]])
    #expect(file.scores[0].recording == "v.mp4")
  }

  @Test func unpairedStatesAreRefusedWithTheirLine() throws {
    let open = try Imported.error(head + row("1", "START") + row("2", "STOP") + row("3", "START"))
    #expect(open.line == 4 && open.message.contains("no STOP"))
    let early = try Imported.error(head + row("1", "STOP") + row("2", "START"))
    #expect(early.line == 2 && early.message.contains("without a START"))
    let twice = try Imported.error(head + row("1", "START") + row("2", "START"))
    #expect(twice.line == 3 && twice.message.contains("line 2"))
    let backwards = try Imported.error(head + row("5", "START") + row("2", "STOP"))
    #expect(backwards.line == 3 && backwards.message.contains("before its START"))
    let unknown = try Imported.error(head + row("5", "BEGIN"))
    #expect(unknown.line == 2 && unknown.message.contains("'BEGIN'"))
    let untimed = try Imported.error(head + row("NA", "START"))
    #expect(untimed.line == 2 && untimed.message.contains("no time"))
  }

  @Test func timesPastTheEndAreCutAndReported() throws {
    let file = try Imported.read(head + row("50", "START") + row("61", "STOP"))
    #expect(file.scores[0].edges == [[50, 60]])
    #expect(file.remarks.contains { $0.contains("line 3") && $0.contains("cut there") })
  }

  @Test func boutsGoToTheMediaFilesTheyLieIn() throws {
    let twoFiles = { (time: String, type: String, file: String) in
      self.row(time, type, source: "player #1:a.mp4;b.mp4", duration: "30.0;40.0")
        .replacing(",v.mp4,", with: ",\(file),")
    }
    let file = try Imported.read(
      head + twoFiles("1", "START", "a.mp4") + twoFiles("5", "STOP", "a.mp4")
        + twoFiles("25", "START", "a.mp4") + twoFiles("45", "STOP", "b.mp4"))
    #expect(file.scores.map(\.recording) == ["a.mp4", "b.mp4"])
    #expect(file.scores.map(\.edges) == [[[1, 5], [25, 30]], [[0, 15]]])
    #expect(file.scores.map(\.window?.end) == [30, 40])
    let elsewhere = try Imported.error(
      head + twoFiles("1", "START", "b.mp4") + twoFiles("5", "STOP", "b.mp4"))
    #expect(elsewhere.line == 2 && elsewhere.message.contains("--media-length"), "\(elsewhere)")
  }

  @Test func observationsWithoutASingleMediaFileSayWhatTheirNameIs() throws {
    let source = "player #1:a.mp4|player #2:b.mp4"
    let file = try Imported.read(
      head + row("1", "START", source: source) + row("2", "STOP", source: source))
    #expect(file.scores[0].recording == "o")
    #expect(file.remarks.contains { $0.contains("'o' is the id of an observation") })
  }

  @Test func clockTimesAreRefused() throws {
    let error = try Imported.error(head + row("1709632810", "START") + row("1709632820", "STOP"))
    #expect(error.line == 2 && error.message.contains("clock times"), "\(error)")
    let late = try Imported.error(head + row("100", "START") + row("120", "STOP"))
    #expect(late.line == 3 && late.message.contains("outside the observed 0-60 s"), "\(late)")
  }

  @Test func immobilityAsAPointEventIsReported() throws {
    let file = try Imported.read(head + row("1", "POINT"))
    #expect(file.scores[0].edges.isEmpty)
    #expect(file.remarks.contains { $0.contains("line 2") && $0.contains("point event") })
  }

  @Test func twoObservationsOfOneAnimalAreTwoScorers() throws {
    let second = { (row: String) in row.replacing("o,d,", with: "second,d,") }
    let file = try Imported.read(
      head + row("1", "START") + row("3", "STOP") + second(row("2", "START"))
        + second(row("7", "STOP")))
    #expect(file.scores.map(\.rater) == ["o", "second"])
    #expect(file.scores.map(\.edges) == [[[1, 3]], [[2, 7]]])
    #expect(file.remarks.contains { $0.contains("line 4: 'o' and 'second' are observations") })
  }

  @Test func ratersTellObservationsApart() throws {
    let withRater = { (row: String, rater: String) in
      row.replacing("NA,\n", with: "NA,,\(rater)\n")
    }
    let file = try Imported.read(
      head.replacing("Comment\n", with: "Comment,Rater\n") + withRater(row("1", "START"), "anna")
        + withRater(row("3", "STOP"), "anna")
        + withRater(row("2", "START").replacing("o,d,", with: "p,d,"), "ben")
        + withRater(row("7", "STOP").replacing("o,d,", with: "p,d,"), "ben"))
    #expect(file.scores.map(\.rater) == ["anna", "ben"])
    #expect(!file.remarks.contains { $0.contains("observations of the same") })
  }
}
