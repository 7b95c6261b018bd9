import Testing

@testable import Reports

@Suite struct StudyCSVTests {
  private let lead =
    "recording,arena,animal_id,group,dose,session,sex,\"weight, g\",excluded,exclusion_reason,"
  private let first =
    "\"day 1/a,b.mp4\",\"the \"\"left\"\" one\",\"M,1\",drug,15 mg/kg,test,f,21.5,false,,"

  @Test func animals() throws {
    let text = try SampleStudy.text(StudyAnimalsCSV(SampleStudy.plain))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == lead + ScoreColumns.animal.map(\.name).joined(separator: ","))
    #expect(
      lines[1] == first
        + "fst-mouse,,uncalibrated,12,1.25,2.5,1,5,2.25,1.5,2.75,1.5,0,0.25,60,3.3,false,1,2.25,2.25,2.25,"
        + "time_gap,")
    #expect(
      lines[2].hasPrefix("\"day 1/a,b.mp4\",right,,,,,,,true,fell out,fst-mouse,,uncalibrated,12,,")
    )
    #expect(
      lines[3] == "day 2/c.mp4,right,M3,,,,m,20,false,,fst-mouse,,uncalibrated"
        + String(repeating: ",", count: 20) + "\"no video, says libav\"")
    #expect(
      lines[4] == "day 3/d.mp4,,M4,,,,,,true,camera fell,fst-mouse,,uncalibrated"
        + String(repeating: ",", count: 20))
    #expect(lines.count == 6 && lines[5].isEmpty)
  }

  @Test func bouts() throws {
    let lines = try SampleStudy.text(StudyBoutsCSV(SampleStudy.plain)).split(separator: "\n")
    #expect(
      lines[0]
        == lead + "state,start_s,end_s,duration_s,recording_start_s,recording_end_s")
    #expect(lines[1] == first + "mobile,1,2.5,1.5,3.5,5")
    #expect(lines[3] == first + "unscored,4.75,5,0.25,7.25,7.5")
    #expect(lines.count == 1 + Sample.animal.bouts.count + Sample.blank.bouts.count)
  }

  @Test func bins() throws {
    let lines = try SampleStudy.text(StudyBinsCSV(SampleStudy.plain)).split(separator: "\n")
    #expect(lines[0] == lead + "start_s,end_s,immobile_s,unscored_s")
    #expect(lines[1] == first + "1,5,2.25,0.25")
    #expect(lines.count == 3)
  }

  @Test func everyRowHasAFieldForEveryColumn() throws {
    for study in [SampleStudy.plain, SampleStudy.full] {
      for printer in [StudyAnimalsCSV(study), StudyBoutsCSV(study), StudyBinsCSV(study)]
        as [any StudyPrinter]
      {
        let rows = try SampleStudy.text(printer).split(separator: "\n").map(fieldCount)
        #expect(Set(rows).count == 1, "\(rows)")
      }
    }
  }

  /// The number of fields in a row of CSV.
  private func fieldCount(_ row: Substring) -> Int {
    var quoted = false
    return row.reduce(1) { count, character in
      if character == "\"" { quoted.toggle() }
      return character == "," && !quoted ? count + 1 : count
    }
  }

  @Test func provenanceIsThereWhenAskedForAlone() throws {
    for plain in [StudyAnimalsCSV(SampleStudy.plain), StudyBoutsCSV(SampleStudy.plain)]
      as [any StudyPrinter]
    {
      #expect(try !SampleStudy.text(plain).contains("2026-03-01"))
    }
    let lines = try SampleStudy.text(StudyBinsCSV(SampleStudy.full)).split(separator: "\n")
    #expect(
      lines[0].hasSuffix(
        ",run,scored_at,software_version,content_sha256,reading_hash,settings_hash"))
    #expect(lines[1] == first + "1,5,2.25,0.25,3,2026-03-01T22:15:09Z,9.9.8,0f,1e,2d")
  }
}
