import FixtureFiles
import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct JWatcherRulesTests {
  @Test func theHeadOfResultsSaysThem() throws {
    for name in ["jwatcher_groups.tr.res", "jwatcher_groups.cd.res", "jwatcher_groups.faf"] {
      let rules = try JWatcherRules(path: Fixture.scores(name))
      #expect(rules.isEnded("f", by: "s") && rules.isEnded("f", by: "c"), "\(name)")
      #expect(!rules.isEnded("f", by: "p") && !rules.isEnded("f", by: "2"), "\(name)")
      #expect(rules.isEnded("1", by: "2"), "\(name)")
      #expect(rules.knows("p") && !rules.knows("x"), "\(name)")
    }
    let named = JWatcherRules(
      text: "Behaviours:\n\tf\tFloating\tholds still\nExclusions:\n\to Out of sight\n", path: "a")
    #expect(named.names == ["f": "Floating"] && named.excluded == ["o"] && named.ending == nil)
  }

  @Test func filesBesideTheDataAreFound() throws {
    let file = try ManualScoreFile.read(path: Fixture.scores("jwatcher_groups.dat"))
    #expect(file.scores[0].edges == [[10, 20], [30, 45]])
    #expect(file.remarks.contains { $0.contains("jwatcher_groups.faf") })
  }

  @Test func whatSaysNothingIsRefused() throws {
    #expect(throws: InputFileError.self) {
      try JWatcherRules(path: Fixture.scores("jwatcher.dat"))
    }
    let missing = #expect(throws: InputFileError.self) { try JWatcherRules(path: "/nowhere/a.faf") }
    #expect(missing?.kind == .notFound)
  }
}
