import FixtureFiles
import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct ScoreJSONTests {
  @Test func failedRecordingsAreReported() throws {
    let file = try ManualScoreFile.read(path: Fixture.scores("score.json"))
    #expect(file.scores.count == 1)
    #expect(file.remarks.contains { $0.contains("broken.mp4 was not scored") })
  }

  @Test func highlyMobileTimeIsKept() throws {
    let file = try ManualScoreFile.read(path: Fixture.scores("score.json"))
    guard case .bouts(_, let others) = file.scores[0].observation else {
      Issue.record("no bouts")
      return
    }
    #expect(
      others.contains(
        LabelledSpan(behaviour: "highly_mobile", span: TimeSpan(start: 20, end: 25))))
  }

  @Test func theWholePictureNamesNoAnimal() throws {
    let file = try Imported.read(
      """
      {"schema": "stillwater.score/1", "recordings": [{"path": "a.mp4", "error": null,
       "settings": {"trial_start_s": 0}, "animals": [{"arena": "whole", "animal_id": null,
       "window_s": [0, 9], "bouts": [{"state": "mobile", "start_s": 0, "end_s": 9}]}]}]}
      """)
    #expect(file.scores[0].animal == nil && file.scores[0].arena == nil)
    #expect(file.scores[0].edges.isEmpty)
  }

  @Test func eachAnimalsOwnTrialStartCounts() throws {
    let animal = { (arena: String, start: String) in
      "{\"arena\": \"\(arena)\", \"animal_id\": null,\(start) \"window_s\": [0, 9], \"bouts\": "
        + "[{\"state\": \"immobile\", \"start_s\": 1, \"end_s\": 3}]}"
    }
    // As `--trial-start auto` writes it, and as documents without the animals' own starts do.
    let file = try Imported.read(
      """
      {"schema": "stillwater.score/1", "recordings": [{"path": "a.mp4", "error": null,
       "settings": {"trial_start_s": null}, "animals": [\(animal("l", "\"trial_start_s\": 20,")),
       \(animal("r", "\"trial_start_s\": 45.5,"))]}, {"path": "b.mp4", "error": null,
       "settings": {"trial_start_s": 7}, "animals": [\(animal("l", ""))]}]}
      """)
    #expect(file.scores.map(\.edges) == [[[21, 23]], [[46.5, 48.5]], [[8, 10]]])
  }

  @Test func incompleteDocumentsAreRefused() throws {
    let error = try Imported.error(
      "{\"schema\": \"stillwater.score/1\", \"recordings\": [\n{\"path\": \"a\", \"animals\": [{}]}]}"
    )
    #expect(error.line == 2 && error.message.contains("window_s"))
  }
}
