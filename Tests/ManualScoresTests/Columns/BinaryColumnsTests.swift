import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct BinaryColumnsTests {
  private let ezTrack = "File,MotionCutoff,FreezeThresh,MinFreezeDuration,Frame,Motion,Freezing\n"

  @Test func ezTrackNeedsTheFrameRate() throws {
    let text = ezTrack + "v.avi,9,200,15,0,300,0\nv.avi,9,200,15,1,10,100\nv.avi,9,200,15,2,9,0.0\n"
    let error = try Imported.error(text)
    #expect(error.line == 2 && error.message.contains("--fps"))
    let file = try Imported.read(text, ImportOptions(fps: 10))
    #expect(file.format == .ezTrack)
    #expect(file.scores[0].recording == "v.avi")
    #expect(file.scores[0].edges == [[0.1, 0.2]])
    #expect(abs(try #require(file.scores[0].window).end - 0.3) < 1e-12)
  }

  @Test func emptyCellsAreUnscored() throws {
    let file = try Imported.read("recording_time,mobile,immobile\n0,,\n1,0,1\n2,1,0\n3,0,1\n")
    #expect(file.scores[0].edges == [[1, 2], [3, 4]])
    #expect(file.scores[0].unscored.spans == [TimeSpan(start: 0, end: 1)])
  }

  @Test func unevenTimesLastUntilTheNext() throws {
    let file = try Imported.read("time,immobile\n0,1\n0.4,0\n1,1\n1.5,0\n2,0\n")
    #expect(file.scores[0].edges == [[0, 0.4], [1, 1.5]])
    #expect(file.scores[0].window?.end == 2.5)
    #expect(file.scores[0].unscored.isEmpty)
  }

  @Test func missingRowsStayUnscored() throws {
    let file = try Imported.read("time,immobile\n0,1\n0.5,1\n2.5,1\n3.0,0\n3.5,0\n")
    #expect(file.scores[0].edges == [[0, 1], [2.5, 3]])
    #expect(file.scores[0].unscored.spans == [TimeSpan(start: 1, end: 2.5)])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 4))
    #expect(file.remarks.contains { $0.contains("line 4: box: 1.5 s have no row (from 1 s)") })
  }

  @Test func aDurationBesideATimeIsRefusedByName() throws {
    let error = try Imported.error("time_s,state,duration_s\n0,immobile,4\n9,mobile,5\n")
    #expect(error.message.contains("'duration_s'") && error.message.contains("start_s"), "\(error)")
  }

  @Test func columnsThatOnlySoundRightAreTakenWithAWarning() throws {
    let text =
      "crop_frame,screen_time_s,human_state\n0,10.0,mobile\n1,10.1,immobile\n2,10.2,mobile\n"
    let file = try Imported.read(text)
    #expect(file.scores[0].edges == [[10.1, 10.2]])
    #expect(file.remarks.contains { $0.contains("'screen_time_s' is taken as the time") })
    #expect(file.remarks.contains { $0.contains("'human_state' is taken as the behaviour") })
    let frames = try Imported.read(text, ImportOptions(fps: 10))
    #expect(frames.scores[0].edges == [[0.1, 0.2]])
  }

  @Test(arguments: [
    ("time,immobile\n0,1\n0,0\n", 3, "does not come after"),
    ("time,immobile\n0,1\n", 2, "one sample alone"),
    ("time,rearing\n0,1\n1,0\n", 1, "'rearing'"),
    ("time,immobile,freezing\n0,1,0\n1,0,0\n", 1, "several columns"),
    ("frame,immobile\n-1,1\n0,1\n", 2, "negative"),
  ])
  func whatCannotBeRight(text: String, line: Int, word: String) throws {
    let error = try Imported.error(text, ImportOptions(fps: word == "negative" ? 25 : nil))
    #expect(error.line == line && error.message.contains(word), "\(error)")
  }

  @Test func flagsThatAreNoneAreRefusedWithTheirLine() throws {
    let error = try Imported.error(
      "time,immobile\n0,1\n1,0.5\n", ImportOptions(format: .columns))
    #expect(error.line == 3 && error.message.contains("neither 0 nor 1"))
  }
}
