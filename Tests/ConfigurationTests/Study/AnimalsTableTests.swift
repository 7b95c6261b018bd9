import ImmobilityCore
import SpreadsheetText
import Testing

@testable import Configuration

@Suite struct AnimalsTableTests {
  private let header =
    "recording,arena,animal_id,group,stress,excluded,exclusion_reason,window_start_s,window_end_s,"
    + "immobile_s,unscored_s,latency_s,latency_censored,bout_count,error\n"

  private func read(_ rows: String) throws -> AnimalsTable {
    try AnimalsTable.read(text: header + rows, path: "animals.csv")
  }

  @Test func rowsAreReadWithTheirCovariates() throws {
    let table = try read(
      """
      a.mp4,left,m1,veh,CMS,false,,120,360,100.5,0,130,false,9,
      b.mp4,,,veh,,false,,,,,,,,,no frame
      c.mp4,whole,m3,drug,none,true,it died,120,360,90,240,130,true,0,
      """)
    #expect(table.covariates == ["stress"])
    #expect(table.rows.map(\.line) == [2, 3, 4])
    let first = table.rows[0]
    #expect(first.arena == "left" && first.animalID == "m1" && first.covariates == ["CMS"])
    #expect(
      first.numbers
        == .init(
          window: 240, immobile: 100.5, unscored: 0, latency: 130, latencyIsCensored: false,
          bouts: 9))
    #expect(table.rows[1].arena == nil && table.rows[1].numbers == nil)
    #expect(table.rows[1].error == "no frame")
    // Excluded, and not a second was scored.
    #expect(table.rows[2].exclusion == "it died" && table.rows[2].numbers == nil)
  }

  @Test func spreadsheetsMayHaveSavedItAgain() throws {
    let table = try AnimalsTable.read(
      text: "Recording;window_start_s;window_end_s;immobile_s;latency_s;bout_count\r\n"
        + "\"a;b.mp4\";0;300;12,5;\"1,5\";3\r\n", path: "animals.csv")
    #expect(table.rows[0].recording == "a;b.mp4")
    #expect(table.rows[0].numbers?.immobile == 12.5 && table.rows[0].numbers?.latency == 1.5)
  }

  @Test(arguments: [
    ("a.mp4,left,m1,veh,CMS,maybe,,120,360,100,0,130,false,9,", "'excluded' is 'maybe'"),
    ("a.mp4,left,m1,veh,CMS,no,,120,360,many,0,130,false,9,", "'immobile_s' is 'many'"),
    ("a.mp4,left,m1,veh,CMS,no,,120,360,300,0,130,false,9,", "contradict each other"),
    ("a.mp4,left,m1,veh,CMS,no,,360,120,30,0,130,false,9,", "contradict each other"),
    (",left,m1,veh,CMS,no,,120,360,100,0,130,false,9,", "names no recording"),
    ("a.mp4,left,m1", "3 fields where the header has 15"),
  ])
  func whatIsWrongIsToldWithItsLine(_ row: String, _ message: String) throws {
    let error = try #require(throws: InputFileError.self) { try read(row + "\n") }
    #expect(error.description.hasPrefix("animals.csv: line 2: "), "\(error)")
    #expect(error.description.contains(message), "\(error)")
  }

  @Test func otherTablesAreRefusedByName() throws {
    let error = try #require(throws: InputFileError.self) {
      try AnimalsTable.read(text: "recording,start_s,end_s\n", path: "bouts.csv")
    }
    #expect(error.description.contains("has no column 'window_start_s'; name an animals.csv"))
    let twice = try #require(throws: InputFileError.self) {
      try AnimalsTable.read(text: "recording,Recording\n", path: "a.csv")
    }
    #expect(twice.description.contains("two columns"))
    #expect(throws: InputFileError.self) { try AnimalsTable.read(text: "", path: "a.csv") }
    #expect(throws: InputFileError.self) { try AnimalsTable.read(path: "/nowhere/a.csv") }
  }
}
