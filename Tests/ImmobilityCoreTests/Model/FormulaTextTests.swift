import ImmobilityCore
import Testing

struct FormulaTextTests {
  @Test(arguments: [
    "=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "'=1", "''=1", "\u{FF1D}1",
    "-", "+",
    "=", "-1-1", "--5", "-5,3=",
  ]) func formulasAreGuardedAndComeBack(_ text: String) {
    #expect(FormulaText.isFormula(text))
    let guarded = FormulaText.guarded(text)
    #expect(guarded.hasPrefix("'"))
    #expect(FormulaText.unguarded(guarded) == text)
  }

  @Test(arguments: [
    "", "mouse 1.mp4", "5", "-5", "+2.5", "-.5", "'", "'quoted'", "a=b", "day/=1", " =1",
  ])
  func othersStayAsTheyAre(_ text: String) {
    #expect(!FormulaText.isFormula(text))
    #expect(FormulaText.unguarded(text) == text)
  }
}
