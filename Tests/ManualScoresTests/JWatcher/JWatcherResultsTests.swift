import FixtureFiles
import ImmobilityCore
import Testing

@testable import ManualScores

@Suite struct JWatcherResultsTests {
  private let head = "Focal Data File = a.dat\nBehaviours:\n\tf\tFloating\t\n#BEGIN RESULTS\n"

  @Test func traceAndTotalsSayTheSameAsTheData() throws {
    let trace = try ManualScoreFile.read(path: Fixture.scores("jwatcher_groups.tr.res"))
    #expect(trace.format == .jwatcherTrace)
    #expect(trace.scores[0].recording == "jwatcher_groups")
    #expect(trace.scores[0].edges == [[10, 20], [30, 45]])
    #expect(trace.scores[0].window == TimeSpan(start: 0, end: 60))
    let totals = try ManualScoreFile.read(path: Fixture.scores("jwatcher_groups.cd.res"))
    #expect(totals.format == .jwatcherTotals)
    #expect(totals.scores[0].recording == "jwatcher_groups")
    #expect(totals.scores[0].total == 25)
  }

  @Test func statesWithoutAPauseStayApartAndAreUnited() throws {
    let file = try Imported.read(
      head + "Bin, 0, Offset, 0, 5000, 5000, 9000, 9000, 9000, 9000, 20000\n"
        + "Trace, f, State, 0, 0, 1, 1, 0, 0, 1, 1\n")
    #expect(file.scores[0].edges == [[5, 20]])
    #expect(file.scores[0].recording == "a")
  }

  @Test(arguments: [
    ("Bin, 0, Offset, 0, 9000\nTrace, f, State, 0\n", 6, "does not fit"),
    ("Bin, 0, Offset, 0, x\nTrace, f, State, 0, 0\n", 5, "'x'"),
    (
      "Bin, 0, Offset, 0, 9000\nTrace, f, State, 0, 0\nBin, 1, Offset, 0, 9000\nTrace, f, State, 1, 1\n",
      8,
      "several bins"
    ),
    ("Time Bin, Behaviour, Modifier, StateAllDur N\n0, f, , 3\n", 5, "no total times"),
    ("Time Bin, Behaviour, Modifier, StateAllDur TT\n0, f, , x\n", 6, "'x'"),
    ("Time Bin, Behaviour, Modifier, StateAllDur TT\n0, f, deep, 4\n", 6, "modifiers"),
    ("Time Bin, Behaviour, Modifier, StateAllDur TT\n0, f, , 4\n1, f, , 5\n", 7, "time bins"),
  ])
  func whatCannotBeRight(rows: String, line: Int, word: String) throws {
    let error = try Imported.error(head + rows)
    #expect(error.line == line && error.message.contains(word), "\(error)")
  }
}
