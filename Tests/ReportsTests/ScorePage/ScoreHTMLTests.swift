import ImmobilityCore
import Testing

@testable import Reports

@Suite struct ScoreHTMLTests {
  private static let frame = FramePicture(width: 2, height: 1, png: [1, 2, 3], time: 6.5)

  private func report(
    frame: RecordingView.Frame = .picture(frame), evidence: String? = nil,
    change: (inout ScoringSettings) -> Void = { _ in }
  ) -> ScoreReport {
    var scored = Sample.scored
    change(&scored.settings)
    var views: [RecordingView?] = [RecordingView(of: scored, frame: frame, points: 100), nil]
    views[0]?.motion[0] = ThinnedMotion(
      [[0.5, 1, 2].map { Trace.ClassifiedMotion(time: $0, percent: $0) }], most: 100)
    return ScoreReport(
      software: Sample.software, arenas: Sample.arenas, recordings: [scored, Sample.failed],
      views: views, profileEvidence: evidence)
  }

  private let library = ScriptLibrary(script: "var Dygraph = 1;")

  @Test func everyAnimalHasItsSection() {
    let text = ScoreHTML(library: library).text(of: report())
    #expect(text.contains("<article id=\"r0a0\">") && text.contains("<article id=\"r0a1\">"))
    #expect(text.contains("<a href=\"#r0a0\">M,1</a>"))
    for part in [
      "<td>immobile time</td><td class=\"number\">2.3</td>", "&gt;= 5.0", "plausible, s",
      "<td>plausible range of it</td><td class=\"number\">1.5-2.8</td>",
      "<td>animal&#39;s contrast</td><td class=\"number\">61.5</td>",
      "<b>Time gap</b>, 4.8-5.0 s: frames are missing", "No immobile bout before",
      "grey levels", "2 recordings, 2 animals", "Not scored",
      "is not a video: &quot;moov&quot; not found", Sample.video.sha256,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    // The frame stands in the page once and is shown twice, 4.0 s into the trial.
    #expect(text.components(separatedBy: "data:image/png;base64,AQID").count == 2)
    #expect(text.contains("<use href=\"#r0frame\"/>"))
    #expect(text.contains("The frame at 4.0 s of the trial"))
  }

  @Test func thereIsAChartOnlyWhereThereIsMotion() {
    let text = ScoreHTML(library: library).text(of: report())
    #expect(text.contains("id=\"r0a0-motion\"") && !text.contains("id=\"r0a1-motion\""))
    #expect(text.contains("There is no motion to show"))
    #expect(text.contains("var Dygraph = 1;") && !text.contains("was not found"))
  }

  @Test func withoutTheLibraryItSaysWhatIsMissing() {
    let text = ScoreHTML(library: nil).text(of: report())
    #expect(text.contains("dygraphs (Debian package libjs-dygraphs) was not found"))
    #expect(!text.contains("<script") && text.contains("<polyline"))
    #expect(text.contains("<table>"))
  }

  @Test func withoutAPictureItSaysWhy() {
    let text = ScoreHTML(library: nil).text(of: report(frame: .missing(reason: "No <picture>")))
    #expect(text.contains("No &lt;picture&gt;; the arena the &quot;left&quot; one outlined"))
    #expect(text.contains("class=\"arena own\"") && !text.contains("base64"))
  }

  @Test func calibrationIsToldAsItIs() {
    let printer = ScoreHTML(library: nil)
    let threshold = DecimalText.text(ScoringSettings().motionThreshold)
    #expect(
      printer.text(of: report()).contains("Not calibrated: the motion threshold of \(threshold) %"))
    let fitted = report(evidence: "It differs by 3 s.") {
      ($0.profileName, $0.isCalibrated) = ("room 2", true)
    }
    #expect(
      printer.text(of: fitted).contains(
        "Calibrated by the profile &quot;room 2&quot;: It differs by 3 s."))
    let silent = report { ($0.profileName, $0.isCalibrated) = ("room 2", true) }
    #expect(printer.text(of: silent).contains("the profile does not say how well"))
    let changed = report(evidence: "It differs by 3 s.") { $0.profileName = "room 2" }
    let text = printer.text(of: changed)
    #expect(text.contains("were changed by hand") && !text.contains("It differs by 3 s."))
  }

  @Test func nothingScoredIsAPageToo() {
    var report = report()
    report.recordings = [Sample.failed]
    report.views = [nil]
    let text = ScoreHTML(library: library).text(of: report)
    #expect(text.contains("Not scored") && !text.contains("<article"))
    #expect(ScoreHTML(library: library).text(of: Sample.empty).contains("0 recordings"))
  }
}
