import Testing

@testable import Calibration

@Suite struct ScoringTests {
  private func names(_ sources: [Scoring.Source]) -> [String] {
    Scoring.separate(sources).map(\.name)
  }

  @Test func ratersOfAFileAreScorers() {
    let scores = [
      Made.bouts("r", [], rater: "y"), Made.bouts("r", [], rater: "x"),
      Made.bouts("s", [], rater: "y"),
    ]
    let scorings = Scoring.separate([.init(scorer: nil, path: "d/a.csv", scores: scores)])
    #expect(scorings.map(\.name) == ["y", "x"])
    #expect(scorings[0].scores.count == 2)
  }

  @Test func filesWithoutRatersAreScorers() {
    let one = [Made.bouts("r", [])]
    #expect(
      names([
        .init(scorer: nil, path: "d/a.csv", scores: one),
        .init(scorer: nil, path: "b.csv", scores: one),
      ]) == ["a.csv", "b.csv"])
    #expect(
      names([
        .init(scorer: nil, path: "d/a.csv", scores: one),
        .init(scorer: nil, path: "e/a.csv", scores: one),
      ]) == ["d/a.csv", "e/a.csv"])
  }

  @Test func theUsersNameGathersFiles() {
    let scorings = Scoring.separate([
      .init(scorer: "anna", path: "1.csv", scores: [Made.bouts("r", [], path: "1.csv")]),
      .init(scorer: "anna", path: "2.csv", scores: [Made.bouts("s", [], path: "2.csv")]),
      .init(
        scorer: "all", path: "3.csv",
        scores: [Made.bouts("r", [], rater: "x"), Made.bouts("r", [], rater: "y")]),
    ])
    #expect(scorings.map(\.name) == ["anna", "all/x", "all/y"])
    #expect(scorings[0].scores.map(\.recording) == ["r", "s"])
  }

  @Test func oneNameForOneAnimalInTwoFilesIsTwoScorers() {
    let scorings = Scoring.separate([
      .init(scorer: nil, path: "1.csv", scores: [Made.bouts("r.avi", [], rater: "x")]),
      .init(scorer: nil, path: "2.csv", scores: [Made.bouts("R", [], rater: "x")]),
    ])
    #expect(scorings.map(\.name) == ["x (1.csv)", "x (2.csv)"])
  }
}
