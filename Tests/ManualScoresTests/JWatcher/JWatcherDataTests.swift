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

  /// Floating from 10 to 50 s; a pellet and a side of the cylinder do not end it.
  private let channels = "0, s\n10000, f\n12000, p\n15000, 2\n50000, s\n60000, EOF\n"

  @Test func aKeyEndsOnlyThoseOfItsGroup() throws {
    var options = options
    options.keyRules = JWatcherRules(groups: [["s", "f"], ["1", "2"]])
    #expect(try Imported.read(head + channels, options).scores[0].edges == [[10, 50]])
    options.keyRules = JWatcherRules(
      text: "AllCodesMutuallyExclusive=false\nBehavior.switchesOff.s=f\nBehavior.switchesOff.f=s\n"
        + "Behavior.switchesOff.2=1\n", path: "swim.faf")
    let listed = try Imported.read(head + channels, options)
    #expect(listed.scores[0].edges == [[10, 50]])
    #expect(listed.remarks.contains { $0.contains("read from swim.faf") })
    #expect(
      listed.remarks.contains { $0.contains("line 6") && $0.contains("nothing about key 'p'") })
    options.keyRules = JWatcherRules(groups: [["all"]])
    #expect(try Imported.read(head + channels, options).scores[0].edges == [[10, 12]])
  }

  @Test func moreThanTwoKeysNeedRules() throws {
    let error = try Imported.error(head + channels, options)
    #expect(
      error.message.contains("2, f, p, s") && error.message.contains("--exclusive"), "\(error)")
    let two = try Imported.read(head + "0, s\n5000, f\n20000, EOF\n", options)
    #expect(two.remarks.contains { $0.contains("assumed to end each other") })
  }

  @Test func ignoredAndExcludedKeys() throws {
    var options = options
    options.keyRules = JWatcherRules(
      text: "AllCodesMutuallyExclusive=true\nBehavior.isIgnored.p=true\nBehavior.isIgnored.2=true\n"
        + "Behavior.isSubtracted.s=true\n", path: "swim.faf")
    let file = try Imported.read(head + channels, options)
    #expect(file.scores[0].edges == [[10, 50]])
    #expect(
      file.scores[0].unscored.spans
        == [TimeSpan(start: 0, end: 10), TimeSpan(start: 50, end: 60)])
  }

  @Test func aKeyThatFollowsItselfIsReportedStrongly() throws {
    let file = try Imported.read(
      head + "0, s\n5000, f\n9000, f\n20000, s\n30000, EOF\n", options)
    #expect(file.scores[0].edges == [[5, 20]])
    #expect(file.remarks.contains { $0.contains("line 6: LOOK AT THIS: key 'f' follows itself") })
  }

  @Test func keysThatDifferInTheirCaseAreDifferentKeys() throws {
    var options = options
    options.keyRules = JWatcherRules(groups: [["all"]])
    let file = try Imported.read(head + "0, F\n5000, f\n9000, s\n20000, EOF\n", options)
    #expect(file.scores[0].edges == [[5, 9]])
  }
}
