import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct ScoreCollectorTests {
  private let head = "recording,rater,start,stop,behaviour,recording_duration_s\n"

  @Test func overlapsAreUnitedAndReportedTouchingBoutsAreOne() throws {
    let file = try Imported.read(
      head + "a,x,1,4,float,60\na,x,3,5,float,60\na,x,5,6,float,60\na,x,10,12,Float,60\n"
        + "a,x,10,12,float,60\n")
    #expect(file.scores[0].edges == [[1, 6], [10, 12]])
    let remarks = file.remarks
    #expect(remarks.count == 1)
    #expect(remarks[0].hasPrefix("anna/box.csv: line 3: a, x: 2 bout(s) overlap"))
    #expect(remarks[0].contains("lines 3, 6"))
  }

  @Test func boutsOutsideTheWindowAreCutOrLeftOutAndReported() throws {
    let file = try Imported.read(
      head + "a,x,50,70,float,60\na,x,61,62,float,60\na,x,58,60.001,float,60\n")
    #expect(file.scores[0].edges == [[50, 60]])
    let remarks = file.remarks
    #expect(remarks.contains { $0.contains("line 2") && $0.contains("cut there") })
    #expect(remarks.contains { $0.contains("line 3") && $0.contains("left out") })
    #expect(!remarks.contains { $0.contains("line 4: a, x: a bout at 58") })
  }

  @Test func boutsWithoutLengthAreReported() throws {
    let file = try Imported.read(head + "a,x,5,5,float,60\na,x,6,7,float,60\n")
    #expect(file.scores[0].edges == [[6, 7]])
    #expect(file.remarks.contains { $0.contains("line 2") && $0.contains("without length") })
  }

  @Test func animalsWithoutBoutsAreScoredAsNeverImmobile() throws {
    let file = try Imported.read(head + "a,x,,,,60\nb,x,1,2,float,60\n")
    #expect(file.scores.map(\.recording) == ["a", "b"])
    #expect(file.scores[0].edges.isEmpty)
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 60))
  }

  @Test func spellingsOfOneNameAreOneAnimalAndThatIsSaid() throws {
    let file = try Imported.read(
      head + "d/a.mp4,x,1,4,float,60\nD/A,x,10,12,float,60\nd\\A.MP4,x,20,22,float,60\n"
        + "D/A,x,30,32,float,60\ne/a.mp4,x,5,6,float,60\n")
    #expect(file.scores.map(\.recording) == ["d/a.mp4", "e/a.mp4"])
    #expect(file.scores[0].edges == [[1, 4], [10, 12], [20, 22], [30, 32]])
    #expect(
      file.remarks == [
        "anna/box.csv: line 3: 'D/A, x' is taken to be the same as 'd/a.mp4, x'",
        "anna/box.csv: line 4: 'd\\A.MP4, x' is taken to be the same as 'd/a.mp4, x'",
      ])
  }

  @Test func theProgramsOwnNamesAreExact() {
    let one = ProductNames.key(recording: "a.mp4", arena: "left", animal: nil)
    #expect(one != ProductNames.key(recording: "a.avi", arena: "left", animal: nil))
    #expect(
      ScoreCollector.Key(recording: "a.mp4", animal: "M1")
        == ScoreCollector.Key(recording: "A.avi", animal: "m1"))
  }
}
