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
}
