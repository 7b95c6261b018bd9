import ImmobilityCore
import Testing

@testable import Reports

@Suite struct StudyBorisEventsTests {
  private func lines(_ recordings: [StudyRecording]) throws -> [String] {
    try SampleStudy.text(StudyBorisEvents(), recordings).split(separator: "\n").map(String.init)
  }

  @Test func theHeaderIsThatOfBORIS() throws {
    #expect(
      StudyBorisEvents().head
        == "Observation id,Observation date,Description,Observation duration,Observation type,"
        + "Source,Time offset (s),Media duration (s),FPS,Subject,Behavior,Behavioral category,"
        + "Behavior type,Time,Media file name,Image index,Image file path,Comment\n")
  }

  @Test func boutsAreStartsAndStopsInTheOrderOfTime() throws {
    let lines = try lines([SampleStudy.scored])
    let path = "\"day 1/a,b.mp4\""
    let head = "\(path),,,4,Media file(s),\"player #1:day 1/a,b.mp4\",0,12.3,,"
    #expect(lines.count == 1 + 2 * (3 + 1))
    #expect(lines[1] == head + "\"M,1\",mobile,,START,3.5,\(path),NA,NA,")
    #expect(lines[2] == head + "right,unscored,,START,3.5,\(path),NA,NA,excluded: fell out")
    // One state stops before the next starts.
    #expect(lines[3] == head + "\"M,1\",mobile,,STOP,5,\(path),NA,NA,")
    #expect(lines[4] == head + "\"M,1\",immobile,,START,5,\(path),NA,NA,")
  }

  @Test func framesAreCountedWhereTheRateIsKnown() throws {
    var recording = SampleStudy.scored
    recording.recording.video?.nominalFPS = 25
    #expect(try lines([recording])[1].hasSuffix(",88,NA,"))
  }

  @Test func animalsOfOneNameAreToldApart() throws {
    var recording = SampleStudy.scored
    recording.animals[1].animalID = "M,1"
    let text = try lines([recording]).joined(separator: "\n")
    #expect(text.contains("\"M,1 (the \"\"left\"\" one)\"") && text.contains("\"M,1 (right)\""))
  }

  @Test func whatHasNoScoreHasNoEvents() throws {
    #expect(try lines([SampleStudy.failed, SampleStudy.excluded]).count == 1)
  }
}
