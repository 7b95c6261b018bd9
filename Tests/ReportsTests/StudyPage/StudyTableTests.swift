import Testing

@testable import Reports

@Suite struct StudyTableTests {
  private func rows(_ report: StudyReport = SampleStudyReport.report()) -> [String: [String]] {
    let text = StudyTable(rows: StudyRows(report).rows, covariates: report.covariates).text
    var found: [String: [String]] = [:]
    for line in text.split(separator: "\n") where line.contains("<td") {
      let cells = line.components(separatedBy: "<td").dropFirst().map { cell in
        cell.replacing(#/<[^>]*>|^[^>]*>/#, with: "")
      }
      found[cells[0]] = cells
    }
    return found
  }

  @Test func aCellIsNeverBlankAndNoDataIsNeverZero() throws {
    let rows = rows()
    #expect(rows.count == 6)
    for (name, cells) in rows {
      // The last may be: nothing to remark.
      #expect(cells.dropLast().allSatisfy { !$0.isEmpty }, "\(name): \(cells)")
    }
    for name in ["M4", "M5", "M6"] {
      let cells = try #require(rows[name])
      #expect(cells.last?.contains("no data: not ") == true, "\(cells)")
      #expect(cells.count { $0 == "no data" } >= 9, "\(cells)")
      let measures = cells.dropFirst(7)
      #expect(!measures.contains("0.0") && !measures.contains("0"), "\(cells)")
    }
    // Of a blank window all of it is unscored: that is a figure.
    #expect(rows["M4"]?.contains("4.0") == true)
  }

  @Test func whatIsExcludedIsThereWithItsReason() throws {
    let cells = try #require(rows()["M3"])
    #expect(cells.last?.hasPrefix("excluded: fell &lt;out&gt;") == true, "\(cells)")
    #expect(cells.contains("1.0"))
    let text = StudyTable(rows: StudyRows(SampleStudyReport.report()).rows, covariates: []).text
    #expect(text.components(separatedBy: "<tr class=\"out\">").count == 5)
  }

  @Test func thePlausibleRangeIsBesideTheImmobileTime() throws {
    let cells = try #require(rows()["M2"])
    let place = try #require(cells.firstIndex(of: "3.0"))
    #expect(cells[place + 1] == "1.5-2.8", "\(cells)")
  }

  @Test func flagsStandInWords() throws {
    #expect(try #require(rows()["M2"]).last == "time gap")
  }

  @Test func choicesAreOfferedWhereThereAreSeveral() {
    let text = StudyTable(rows: StudyRows(SampleStudyReport.report()).rows, covariates: []).text
    #expect(text.contains("<option>drug</option><option>vehicle</option>"))
    // One session alone is no choice; and nothing that needs a script is shown without one.
    #expect(!text.contains("data-by=\"session\""))
    #expect(text.contains("<div class=\"filters screen\" hidden>"))
    #expect(StudyTable(rows: [], covariates: []).text.contains("No animal is known"))
  }

  @Test func aSecondThresholdBringsItsColumn() {
    #expect(
      !StudyTable(rows: StudyRows(SampleStudyReport.report()).rows, covariates: []).text.contains(
        "highly"))
    var recordings = SampleStudyReport.recordings
    recordings[0].recording.settings.highlyMobileThreshold = 20
    let report = SampleStudyReport.report(recordings: recordings)
    let text = StudyTable(rows: StudyRows(report).rows, covariates: []).text
    #expect(text.contains("highly mobile, s") && text.contains("not assessed"))
  }
}
