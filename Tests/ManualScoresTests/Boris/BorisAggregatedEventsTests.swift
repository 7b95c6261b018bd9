import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct BorisAggregatedEventsTests {
  private let head =
    "Observation id,Media file,Total length,Subject,Behavior,Behavior type,Start (s),Stop (s)\n"

  @Test(arguments: [
    ("o,v.mp4,60,m,float,STATE,5,4\n", "before it starts"),
    ("o,v.mp4,60,m,float,STATE,5,NA\n", "no stop"), ("o,v.mp4,60,m,float,STATE,,4\n", "no start"),
    ("o,v.mp4,60,m,float,STATE,x,4\n", "'x'"), ("o,v.mp4,60,m,float,STATE,4\n", "7 fields"),
  ])
  func whatCannotBeRight(row: String, word: String) throws {
    let error = try Imported.error(head + row)
    #expect(error.line == 2 && error.message.contains(word), "\(error)")
  }

  @Test func pointEventsHaveNoLength() throws {
    let file = try Imported.read(
      head + "o,v.mp4,60,m,float,POINT,5,5\no,v.mp4,60,m,float,STATE,7,9\n")
    #expect(file.scores[0].edges == [[7, 9]])
    #expect(file.remarks.contains { $0.contains("line 2") && $0.contains("point event") })
  }

  @Test func twoObservationsOfOneAnimalAreTwoScorers() throws {
    let file = try Imported.read(
      head + "anna1,v.mp4,60,m,float,STATE,10,20\nben1,v.mp4,60,m,float,STATE,30,45\n")
    #expect(file.scores.map(\.rater) == ["anna1", "ben1"])
    #expect(file.scores.map(\.edges) == [[[10, 20]], [[30, 45]]])
  }

  /// Version 7 and older write the file of each bout and the length of all, not of each.
  private let twoFiles = """
    o,part1.mp4,200,m,float,STATE,10,30
    o,part2.mp4,200,m,float,STATE,110,150
    o,part2.mp4,200,m,float,STATE,170,180

    """

  @Test func laterMediaFilesBeginWhereTheEarlierOnesEnd() throws {
    let file = try Imported.read(head + twoFiles)
    #expect(file.scores.map(\.recording) == ["part1.mp4", "part2.mp4"])
    #expect(file.scores.map(\.edges) == [[[10, 30]], [[10, 50], [70, 80]]])
    #expect(file.scores.map(\.window?.end) == [100, 100])
    #expect(file.remarks.contains { $0.contains("LOOK AT THIS") && $0.contains("--media-length") })
    let told = try Imported.read(
      head + twoFiles, ImportOptions(mediaLengths: ["/videos/Part1.mp4": 105]))
    #expect(told.scores.map(\.edges) == [[[10, 30]], [[5, 45], [65, 75]]])
    #expect(told.scores.map(\.window?.end) == [105, 95])
    #expect(!told.remarks.contains { $0.contains("LOOK AT THIS") })
  }

  @Test func lengthsThatDoNotFitTheEventsAreAskedFor() throws {
    let error = try Imported.error(
      head + "o,part1.mp4,200,m,float,STATE,120,130\no,part2.mp4,200,m,float,STATE,150,160\n")
    #expect(error.line == 2 && error.message.contains("--media-length"), "\(error)")
  }
}
