import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct PlainBoutsTests {
  @Test(arguments: [
    ("recording,start,stop\na,1,2\na,4,3\n", 3, "before it starts"),
    ("recording,start,stop\na,1,\n", 2, "no stop"),
    ("recording,start,stop\na,,3\n", 2, "no start"),
    ("recording,start,stop\n,1,2\n", 2, "whose score"),
    ("recording,start,stop\na,x,2\n", 2, "'x'"),
    ("recording,start,stop\na,nan,2\n", 2, "'nan'"),
    ("recording,start,stop\na,1,1e12\n", 2, "no time"),
    ("recording,start,stop\na,1\n", 2, "2 fields"),
    ("recording,start,stop\na,\"1,2\n", 2, "never closed"),
    ("recording,start,stop,behaviour\na,1,2,\n", 2, "no behaviour"),
    ("recording,start_frame,stop_frame\na,1,2\n", 2, "--fps"),
    ("recording,start_frame,stop_frame,fps\na,1,2,0\n", 2, "cannot be right"),
    ("recording;start;stop\na;1.234,5;2\n", 2, "not a time"),
    ("recording,start,stop,window_start_s,window_end_s\na,1,2,5,\n", 2, "one edge"),
    ("recording,start,stop,window_start_s,window_end_s\na,1,2,5,4\n", 2, "before it starts"),
  ])
  func rowsThatCannotBeRightAreRefusedWithTheirLine(text: String, line: Int, word: String) throws {
    let error = try Imported.error(text)
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(word), "\(error)")
    #expect("\(error)".hasPrefix("anna/box.csv: line \(line): "))
  }

  @Test func framesWithTheUsersRate() throws {
    let file = try Imported.read(
      "recording,start_frame,stop_frame\na,50,75\n", ImportOptions(fps: 25))
    #expect(file.scores[0].edges == [[2, 3]])
  }

  @Test func durationBesideStartAndStopIsTheBoutsOwn() throws {
    let file = try Imported.read("recording,start,stop,duration_s\na,5,9,4\n")
    #expect(file.scores[0].edges == [[5, 9]])
    #expect(file.scores[0].window == nil)
  }

  @Test func withoutRecordingTheFileIsNamedAndThatIsSaid() throws {
    let file = try Imported.read("start,stop\n1,2\n")
    #expect(file.scores[0].recording == "box")
    #expect(file.remarks.contains { $0.contains("taken to be 'box'") })
    #expect(file.remarks.contains { $0.contains("no column names the behaviour") })
    let named = try Imported.read("start,stop\n1,2\n", ImportOptions(recording: "swim"))
    #expect(named.scores[0].recording == "swim")
  }

  @Test func markersInEverySpellingGiveTheWindow() throws {
    #expect(["Start_End", "StartEnd", "Start/End", "start end"].allSatisfy(PlainBouts.isMarker))
    #expect(!PlainBouts.isMarker("Start") && !PlainBouts.isMarker("Floating"))
    let head = "file;Experimenter;from;to;type;ID\n"
    let file = try Imported.read(
      head + "f;x;10;11;Start_End;F1\nf;x;20;30;Floating;F1\nf;x;99;100;Start_End;F1\n"
        + "f;x;5;6;_DEFAULT;F1\n")
    #expect(file.scores[0].recording == "F1")
    #expect(file.scores[0].window == TimeSpan(start: 10, end: 100))
    #expect(file.scores[0].edges == [[20, 30]])
    #expect(file.remarks.contains { $0.contains("line 5: '_DEFAULT'") })
    #expect(file.remarks.contains { $0.contains("'ID' names the recording") })
  }

  @Test func markersThatDoNotFitAreReported() throws {
    let head = "ID,start,stop,type\n"
    let outside = try Imported.read(
      head + "F1,10,11,StartEnd\nF1,50,51,StartEnd\nF1,40,70,float\n")
    #expect(outside.scores[0].window == TimeSpan(start: 10, end: 70))
    #expect(outside.remarks.contains { $0.contains("line 4") && $0.contains("widened") })
    let three = try Imported.read(
      head + "F1,10,11,StartEnd\nF1,50,51,StartEnd\nF1,70,71,StartEnd\nF1,40,45,float\n")
    #expect(three.scores[0].window == TimeSpan(start: 10, end: 71))
    #expect(three.remarks.contains { $0.contains("3 start/end markers") })
    let one = try Imported.read(head + "F1,10,11,StartEnd\nF1,40,45,float\n")
    #expect(one.scores[0].window == nil)
    #expect(one.remarks.contains { $0.contains("one start/end marker") })
  }

  @Test(arguments: [
    "start_s,duration_s", "start,duration", "start,length_s", "onset,bout_duration_s",
  ])
  func startsAndDurationsAreBouts(columns: String) throws {
    let file = try Imported.read(
      "recording,\(columns),behaviour\nr,10,10,immobile\nr,40,5,immobile\nr,50,6,swim\n")
    #expect(file.format == .bouts)
    #expect(file.scores[0].edges == [[10, 20], [40, 45]])
    let half = try Imported.error("recording,\(columns)\nr,10,\n")
    #expect(half.line == 2 && half.message.contains("no duration"))
  }
}
