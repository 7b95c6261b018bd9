import Foundation
import Testing

@testable import Reports

@Suite struct StudyStatusTests {
  private let status = StudyStatus(
    name: "rats", folder: "/data/rats", software: Sample.software,
    runs: [
      .init(
        id: 2, command: "batch", softwareVersion: "9", host: "lab1", processID: 7,
        startedAt: "2026-03-02T22:00:00Z", endedAt: nil, seconds: nil, outcome: nil,
        counts: [("decoded", 0)]),
      .init(
        id: 1, command: "batch", softwareVersion: "9", host: "lab1", processID: 6,
        startedAt: "2026-03-01T22:00:00Z", endedAt: "2026-03-01T22:01:00Z", seconds: 60.24,
        outcome: "some_failed", counts: [("decoded", 41), ("remaining", 3)]),
    ], done: 41, animals: 160,
    pending: (1...25).map { .init(recording: "p\($0).mp4", why: "new") },
    pendingIsComplete: false,
    failures: [
      .init(
        recording: "bad\nname.mp4", reason: "crashed", message: "the decoder died", attempts: 2,
        lastAt: "2026-03-01T22:00:30Z")
    ],
    exclusions: [.init(recording: "x.mp4", arena: nil, animalID: "M4", reason: "fell out")],
    problems: ["m.csv: line 3: is wrong"])

  @Test func theTableTellsEverything() {
    let text = status.table(style: TerminalStyle(colours: false))
    for part in [
      "rats (/data/rats)", "done      41 recordings, 160 animals", "pending   25 recordings (of",
      "running, or killed", "some_failed", "60.2", "bad?name.mp4", "the decoder died", "fell out",
      "and 5 more; --json lists all", "m.csv: line 3: is wrong",
    ] {
      #expect(text.contains(part), "\(part) in:\n\(text)")
    }
    #expect(!text.contains("p21.mp4") && text.contains("p20.mp4"))
  }

  @Test func whatIsNotThereIsNotTold() {
    var quiet = status
    (quiet.runs, quiet.pending, quiet.failures) = ([], [], [])
    (quiet.exclusions, quiet.problems, quiet.pendingIsComplete) = ([], [], true)
    let lines = quiet.table(style: TerminalStyle(colours: false)).split(separator: "\n")
    #expect(lines.count == 5 && lines[2] == "pending   0 recordings", "\(lines)")
  }

  @Test func theDocumentHasAllOfIt() throws {
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(status.json.document().utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "stillwater.status/1")
    #expect(object["done"] as? Int == 41 && (object["pending"] as? [Any])?.count == 25)
    let runs = try #require(object["runs"] as? [[String: Any]])
    #expect(runs[0]["outcome"] is NSNull && runs[1]["decoded"] as? Int == 41)
    let failed = try #require((object["failed"] as? [[String: Any]])?.first)
    #expect(failed["recording"] as? String == "bad\nname.mp4" && failed["attempts"] as? Int == 2)
    let excluded = try #require((object["excluded"] as? [[String: Any]])?.first)
    #expect(excluded["arena"] is NSNull && excluded["reason"] as? String == "fell out")
  }
}
