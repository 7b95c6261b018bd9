import Testing

@testable import Reports

@Suite struct ArriveListTests {
  private func items(_ report: StudyReport) -> [ArriveList.Item] {
    ArriveList(report: report, rows: StudyRows(report), settings: SettingsInForce(report)).items
  }

  @Test func allTenAreThereWithWhatIsMissing() {
    let items = items(SampleStudyReport.report())
    #expect(items.count == 10)
    for (index, item) in items.enumerated() {
      #expect(item.name.hasPrefix("\(index + 1) ") && !item.given.isEmpty && !item.missing.isEmpty)
    }
    #expect(items[1].given.contains("vehicle, dose 0, test: n = 1 with data of 3"))
    #expect(
      items[2].given.contains("fell <out>: 1") && items[2].given.contains("not scored yet: 1"))
    #expect(items[6].given == "No comparison was made here.")
    #expect(items[7].given == "6 animals; the manifest's further columns: sex.")
    #expect(items[8].given.contains("fst-mouse") && items[8].given.contains("0, 2, 10"))
  }

  @Test func withoutGroupsNothingIsClaimed() {
    var recordings = SampleStudyReport.recordings
    for index in recordings.indices {
      for place in recordings[index].animals.indices {
        recordings[index].animals[place].group = nil
      }
    }
    let items = items(SampleStudyReport.report(recordings: recordings))
    #expect(items[0].given == "The manifest names no groups.")
    #expect(items[9].missing.contains("Summary statistics"))
  }
}
