import ImmobilityCore
import Testing

@testable import Calibration

struct RecordingNamesTests {
  private let present = ["study/r/day1/m1.mp4", "study/r/day2/m1.mp4", "study/r/day2/m2.mp4"]

  private func names(
    _ recordings: [String], others: [String: String] = [:], present: [String]? = nil
  ) throws(CalibrationRefusal) -> RecordingNames {
    let scores = recordings.map { Made.bouts($0, [(1, 2)], animal: "a") }
    return try RecordingNames(
      [Scoring(name: "anna", scores: scores)], present: present ?? self.present, others: others)
  }

  private func found(_ recording: String) throws -> String? {
    try names([recording]).scorings.first?.scores.first?.recording
  }

  @Test(arguments: [
    ("m2", "study/r/day2/m2.mp4"), ("M2.AVI", "study/r/day2/m2.mp4"),
    ("day1/m1.mp4", "study/r/day1/m1.mp4"), ("D:\\videos\\day2\\m1.avi", "study/r/day2/m1.mp4"),
    ("study/r/day1/m1", "study/r/day1/m1.mp4"), ("elsewhere/m2.mp4", "study/r/day2/m2.mp4"),
    ("m3.mp4", "m3.mp4"),
  ]) func findsTheRecordingWhosePathEndsAlike(name: String, recording: String) throws {
    #expect(try found(name) == recording)
    #expect(try names([name]).matched == (name == "m3.mp4" ? [] : [recording]))
  }

  @Test(arguments: ["m1", "m1.mp4", "day3/m1.mp4"]) func refusesWhatFitsSeveral(name: String) throws
  {
    do {
      _ = try names([name])
      Issue.record("\(name) was taken")
    } catch {
      #expect(error.reason == "ambiguous_recording")
      #expect(error.message.hasPrefix("a.csv: line 2: '\(name)' fits 2 recordings, such as"))
      #expect(error.message.contains("day1/m1.mp4") && error.message.contains("day2/m1.mp4"))
    }
  }

  @Test func recordingsWithoutATraceMakeANameAmbiguousToo() throws {
    let others = ["study/r/day9/m2.mp4": "is not scored yet"]
    #expect(throws: CalibrationRefusal.self) { try names(["m2"], others: others) }
    let named = try names(["day9/m2", "day2/m2"], others: others)
    #expect(named.absent == ["study/r/day9/m2.mp4"])
    #expect(named.scorings[0].scores.map(\.recording) == ["study/r/day2/m2.mp4"])
    #expect(
      named.warnings.map(\.message) == [
        "day9/m2, a takes no part: study/r/day9/m2.mp4 is not scored yet"
      ])
  }

  @Test func recordingsThatDifferInTheirExtensionsAloneAreRefused() throws {
    do {
      _ = try names(["x/m.avi"], present: ["x/m.avi", "x/m.mp4"])
      Issue.record("was taken")
    } catch {
      #expect(error.next.contains("differ in their extensions alone"))
    }
  }

  @Test func ofSeveralNamesForOneRecordingThatWhichFitsBestCounts() throws {
    let named = try names(["day2/m2", "day7/m2"])
    #expect(named.scorings[0].scores.map(\.recording) == ["study/r/day2/m2.mp4", "day7/m2"])
    // Neither fits better than the other.
    let neither = try names(["day6/m2", "day7/m2"])
    #expect(neither.scorings[0].scores.map(\.recording) == ["day6/m2", "day7/m2"])
    #expect(neither.matched.isEmpty)
  }

  @Test func tracesThatStoreOneNameAreNamedByTheirFolders() throws {
    var made = MadeAnimals(count: 3).recordings
    for (index, path) in ["d1/m1.npz", "d2/m1.npz", "v1.npz"].enumerated() {
      made[index].path = path
      made[index].name = index < 2 ? "m1.mp4" : "v1.mp4"
    }
    let apart = RecordingNames.apart(made).map(\.name)
    #expect(apart == ["d1/m1.mp4", "d2/m1.mp4", "v1.mp4"])
    let named = try names(["d2/m1.mp4", "v1"], present: apart)
    #expect(named.scorings[0].scores.map(\.recording) == ["d2/m1.mp4", "v1.mp4"])
    #expect(throws: CalibrationRefusal.self) { try names(["m1.mp4"], present: apart) }
  }

  @Test func oneNameForTwoRecordingsIsRefused() throws {
    do {
      _ = try names(["m1.mp4"], present: ["m1.mp4", "m1.mp4"])
      Issue.record("was taken")
    } catch {
      #expect(error.reason == "ambiguous_recording")
      #expect(error.next.contains("leave all but one out"))
    }
  }
}
