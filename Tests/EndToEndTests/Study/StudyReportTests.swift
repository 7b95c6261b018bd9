import FixtureFiles
import Foundation
import GRDB
import ImmobilityCore
import MadeStudies
import StudyStore
import Testing

/// `stillwater report`.
@Suite struct StudyReportTests {
  private func report(
    _ study: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws -> (run: Program.Run, page: String) {
    let run = try Program.run(["report", "--study", study] + arguments, environment: environment)
    let path =
      arguments.firstIndex(of: "--output").map { arguments[$0 + 1] } ?? study
      + "/reports/report.html"
    let page = try? String(contentsOfFile: path, encoding: .utf8)
    return (run, page ?? "")
  }

  /// Two recordings with two animals each, of two groups, one of them excluded; and one that is no video.
  private func bench() throws -> StudyBench {
    let bench = try StudyBench()
    try bench.write(more: "manifest = \"m.csv\"\narenas = \"a.toml\"\n")
    try bench.write(
      "a.toml",
      """
      [[arena]]
      name = "left"
      rectangle = [0, 0, 60, 60]

      [[arena]]
      name = "right"
      rectangle = [60, 0, 60, 60]

      """)
    try bench.write(
      "m.csv",
      """
      recording,arena,animal_id,group,dose,session,exclude,reason,sex
      one.mp4,left,M1,vehicle,0,test,,,f
      one.mp4,right,M2,drug,10 mg/kg,test,,,m
      two.mp4,left,M3,vehicle,0,test,yes,"fell <out>",f
      two.mp4,right,M4,drug,10 mg/kg,test,,,m
      bad.mp4,left,M5,drug,10 mg/kg,test,,,f
      bad.mp4,right,M6,vehicle,0,test,,,f

      """)
    try bench.add("h264_cfr.mp4", as: "one.mp4")
    try bench.add("h264_bframes.mp4", as: "two.mp4")
    try Data("no video at all".utf8).write(to: URL(fileURLWithPath: bench.recordings + "/bad.mp4"))
    return bench
  }

  @Test func aRealStudyBecomesAPage() throws {
    let bench = try bench()
    #expect(try bench.batch().status == 3)
    let (run, page) = try report(bench.study)
    #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
    #expect(run.errors.contains("wrote \(bench.study)/reports/report.html, "), "\(run.errors)")
    for part in [
      "<title>bench</title>", "<td>recordings scored</td><td class=\"number\">2</td>",
      "<td>recordings failed</td><td class=\"number\">1</td>",
      "<td>animals with data</td><td class=\"number\">3</td>", "excluded</b>: fell &lt;out&gt;",
      "no data</b>: not scored:", "protocol freezing", "Differences from vehicle",
      "<image id=\"r1frame\"", "data:image/png;base64,", "-motion\"", "<td>batch</td>",
      "threshold of 0.6 %", "1 animal was excluded; reasons: fell &lt;out&gt;: 1.",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(page.components(separatedBy: "<article id=").count - 1 == 4)
    #expect(!page.contains("src=\"http") && !page.contains("href=\"http"))
    // The motion of every scored animal comes from its trace.
    #expect(!page.contains("no motion to show"))
    // Dates come from the run, and the page says where the study was as little as when it was made.
    #expect(!page.contains(bench.root))
  }

  @Test func theSameStudyIsTheSameBytes() throws {
    let bench = try bench()
    #expect(try bench.batch().status == 3)
    let first = try report(bench.study)
    #expect(first.run.status == 0 && first.page.utf8.count > 10_000)
    // Another time of the day, place, language, and way to name the study.
    usleep(1_200_000)
    let path = bench.root + "/second.html"
    let again = try Program.run(
      ["report", "--study", bench.study + "/", "--output", path, "--quiet"],
      environment: ["TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"])
    #expect(again.status == 0 && again.errors.isEmpty, "\(again.errors)")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == first.page)
  }

  @Test func withoutPicturesOrRecordingsItSaysSo() throws {
    let bench = try bench()
    #expect(try bench.batch().status == 3)
    let plain = try report(bench.study, ["--no-pictures", "--output", bench.root + "/p.html"])
    #expect(plain.run.status == 0 && !plain.page.contains("<image"))
    #expect(plain.page.contains("made without pictures (--no-pictures)"))
    try Data("other".utf8).write(to: URL(fileURLWithPath: bench.recordings + "/one.mp4"))
    try FileManager.default.removeItem(atPath: bench.recordings + "/two.mp4")
    let gone = try report(bench.study)
    #expect(gone.run.status == 0, "\(gone.run.errors)")
    #expect(gone.page.contains("The recording was not at hand when the report was made"))
    #expect(gone.page.contains("file has changed since it was scored"))
    // A trace that is not there any more leaves its animals without motion, and says so.
    for name in bench.names(in: "traces") {
      try FileManager.default.removeItem(atPath: bench.study + "/traces/" + name)
    }
    let traceless = try report(bench.study)
    #expect(traceless.page.contains("the trace of this recording is not among the study"))
    #expect(!traceless.page.contains("class=\"plot motion\""))
  }

  @Test func aScoreOtherThanThatOfItsTraceHasNoMotionBesideIt() throws {
    let bench = try bench()
    #expect(try bench.batch().status == 3)
    let store = try StudyStore(path: bench.study + "/store.sqlite", access: .readWrite)
    var score = try #require(try store.scores().first)
    score.score.animals[0].bouts = [Bout(state: .immobile, start: 0, end: 0.5)]
    try store.save(score)
    let page = try report(bench.study).page
    #expect(page.contains("gives another score now than the one stored"))
  }

  @Test func aStudyWithoutScoresSaysSo() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let study = folder + "/new"
    #expect(try Program.run(["init", study]).status == 0)
    let (run, page) = try report(study)
    #expect(run.status == 0 && run.errors.contains("nothing is scored yet"), "\(run.errors)")
    #expect(page.contains("Nothing is scored yet: this study has no results."))
    #expect(page.contains("The manifest names no groups"))
    // Also where not even the store is there.
    try FileManager.default.removeItem(atPath: study + "/store.sqlite")
    #expect(try report(study).run.status == 0)
  }

  @Test func whatIsNoStudyOrOfANewerVersionIsTold() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let none = try Program.run(["report", "--study", folder])
    #expect(none.status == 66 && none.errors.contains("stillwater init"), "\(none.errors)")
    let study = folder + "/s"
    #expect(try Program.run(["init", study]).status == 0)
    let queue = try DatabaseQueue(path: study + "/store.sqlite")
    try queue.write { database in
      try database.execute(
        sql: "INSERT INTO grdb_migrations (identifier) VALUES ('from the future')")
    }
    try queue.close()
    let (run, page) = try report(study)
    #expect(run.status == 65 && run.errors.contains("newer version"), "\(run.errors)")
    #expect(page.isEmpty)
  }

  @Test func fileAndOptionsAreChecked() throws {
    let bench = try bench()
    #expect(try bench.batch().status == 3)
    #expect(try report(bench.study, ["--output", "x.txt"]).run.status == 64)
    let nowhere = try report(bench.study, ["--output", bench.root + "/none/r.html"])
    #expect(nowhere.run.status == 73, "\(nowhere.run.errors)")
    // A comparison that was asked for is made or refused.
    let wrong = try report(bench.study, ["--vehicle", "water"])
    #expect(wrong.run.status == 65 && wrong.run.errors.contains("no group 'water'"))
    let column = try report(bench.study, ["--stratum", "sax"])
    #expect(column.run.status == 65 && column.run.errors.contains("sex"), "\(column.run.errors)")
    let sexes = try report(bench.study, ["--stratum", "sex"])
    #expect(sexes.run.status == 0 && sexes.page.contains("within sex"), "\(sexes.run.errors)")
    // A manifest that cannot be right stops it, as it stops the exports.
    try bench.write("m.csv", "recording,arena,animal_id\none.mp4,middle,M1\n")
    let manifest = try report(bench.study)
    #expect(manifest.run.status == 65 && manifest.run.errors.contains("'middle'"))
  }

  @Test func withoutAVehicleItSaysWhyNothingIsCompared() throws {
    let bench = try bench()
    let text = try String(contentsOfFile: bench.study + "/m.csv", encoding: .utf8)
    try bench.write("m.csv", text.replacingOccurrences(of: "vehicle", with: "water"))
    #expect(try bench.batch().status == 3)
    let (run, page) = try report(bench.study)
    #expect(run.status == 0 && run.errors.contains("which group is the vehicle"), "\(run.errors)")
    #expect(page.contains("Name it with --vehicle; the groups are drug, water"))
    let named = try report(bench.study, ["--vehicle", "water"])
    #expect(named.page.contains("Differences from water"))
  }

  @Test func severalSettingsAreToldApart() throws {
    let bench = try bench()
    #expect(try bench.batch().status == 3)
    let store = try StudyStore(path: bench.study + "/store.sqlite", access: .readWrite)
    var score = try #require(try store.scores().last)
    score.score.settings.smoothing = 0.7
    score.key.settingsHash = MadeScore.hash(9)
    try store.save(score)
    let page = try report(bench.study).page
    #expect(page.contains("2 different settings (A, B...)"))
    #expect(page.contains("over 0.4 s") && page.contains("over 0.7 s"))
    #expect(page.contains("settings have changed: scored from its trace"))
  }

  @Test func aRunWritesItWhereTheStudyAsksForIt() throws {
    let bench = try StudyBench(limits: "[nightly]\nreport = true")
    try bench.add("h264_cfr.mp4", as: "one.mp4")
    let first = try bench.batch()
    #expect(first.status == 0, "\(first.run.errors)")
    let path = bench.study + "/reports/report.html"
    let page = try String(contentsOfFile: path, encoding: .utf8)
    #expect(page.contains("as of run 1 (batch), ended ") && page.contains("recordings/one.mp4"))
    #expect(try report(bench.study).page == page)
    // A report that cannot be written is told, and the run is what it is without.
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try bench.add("hevc.mp4", as: "two.mp4")
    let second = try bench.batch()
    #expect(second.status == 0, "\(second.run.errors)")
    #expect(second.run.errors.contains("report could not be written: "), "\(second.run.errors)")
    #expect(try bench.status()["done"] as? Int == 2)
    #expect(bench.names(in: "reports").contains("run-2.txt"))
  }

  @Test func aRunWritesNoneUnasked() throws {
    let bench = try StudyBench()
    try bench.add("h264_cfr.mp4", as: "one.mp4")
    #expect(try bench.batch().status == 0)
    #expect(bench.names(in: "reports") == ["run-1.txt"])
  }
}
