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

  private let twoObservations = """
    {"behaviors_conf": {"0": {"type": "State event", "code": "float"}},
     "observations": {
      "swim_anna": {"file": {"1": ["v.mp4"]}, "time offset": 0,
       "media_info": {"length": {"v.mp4": 60.0}},
       "events": [[10, "m1", "float", ""], [20, "m1", "float", ""], [21, "m2", "float", ""],
        [22, "m2", "float", ""]]},
      "swim_ben": {"file": {"1": ["V.mp4"]}, "time offset": 0,
       "media_info": {"length": {"V.mp4": 60.0}},
       "events": [[30, "m1", "float", ""], [45, "m1", "float", ""]]},
      "other": {"file": {"1": ["w.mp4"]}, "time offset": 0,
       "events": [[30, "m1", "float", ""], [45, "m1", "float", ""]]}}}
    """

  @Test func twoObservationsOfOneAnimalAreTwoScorers() throws {
    let file = try Imported.read(twoObservations)
    #expect(file.scores.map(\.rater) == ["swim_anna", "swim_anna", "swim_ben", nil])
    #expect(file.scores.map(\.edges) == [[[10, 20]], [[21, 22]], [[30, 45]], [[30, 45]]])
    #expect(
      file.remarks.contains {
        $0.contains("'swim_anna' and 'swim_ben' are observations of the same: V.mp4, m1")
      })
    #expect(file.remarks.count { $0.contains("observations of the same") } == 1)
  }

  @Test func theObservationsTimeIntervalIsTheWindow() throws {
    func window(_ interval: String, offset: String = "0.0") throws -> TimeSpan? {
      let text = project("[12, \"\", \"float\", \"\"], [14, \"\", \"float\", \"\"]", offset: offset)
        .replacing(
          "\"events\"", with: "\"observation time interval\": \(interval), \"events\"")
      return try Imported.read(text).scores[0].window
    }
    #expect(try window("[10, 30]") == TimeSpan(start: 10, end: 30))
    #expect(try window("[10, 30]", offset: "5.0") == TimeSpan(start: 10, end: 30))
    #expect(try window("[10, 0]") == TimeSpan(start: 10, end: 60))
    #expect(try window("[0, 0]") == TimeSpan(start: 0, end: 60))
    #expect(try window("[10, 90]") == TimeSpan(start: 10, end: 60))
    #expect(throws: InputFileError.self) { try window("[70, 90]") }
  }
}
