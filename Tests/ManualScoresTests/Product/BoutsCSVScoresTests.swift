import Testing

@testable import ManualScores

@Suite struct BoutsCSVScoresTests {
  private let head =
    "recording,arena,animal_id,state,start_s,end_s,duration_s,recording_start_s,recording_end_s\n"

  @Test(arguments: [
    "a,left,,asleep,0,1,1,0,1\n", "a,left,,mobile,0,1,1,2,1\n", "a,left,,mobile,0,1,1,,1\n",
  ])
  func whatCannotBeRight(row: String) throws {
    #expect(try Imported.error(head + row).line == 2)
  }

  @Test func labelsOfTheUserDoNotChangeTheProductsStates() throws {
    let file = try Imported.read(
      head + "a,left,m,immobile,0,1,1,3,4\na,left,m,mobile,1,2,1,4,5\n",
      ImportOptions(immobileLabels: ["mobile"]))
    #expect(file.scores[0].edges == [[3, 4]])
  }
}
