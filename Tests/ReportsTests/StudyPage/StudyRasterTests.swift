import Testing

@testable import Reports

@Suite struct StudyRasterTests {
  private func text(_ recordings: [StudyRecording] = SampleStudyReport.recordings) -> String {
    StudyRaster(rows: StudyRows(SampleStudyReport.report(recordings: recordings)), strata: []).text
  }

  @Test func armsHaveTheirHeadings() {
    let text = text()
    #expect(
      text.contains(
        "<h4>vehicle, dose 0, test: n = 1, mean 3.0 s immobile (2 excluded or without data)</h4>"))
    #expect(text.contains("<h4>drug, dose 10: n = 0 (1 excluded or without data)</h4>"))
    #expect(text.components(separatedBy: "class=\"row").count - 1 == 6 + 2)
  }

  @Test func barsLieOnOneAxis() {
    // The window is 1-5 s: a bout from 2.5 to 4.75 s lies at 375 to 937.5 of 1,000.
    #expect(text().contains("<path class=\"bar immobile\" d=\"M375 0H937.5V10H375z\"/>"))
    var recordings = SampleStudyReport.recordings
    recordings[0].animals[0].score?.window = .init(start: 0, end: 10)
    let wider = text(recordings)
    #expect(wider.contains("M250 0H475V10H250z") && wider.contains("M100 0H500V10H100z"))
  }

  @Test func whatDoesNotCountSaysSo() {
    let text = text()
    #expect(
      text.contains("M3: excluded: fell &lt;out&gt;") && text.contains("<span>no data</span>"))
    #expect(text.contains("<a href=\"#r0a1\"") && !text.contains("raster study thin"))
    let many = (0..<60).map {
      SampleStudyReport.recording(
        "m\($0).mp4",
        [SampleStudyReport.animal("A\($0)", "a"), SampleStudyReport.animal("B\($0)", "b")])
    }
    #expect(self.text(many).contains("raster study thin"))
    #expect(
      self.text(Array(SampleStudyReport.recordings.suffix(2))).contains("No animal has a score"))
  }
}
