import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct ManifestTests {
  private func read(_ text: String) throws -> Manifest {
    try Manifest.read(text: text, path: "m.csv")
  }

  @Test func allColumnsInAnyOrderAndCovariatesKept() throws {
    let manifest = try read(
      "sex,Reason,exclude,Trial_Start_s,session,dose,group,Animal ID,arena,recording,weight g\n"
        + "f,wet,yes,1:05.5,test,\"15 mg, i.p.\",drug,M1,left,a.mp4,21.5\n")
    #expect(manifest.problems.isEmpty)
    #expect(manifest.covariates == ["sex", "weight g"])
    #expect(
      manifest.rows == [
        ManifestRow(
          line: 2, recording: "a.mp4", arena: "left", animalID: "M1", group: "drug",
          dose: "15 mg, i.p.", session: "test", trialStart: .at(65.5), isExcluded: true,
          reason: "wet", covariates: ["f", "21.5"])
      ])
  }

  @Test func asSpreadsheetsSaveIt() throws {
    let rows = [
      ManifestRow(line: 2, recording: "ä b.mp4", animalID: "M1", trialStart: .at(12.5)),
      ManifestRow(line: 3, recording: "c.mp4", trialStart: .found),
    ]
    let text =
      "recording;animal_id;trial_start_s;;\r\n\"ä b.mp4\";M1;12,5;;\r\nc.mp4;;auto;;\r\n;;;;\r\n"
    #expect(try read("\u{FEFF}" + text).rows.count == 2)
    #expect(try read(text).rows == rows)
    #expect(try read(text).problems.isEmpty)
    let comma = "recording,animal_id,trial_start_s\nä b.mp4,M1,12.5\nc.mp4,,auto"
    #expect(try read(comma).rows == rows)
    #expect(try read(comma.replacing(",", with: "\t")).rows == rows)
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstName() throws {
    #expect(try read("\u{FEFF}recording,arena\na.mp4,x\n").rows[0].arena == "x")
  }

  @Test func pathsOfOtherSystemsAreUnderstood() throws {
    #expect(try read("recording\nday1\\m1.avi\n").rows[0].recording == "day1/m1.avi")
  }

  @Test func everythingThatIsWrongIsToldAtOnce() throws {
    let manifest = try read(
      """
      recording,arena,animal_id,session,trial_start_s,exclude,reason,immobile_s,sex,Sex
      a.mp4,left,M1,test,soon,,,1,f,
      b.mp4,left,M1,test,0,,,1,f,
      ,left,M2,test,0,,,1,f,
      c.mp4,left,M3,test,-5,maybe,,1,f,
      d.mp4,left,M4,test,0,,,1,f,g,h,i
      e.mp4,left,M1,pretest,0,,,1,f,
      f.mp4,left,M1,test,0,yes,camera fell,1,f,
      """)
    let expected = [
      (1, "'immobile_s' is in the exports"), (1, "two columns 'Sex'"), (2, "'soon'"),
      (3, "animal 'M1' stands twice in session 'test'"), (4, "names no recording"),
      (5, "exclude is 'maybe'"), (5, "is -5"), (6, "the header has"),
    ]
    #expect(manifest.problems.map(\.line) == expected.map(\.0), "\(manifest.problems)")
    for (line, words) in expected {
      #expect(
        manifest.problems.contains { $0.line == line && $0.message.contains(words) },
        "\(words): \(manifest.problems)")
    }
    // The doubled animal is told with both places.
    #expect(manifest.problems.contains { $0.description.contains("m.csv: line 3: ") })
    #expect(manifest.problems.contains { $0.message.contains("on line 2 in 'a.mp4'") })
  }

  @Test(arguments: [
    ("", "is empty"), ("arena,animal_id\na,b\n", "no column 'recording'"),
    ("recording,arena\n\"a.mp4,b\n", "never closed"),
  ])
  func whatIsNoTableIsRefused(text: String, words: String) throws {
    let error = try #require(throws: InputFileError.self) { try read(text) }
    #expect(error.path == "m.csv" && error.message.contains(words), "\(error)")
  }

  @Test func aMissingFileIsTold() throws {
    let error = try #require(throws: InputFileError.self) {
      try Manifest.read(path: "/nowhere/m.csv")
    }
    #expect(error.kind == .notFound)
  }

  @Test func columnsThatLookLikeOnesWithAMeaningAreRefused() throws {
    let text = "recording,mouse,Treatment,cage,drug,grup,sex\na.mp4,m1,veh,1,x,y,f\n"
    let error = try #require(throws: InputFileError.self) { try read(text) }
    #expect(error.line == 1)
    for words in [
      "'mouse' (animal_id?)", "'Treatment' (group?)", "'cage' (arena?)", "'grup' (group?)",
      "mouse = \"animal_id\"", "covariates",
    ] {
      #expect(error.message.contains(words), "\(error)")
    }
    #expect(!error.message.contains("'sex'"))
    let columns = ManifestColumns(
      meanings: ["Mouse": "animal_id", "treatment": "group"], covariates: ["cage"])
    // Where the column is there, others that sound like it are covariates.
    let manifest = try Manifest.read(text: text, path: "m.csv", columns: columns)
    #expect(manifest.covariates == ["cage", "drug", "grup", "sex"])
    #expect(manifest.rows[0].animalID == "m1" && manifest.rows[0].group == "veh")
    let missing = #expect(throws: InputFileError.self) {
      try Manifest.read(
        text: text, path: "m.csv", columns: ManifestColumns(meanings: ["rat": "animal_id"]))
    }
    #expect(missing?.message.contains("has no column 'rat'") == true)
  }

  @Test func aRecordingUnderAnotherNameIsNamed() throws {
    let error = try #require(throws: InputFileError.self) {
      try read("video,animal_id\na.mp4,m1\n")
    }
    #expect(error.message.contains("'video' (recording?)"), "\(error)")
  }

  @Test(arguments: [
    ("0.000752", "part of a day (1:05)"), ("0.5", "0:00.5"), ("45352", "writes for a date"),
    ("2026-03-01", "looks like a date"), ("12.05.2026", "looks like a date"),
  ])
  func whatASpreadsheetMadeOfATimeIsAProblem(text: String, words: String) throws {
    let manifest = try read("recording,trial_start_s\na.mp4,\(text)\n")
    #expect(manifest.problems.map(\.line) == [2])
    #expect(manifest.problems.first?.message.contains(words) == true, "\(manifest.problems)")
  }

  @Test(arguments: [
    ("0", 0.0), ("1.5", 1.5), ("0:00.5", 0.5), ("12:00:00", 43_200), ("30000", 30_000),
  ])
  func startsThatAreTimes(text: String, seconds: Double) throws {
    let manifest = try read("recording,trial_start_s\na.mp4,\(text)\n")
    #expect(manifest.problems.isEmpty && manifest.rows[0].trialStart == .at(seconds))
  }
}
