import FixtureFiles
import Foundation
import Testing

/// `stillwater agree` from files to figures, on the built program.
@Suite struct AgreeTests {
  private let raters = Fixture.scores("four_raters.csv")

  private func object(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }

  private func write(_ text: String, _ name: String, in folder: String) throws -> String {
    let path = folder + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func fourRatersOfOneFile() throws {
    let run = try Program.run(["agree", raters])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Immobile seconds\n"))
    #expect(run.output.contains("rater_1: outlying"))
    #expect(run.errors.contains("stillwater: warning: \(raters): line "))
    #expect(run.errors.contains("overlap another and were united"))
    let quiet = try Program.run(["agree", "--quiet", raters])
    #expect(quiet.errors.isEmpty && quiet.output == run.output)
  }

  @Test func jsonAndCSVAreAloneOnStandardOutput() throws {
    let run = try Program.run(["agree", "--format", "json", raters])
    #expect(run.status == 0)
    let document = try run.json()
    #expect(document["schema"] as? String == "stillwater.agree/1")
    #expect((document["pairs"] as? [Any])?.count == 6)
    #expect(try Program.run(["agree", "--format", "json", raters]).output == run.output)
    let csv = try Program.run(["agree", "--format", "csv", raters])
    #expect(csv.output.split(separator: "\n").count == 7)
    #expect(csv.output.hasPrefix("reference,scorer,"))
  }

  @Test func aPersonAgainstTheProgramInEveryFormat() throws {
    for file in ["bouts.csv", "boris_project.boris", "intervals.csv", "boris_v9_events.csv"] {
      let run = try Program.run([
        "agree", "--format", "json", Fixture.scores(file), Fixture.scores("score.json"),
      ])
      #expect(run.status == 0, "\(file): \(run.errors)")
      let pair = object((try run.json()["pairs"] as? [Any])?.first)
      let seconds = object(object(pair["time"])["seconds"])
      // Compared: the trial from 5 s, without the program's last 5 unscored seconds.
      #expect(seconds["both_immobile_s"] as? Double == 25, "\(file)")
      #expect(seconds["neither_s"] as? Double == 25, "\(file)")
      #expect(object(seconds["kappa"])["value"] as? Double == 1, "\(file)")
    }
  }

  /// The product's own report of a recording against the recording's truth.
  @Test func ownReportsAreUnderstood() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let video = Fixture.quickstart("fst_four_mice.mp4")
    let score = try Program.run([
      "score", "--quiet", "--output-dir", folder, "--arenas", Fixture.quickstart("arenas.toml"),
      video,
    ])
    #expect(score.status == 0)
    let run = try Program.run([
      "agree", "--format", "json", "json=\(folder)/score.json", "csv=\(folder)/bouts.csv",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect((document["animals"] as? [Any])?.count == 4)
    let pair = object((document["pairs"] as? [Any])?.first)
    #expect(pair["reference"] as? String == "json")
    #expect(object(object(object(pair["time"])["seconds"])["kappa"])["value"] as? Double == 1)
    #expect(object(object(pair["totals"])["bias_s"])["value"] as? Double == 0)
  }

  @Test func namesLabelsRecordingAndWindow() throws {
    let run = try Program.run([
      "agree", "--format", "json", "--immobile-label", "f", "--immobile-label", "Floating",
      "--exclusive", "all", "--recording", "swim_01", "--window", "0:30",
      "anna=" + Fixture.scores("jwatcher.dat"),
      "ben=" + Fixture.scores("solomon.csv"),
    ])
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect(document["scorers"] as? [String] == ["anna", "ben"])
    let animal = object((document["animals"] as? [Any])?.first)
    #expect(animal["window_s"] as? [Double] == [0, 30])
    #expect(animal["compared_s"] as? Double == 30)
  }

  @Test func keysOfJWatcherEndOnlyTheirOwnGroup() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let data = try write(
      "#BEGIN DATA\n0, s\n10000, f\n12000, p\n15000, 2\n50000, s\n60000, EOF\n", "focal.dat",
      in: folder)
    let arguments = ["agree", "a=\(data)", "b=\(data)", "--format", "csv", "--immobile-label", "f"]
    let unknown = try Program.run(arguments)
    #expect(unknown.status == 65 && unknown.errors.contains("--exclusive"), "\(unknown.errors)")
    let json = { (more: [String]) throws -> Double? in
      let run = try Program.run(arguments + ["--format", "json"] + more)
      #expect(run.status == 0, "\(run.errors)")
      let pair = self.object((try run.json()["pairs"] as? [Any])?.first)
      return self.object(self.object(pair["time"])["seconds"])["both_immobile_s"] as? Double
    }
    #expect(try json(["--exclusive", "s,f", "--exclusive", "1,2"]) == 40)
    let rules =
      "AllCodesMutuallyExclusive=false\nBehavior.switchesOff.s=f\nBehavior.switchesOff.f=s\n"
    let other = try write(rules, "swim.faf", in: folder)
    #expect(try json(["--key-rules", other]) == 40)
    _ = try write(rules, "focal.faf", in: folder)
    #expect(try json([]) == 40)
  }

  @Test func mediaLengthsAndRowsCanBeTold() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let truth = try write(
      "recording,animal,start_s,stop_s,behaviour,window_start_s,window_end_s\n"
        + "part1.mp4,m1,10,30,floating,0,110\npart2.mp4,m1,0,40,floating,0,90\n", "truth.csv",
      in: folder)
    let boris = try write(
      "Observation id,Media file,Total length,Subject,Behavior,Behavior type,Start (s),Stop (s)\n"
        + "o,part1.mp4,200,m1,float,STATE,10,30\no,part2.mp4,200,m1,float,STATE,110,150\n",
      "old.csv",
      in: folder)
    let run = try Program.run([
      "agree", "--format", "json", truth, "b=" + boris, "--media-length", "part1.mp4=110",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let pair = object((try run.json()["pairs"] as? [Any])?.first)
    let seconds = object(object(pair["time"])["seconds"])
    #expect(seconds["both_immobile_s"] as? Double == 60)
    #expect(object(seconds["kappa"])["value"] as? Double == 1)
  }

  @Test func errorsNameFileAndLine() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cases: [(text: String, line: String, word: String)] = [
      ("", "", "is empty"),
      ("recording,start,stop\n", "", "nothing below its header"),
      ("recording,start,stop\na,1,2\na,\"3,4\n", "line 3: ", "never closed"),
      ("recording,start,stop\na,1,2\na,3\n", "line 3: ", "2 fields"),
      ("recording,start,stop\na,nan,2\n", "line 2: ", "'nan'"),
      ("recording,start,stop\r\na,5,2\r\n", "line 2: ", "before it starts"),
      ("recording,start_frame,stop_frame\na,5,9\n", "line 2: ", "--fps"),
      ("what,is,this\n1,2,3\n", "line 1: ", "--manual-format"),
    ]
    for (index, one) in cases.enumerated() {
      let path = try write(one.text, "scores\(index).csv", in: folder)
      let run = try Program.run(["agree", path, raters])
      #expect(run.status == 65, "\(one)")
      #expect(run.output.isEmpty)
      #expect(
        run.errors.hasPrefix("stillwater: error: \(path): \(one.line)"), "\(run.errors)")
      #expect(run.errors.contains(one.word), "\(run.errors)")
    }
    let missing = try Program.run(["agree", folder + "/none.csv", raters])
    #expect(missing.status == 66)
  }

  @Test func nothingToCompareIsAnError() throws {
    let alone = try Program.run(["agree", Fixture.scores("bouts.csv")])
    #expect(alone.status == 65 && alone.errors.contains("one scorer (anna)"))
    let strangers = try Program.run([
      "agree", "--recording", "other", Fixture.scores("bouts.csv"), Fixture.scores("states.csv"),
    ])
    #expect(strangers.status == 65)
    #expect(strangers.errors.contains("line 2: swim_01.mp4, m1 is scored by one scorer alone"))
    #expect(strangers.errors.contains("no animal has scores by two scorers"))
  }

  @Test(arguments: [
    (["agree"], "file"), (["agree", "a.csv", "--window", "5"], "--window"),
    (["agree", "a.csv", "--window", "9:3"], "--window"),
    (["agree", "a.csv", "--window", "0:nan"], "--window"),
    (["agree", "a.csv", "--fps", "0"], "--fps"), (["agree", "a.csv", "--fps", "nan"], "--fps"),
    (["agree", "a.csv", "--interval", "-1"], "--interval"),
    (["agree", "a.csv", "--media-length", "b.mp4"], "FILE=SECONDS"),
    (["agree", "a.csv", "--exclusive", "s,f", "--key-rules", "a.faf"], "--key-rules"),
    (["agree", "a.csv", "--rows", "bouts"], "--rows"),
    (["agree", "a.csv", "--manual-format", "xls"], "boris-project"),
    (["agree", "a.csv", "--format", "xml"], "json"),
  ])
  func wrongCommandLinesExit64(arguments: [String], word: String) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.errors.contains(word), "\(run.errors)")
  }

  @Test func helpShowsFormatsExamplesAndExitCodes() throws {
    let run = try Program.run(["agree", "--help"])
    #expect(run.status == 0 && run.errors.isEmpty)
    for word in [
      "Examples:", "Exit codes:", "boris-project", "--immobile-label", "--manual-format", "66",
    ] {
      #expect(run.output.contains(word), "\(word)")
    }
  }
}
