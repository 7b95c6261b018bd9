import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct BorisProjectTests {
  private func project(_ events: String, offset: String = "0.0") -> String {
    """
    {"behaviors_conf": {"0": {"type": "State event", "code": "float"},
      "1": {"type": "Point event", "code": "still"}},
     "observations": {"one": {"file": {"1": ["v.mp4"]}, "time offset": \(offset),
      "media_info": {"length": {"v.mp4": 60.0}},
      "events": [
    \(events)]}}}
    """
  }

  @Test func eventsOpenAndCloseInTurn() throws {
    let file = try Imported.read(
      project(
        """
        [1.5, "m1", "float", "", ""],
        [2, "", "float", "", "", 50],
        [3.5, "m1", "float", "", ""],
        [4, "", "float", "", ""],
        [5, "m1", "float", "deep", ""], [6, "m1", "float", "deep", ""]
        """))
    #expect(file.scores.map(\.animal) == ["m1", nil])
    #expect(file.scores.map(\.edges) == [[[1.5, 3.5], [5, 6]], [[2, 4]]])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 60))
  }

  @Test func oddNumbersOfEventsAreRefusedWithTheLine() throws {
    let error = try Imported.error(
      project(
        "[1, \"\", \"float\", \"\"],\n[2, \"\", \"float\", \"\"],\n[3, \"\", \"float\", \"\"]"))
    #expect(error.line == 8 && error.message.contains("no STOP"), "\(error)")
  }

  @Test func eventsThatAreNoneAreRefusedWithTheLine() throws {
    let shapeless = try Imported.error(project("[1, \"\"]"))
    #expect(shapeless.line == 6)
    let late = try Imported.error(
      project("[5, \"\", \"float\", \"\"],\n[2, \"\", \"float\", \"\"]"))
    #expect(late.line == 7 && late.message.contains("after a later one"))
  }

  @Test func offsetsAreTakenOffAndPointEventsReported() throws {
    let file = try Imported.read(
      project(
        "[21, \"\", \"float\", \"\"], [25, \"\", \"float\", \"\"], [26, \"\", \"still\", \"\"]",
        offset: "20.0"))
    #expect(file.scores[0].edges == [[1, 5]])
    #expect(file.remarks.contains { $0.contains("time offset of 20 s") })
    #expect(file.remarks.contains { $0.contains("point event") })
  }
}
