import Testing

@testable import Reports

@Suite struct StudyRowTests {
  @Test func groupsDosesAndAnimalsStandInOrder() {
    let rows = StudyRows(SampleStudyReport.report())
    #expect(rows.rows.map(\.name) == ["M6", "M5", "M10", "M2", "M3", "M4"])
    // The vehicle comes first once it is known, and animals without a group last.
    var recordings = SampleStudyReport.recordings
    recordings[0].animals[0].group = nil
    let other = StudyRows(
      SampleStudyReport.report(recordings: recordings, comparison: Self.made(vehicle: "vehicle")))
    #expect(other.rows.map(\.name) == ["M2", "M3", "M4", "M6", "M5", "M10"])
  }

  static func made(vehicle: String) -> StudyReport.GroupsCompared {
    guard var made = try? SampleComparison.report() else { return .notMade(reason: "") }
    made.comparison.design.vehicle = vehicle
    made.comparison.design.strata = []
    return .made(made)
  }

  @Test func eachStandsAsItDoes() {
    let rows = Dictionary(
      uniqueKeysWithValues: StudyRows(SampleStudyReport.report()).rows.map { ($0.name, $0) })
    #expect(rows["M2"]?.standing == .scored && rows["M2"]?.section == "r0a1")
    #expect(rows["M3"]?.standing == .excluded("fell <out>") && rows["M3"]?.score != nil)
    #expect(rows["M4"]?.standing == .noData("not a second was scored") && rows["M4"]?.score == nil)
    #expect(rows["M5"]?.standing == .noData("not scored: no video & no sound"))
    #expect(rows["M6"]?.standing == .noData("not scored yet") && rows["M6"]?.section == nil)
  }

  @Test func anAnimalInSeveralRecordingsCountsOnce() {
    var rows = StudyRows(SampleStudyReport.report()).rows
    rows[1].animal.animalID = "M6"
    #expect(StudyRows.animals(rows) == 5)
    // Without a name each is one of its own.
    for index in rows.indices { rows[index].animal.animalID = nil }
    #expect(StudyRows.animals(rows) == 6)
  }
}
