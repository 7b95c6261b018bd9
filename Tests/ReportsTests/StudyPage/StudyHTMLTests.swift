import GroupComparison
import ImmobilityCore
import Testing

@testable import Reports

@Suite struct StudyHTMLTests {
  private let dygraphs = ScriptLibrary(script: "var Dygraph = 1;")
  private let chart = ScriptLibrary(script: "var Chart = 1;")

  private func text(_ report: StudyReport) -> String {
    StudyHTML(dygraphs: dygraphs, chart: chart).text(of: report)
  }

  @Test func everythingIsThere() {
    let text = text(SampleStudyReport.report())
    for part in [
      "<title>rats &lt;2026&gt;</title>", "as of run 7 (batch), ended 2026-03-01T22:01:00Z",
      "<td>recordings scored</td><td class=\"number\">2</td>",
      "<td>animals with data</td><td class=\"number\">2</td>",
      "<td>excluded</td><td class=\"number\">1</td>",
      "<td>without data</td><td class=\"number\">3</td>",
      "Not calibrated against manual scores", "No &lt;groups&gt;.", "no video &amp; no sound",
      "<td>time limit</td>", "<td>3</td>", "not found yet", "<td>lab1</td>",
      SampleStudy.provenance.contentHash,
      "Excluded: fell &lt;out&gt;. These figures count nowhere.", "The trace is gone.",
      "The recording was not at hand", "10 Results",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(text.components(separatedBy: "<article id=").count - 1 == 4)
    // No library where nothing would use it; the folder's name is no part of the study.
    #expect(!text.contains("var Dygraph = 1;") && !text.contains("var Chart = 1;"))
    #expect(!text.contains("/data/rats"))
  }

  @Test func aStudyWithoutScoresSaysSo() {
    let text = text(
      SampleStudyReport.report(
        recordings: Array(SampleStudyReport.recordings.suffix(2)), runs: []))
    #expect(text.contains("Nothing is scored yet: this study has no results."))
    #expect(text.contains("No run yet.") && text.contains("no run yet"))
    #expect(text.contains("no data") && !text.contains("<article"))
  }

  @Test func theComparisonIsThatOfCompare() throws {
    let made = try SampleComparison.report()
    let text = text(SampleStudyReport.report(comparison: .made(made)))
    #expect(text.contains(ComparisonHTML.markup(of: made, heading: "h3").body))
    #expect(text.contains("var Chart = 1;") && text.contains("id=\"plots\""))
    #expect(text.contains("Groups were compared with veh&lt;&gt; within stress"))
    let plain = StudyHTML(dygraphs: nil, chart: nil).text(
      of: SampleStudyReport.report(comparison: .made(made)))
    #expect(plain.contains("libjs-chart.js) was not found") && plain.contains("<polyline"))
  }

  @Test func allSettingsAreToldAtTheTop() {
    var recordings = SampleStudyReport.recordings
    recordings[1].recording.settings.motionThreshold = 6
    let text = text(SampleStudyReport.report(recordings: recordings))
    #expect(text.contains("2 different settings (A, B...)"))
    #expect(text.components(separatedBy: "class=\"verdict\"").count - 1 == 2)
  }

  /// The page of 500 animals that change what they do every 1.5 s, four or one in a recording, with square
  /// pictures of noise: the limit that README states.
  @Test(arguments: [4, 1]) func fiveHundredAnimalsStayWithinTheLimit(inEach: Int) throws {
    let bouts = (0..<160).map {
      Bout(
        state: $0.isMultiple(of: 2) ? .immobile : .mobile, start: 120 + 1.5 * Double($0),
        end: 121.5 + 1.5 * Double($0))
    }
    let points = RecordingView.points(animals: 500)
    let run = (0..<10_800).map {
      Trace.ClassifiedMotion(time: Double($0) / 30.123, percent: Double($0 * 7919 % 9973) / 99.73)
    }
    let motion = ThinnedMotion([run], most: points)
    // Noise, which no picture packs well.
    var state: UInt64 = 1
    let side = RecordingView.pictureSide(recordings: 500 / inEach)
    let png = (0..<side * side + 1000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
    let recordings = (0..<500 / inEach).map { number in
      SampleStudyReport.recording(
        "day \(number / 20)/swim\(number).mp4",
        (0..<inEach).map { place in
          var animal = SampleStudyReport.animal(
            "M\(number * inEach + place)", (number + place).isMultiple(of: 2) ? "drug" : "vehicle")
          animal.score?.bouts = bouts
          animal.score?.window = .init(start: 120, end: 360)
          return animal
        })
    }
    var report = SampleStudyReport.report(recordings: recordings)
    report.views = recordings.map { _ in
      var view = RecordingView(
        frame: .picture(FramePicture(width: side, height: side, png: png, time: 1)),
        motionMissing: "")
      view.motionMissing = nil
      view.motion = Array(repeating: motion, count: inEach)
      return view
    }
    let text = text(report)
    // Real libraries for the charts take 0.4 MB.
    #expect(text.utf8.count < 19_600_000, "\(text.utf8.count) bytes")
    #expect(text.components(separatedBy: "class=\"plot motion\"").count - 1 == 500)
  }
}
