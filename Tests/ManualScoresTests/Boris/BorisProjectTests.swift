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
      let text = project("[22, \"\", \"float\", \"\"], [24, \"\", \"float\", \"\"]", offset: offset)
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

  private func clock(_ events: String, files: [(name: String, length: Int, creation: Int)])
    -> String
  {
    let list = { (value: (_ index: Int) -> String) in
      files.indices.map { "\"\(files[$0].name)\": \(value($0))" }.joined(separator: ", ")
    }
    let names = files.map { "\"\($0.name)\"" }.joined(separator: ", ")
    return """
      {"behaviors_conf": {"0": {"type": "State event", "code": "float"}},
       "observations": {"one": {"file": {"1": [\(names)]}, "time offset": 0,
        "media_creation_date_as_offset": true,
        "media_info": {"length": {\(list { "\(files[$0].length)" })},
         "media_creation_time": {\(list { "\(files[$0].creation)" })}},
        "events": [\(events)]}}}
      """
  }

  @Test func clockTimesCountFromTheMediasCreation() throws {
    let file = try Imported.read(
      clock(
        "[1709632810.0, \"m1\", \"float\", \"\"], [1709632820.0, \"m1\", \"float\", \"\"]",
        files: [("v.mp4", 60, 1_709_632_800)]))
    #expect(file.scores[0].edges == [[10, 20]])
    #expect(file.remarks.contains { $0.contains("creation") })
    let missing = try Imported.error(
      clock("[10, \"\", \"float\", \"\"]", files: [("v.mp4", 60, 1)])
        .replacing("media_creation_time", with: "other"))
    #expect(missing.message.contains("media_creation_time"))
  }

  /// The clock runs on between the files: each event belongs to the file whose creation makes it fit.
  @Test(arguments: [false, true]) func clockTimesOfSeveralFiles(isCumulative: Bool) throws {
    let second = 5_200 + 10 + (isCumulative ? 100 : 0)
    let file = try Imported.read(
      clock(
        "[5010, \"\", \"float\", \"\"], [5030, \"\", \"float\", \"\"], "
          + "[\(second), \"\", \"float\", \"\"], [\(second + 40), \"\", \"float\", \"\"]",
        files: [("a.mp4", 100, 5_000), ("b.mp4", 100, 5_200)]))
    #expect(file.scores.map(\.edges) == [[[10, 30]], [[10, 50]]])
  }

  @Test func clockTimesWithoutACreationAreRefused() throws {
    let error = try Imported.error(
      project("[1709632810, \"\", \"float\", \"\"], [1709632820, \"\", \"float\", \"\"]"))
    #expect(error.line == 6 && error.message.contains("outside the observed 0-60 s"), "\(error)")
  }

  @Test func boutsGoToTheMediaFilesTheyLieIn() throws {
    let file = try Imported.read(
      project("[50, \"\", \"float\", \"\"], [70, \"\", \"float\", \"\"]")
        .replacing("[\"v.mp4\"]", with: "[\"v.mp4\", \"w.mp4\"]")
        .replacing("\"v.mp4\": 60.0", with: "\"v.mp4\": 60.0, \"w.mp4\": 30.0"))
    #expect(file.scores.map(\.recording) == ["v.mp4", "w.mp4"])
    #expect(file.scores.map(\.edges) == [[[50, 60]], [[0, 10]]])
    #expect(file.scores.map(\.window?.end) == [60, 30])
  }
}
