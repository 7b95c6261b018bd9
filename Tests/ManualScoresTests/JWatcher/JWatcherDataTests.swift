import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct JWatcherDataTests {
  private let head = "StartTime=1000\nStopTime=61000\n#BEGIN DATA\n"
  private let options = ImportOptions(immobileLabels: ["f"])

  @Test func aKeyLastsToTheNextOne() throws {
    let file = try Imported.read(head + "0, s\n5000, f\n7500, s\n9000, f\n20000, EOF\n", options)
    #expect(file.format == .jwatcher)
    #expect(file.scores[0].edges == [[5, 7.5], [9, 20]])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 20))
  }

  @Test func withoutEOFTheStopTimeEndsIt() throws {
    let file = try Imported.read(head + "5000, f\n", options)
    #expect(file.scores[0].edges == [[5, 60]])
    #expect(file.scores[0].window == TimeSpan(start: 0, end: 60))
    let error = try Imported.error("#BEGIN DATA\n5000, f\n", options)
    #expect(error.message.contains("neither a row EOF nor StopTime"))
  }

  @Test(arguments: [
    ("5000 f\n", 4, "milliseconds"), ("x, f\n", 4, "milliseconds"), ("-5, f\n", 4, "milliseconds"),
    ("5000, f\n4000, s\n", 5, "comes before"), ("70000, f\n", 4, "past the observation's end"),
    ("nan, f\n", 4, "milliseconds"),
  ])
  func whatCannotBeRight(rows: String, line: Int, word: String) throws {
    let error = try Imported.error(head + rows, options)
    #expect(error.line == line && error.message.contains(word), "\(error)")
  }

  @Test func keysHaveToBeNamed() throws {
    let error = try Imported.error(head + "0, s\n5000, f\n20000, EOF\n")
    #expect(error.message.contains("'s', 'f'") && error.message.contains("--immobile-label"))
  }
}
