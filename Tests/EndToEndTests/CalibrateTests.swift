import FixtureFiles
import Foundation
import Testing

/// `stillwater calibrate` from recordings, traces and scores to a profile, on the built program.
@Suite struct CalibrateTests {
  private static let names = ["fst_24fps.mp4", "fst_60fps.mp4", "fst_2997fps.mp4"]

  /// Scores of a rater who is late: the truth of every arena, shifted.
  private func scores(
    _ rater: String, delay: Double, names: [String] = names
  ) throws -> String {
    var text = "recording,arena,rater,start_s,stop_s,behaviour,recording_duration_s\n"
    for name in names {
      let truth = try Fixture.behaviourTruth(name)
      for arena in truth.arenas where !arena.immobileBouts.isEmpty {
        for bout in arena.immobileBouts {
          let (start, end) = (bout.start + delay, min(bout.end + delay, truth.duration))
          text += "\(name),\(arena.name),\(rater),\(start),\(end),immobile,\(truth.duration)\n"
        }
      }
    }
    return text
  }

  private func write(_ text: String, _ name: String, in folder: String) throws -> String {
    let path = folder + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private var arenas: [String] {
    get throws {
      try Fixture.behaviourTruth(Self.names[0]).arenas.flatMap { ["--arena", $0.commandLineValue] }
    }
  }

  private var videos: [String] { Self.names.map { Fixture.behaviour($0) } }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func videosAndScoresBecomeAProfileThatScoreTakes() throws {
    try inFolder { folder in
      let anna = try write(scores("anna", delay: 0.4), "anna.csv", in: folder)
      let ben = try write(scores("ben", delay: 0.8), "ben.csv", in: folder)
      let profile = folder + "/room2.toml"
      let run = try Program.run(
        [
          "calibrate", "--manual", anna, "--manual", ben, "-o", profile, "--format", "json",
          "--report-dir", folder + "/report",
        ] + arenas + videos)
      #expect(run.status == 0, "\(run.errors)")
      let document = try run.json()
      #expect(document["schema"] as? String == "stillwater.calibrate/1")
      let verdict = try #require(document["verdict"] as? String)
      #expect(verdict.contains("the raters differ from each other by "))
      let raters = try #require(document["raters"] as? [[String: Any]])
      #expect(raters.compactMap { $0["reaction_delay_s"] as? Double } == [0.4, 0.8])
      let figures = try #require(document["figures"] as? [String: Any])
      let honest = try #require(figures["cross_validated"] as? [String: Any])
      let kappa = try #require((honest["kappa"] as? [String: Any])?["value"] as? Double)
      #expect(kappa > 0.9)

      let text = try read(profile)
      #expect(text.contains("name = \"room2\""))
      for part in [
        "[evidence.cross_validated]", "[evidence.in_sample]", "[evidence.reaction_delay_s]",
        "[[evidence.manual]]", "[[evidence.recording]]", "[evidence.fitted_on]", "sha256 = \"",
      ] {
        #expect(text.contains(part), "\(part)")
      }
      let page = try read(folder + "/report/calibration.html")
      #expect(page.hasPrefix("<!DOCTYPE html>"))
      #expect(!page.contains("src=\"http") && !page.contains("href=\"http"))
      #expect(try read(folder + "/report/calibration.json") == run.output)

      let scored = try Program.run(
        ["score", "--format", "json", "--profile", profile] + arenas + [videos[0]])
      #expect(scored.status == 0)
      #expect(!scored.errors.contains("the profile was fitted on"))
      // Far fewer pixels than in any arena of the fit.
      let unlike = try Program.run(
        [
          "score", "--format", "json", "--profile", profile, "--arena", "a=rect:10,60,30,40",
          videos[0],
        ])
      #expect(unlike.errors.contains("warning: \(videos[0]): arena 'a': the profile was fitted on"))
      #expect(unlike.output.contains("unlike_calibration"))
    }
  }

  @Test func tracesGiveTheSameProfileAsTheirRecordingsWithAnyThreads() throws {
    try inFolder { folder in
      let anna = try write(scores("anna", delay: 0.4), "anna.csv", in: folder)
      var traces: [String] = []
      for video in videos {
        let trace = folder + "/t\(traces.count).npz"
        let run = try Program.run(
          ["score", "--quiet", "--save-trace", trace] + arenas + [video])
        #expect(run.status == 0)
        traces.append(trace)
      }
      func settings(_ inputs: [String], _ options: [String]) throws -> Substring {
        let profile = folder + "/p.toml"
        let run = try Program.run(
          ["calibrate", "--quiet", "--measure", "strokes", "--manual", anna, "-o", profile]
            + options
            + inputs)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.isEmpty)
        let text = try read(profile)
        return text[..<(try #require(text.range(of: "# The inputs")).lowerBound)]
      }
      let one = try settings(traces, ["--threads", "1"])
      #expect(try settings(traces, []) == one)
      #expect(try settings(videos, try arenas) == one)
    }
  }

  @Test func whatCannotBeFittedLeavesNoProfileAndSaysWhatToScore() throws {
    try inFolder { folder in
      let profile = folder + "/p.toml"
      func refusal(_ scores: String, _ inputs: [String]) throws -> String {
        let manual = try write(scores, "scores.csv", in: folder)
        let run = try Program.run(
          ["calibrate", "--manual", manual, "-o", profile] + arenas + inputs)
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: profile))
        return run.errors
      }
      let one =
        "recording,arena,start_s,stop_s,behaviour,recording_duration_s\n"
        + "fst_24fps.mp4,left,4,8.5,immobile,12\n"
      let few = try refusal(one, [videos[0]])
      #expect(few.contains("no profile was made: 1 animal has both"))
      #expect(few.contains("score at least 2 more by hand"))
      let other = try refusal(try scores("anna", delay: 0, names: ["fst_vfr.mp4"]), [videos[0]])
      #expect(other.contains("no arena of a recording has a manual score"))
      let empty = try write("", "empty.csv", in: folder)
      let run = try Program.run(["calibrate", "--manual", empty, "-o", profile, videos[0]])
      #expect(run.status == 65)
      let missing = try Program.run(
        ["calibrate", "--manual", folder + "/none.csv", "-o", profile, videos[0]])
      #expect(missing.status == 66)
      #expect(try Program.run(["calibrate", "-o", profile, videos[0]]).status == 64)
      #expect(
        try Program.run(
          ["calibrate", "--manual", empty, "-o", videos[0], "--least-animals", "1", videos[0]]
        ).status == 64)
    }
  }

  @Test func aRecordingThatFailsLeavesTheOthers() throws {
    try inFolder { folder in
      let anna = try write(scores("anna", delay: 0.4), "anna.csv", in: folder)
      let profile = folder + "/p.toml"
      let run = try Program.run(
        ["calibrate", "--manual", anna, "-o", profile] + arenas + videos
          + [Fixture.decoder("empty.mp4")])
      #expect(run.status == 3)
      #expect(FileManager.default.fileExists(atPath: profile))
    }
  }

  @Test func tracesThatStoreOneNameAreToldApartByTheirFolders() throws {
    try inFolder { folder in
      var traces: [String] = []
      for (index, name) in ["d1/t.npz", "u.npz", "v.npz"].enumerated() {
        let trace = folder + "/" + name
        try FileManager.default.createDirectory(
          atPath: folder + "/d1", withIntermediateDirectories: true)
        let run = try Program.run(
          ["score", "--quiet", "--save-trace", trace] + arenas + [videos[index]])
        #expect(run.status == 0)
        traces.append(trace)
      }
      try FileManager.default.copyItem(atPath: folder + "/d1", toPath: folder + "/d2")
      traces.append(folder + "/d2/t.npz")
      let plain = try scores("anna", delay: 0.4)
      let anna = try write(
        plain.replacing(Self.names[0], with: "d2/" + Self.names[0]), "anna.csv", in: folder)
      let command = ["calibrate", "--measure", "strokes", "-o", folder + "/p.toml"]
      let run = try Program.run(command + ["--format", "json", "--manual", anna] + traces)
      #expect(run.status == 0, "\(run.errors)")
      let animals = try #require(try run.json()["animals"] as? [[String: Any]])
      let recordings = Set(animals.compactMap { $0["recording"] as? String })
      #expect(recordings == Set(traces.dropFirst()))
      let unclear = try write(plain, "unclear.csv", in: folder)
      let refused = try Program.run(command + ["--manual", unclear] + traces)
      #expect(refused.status == 65)
      #expect(refused.errors.contains("fits 2 recordings"))
    }
  }

  @Test func activityOfAnotherTrackerIsFittedToTotals() throws {
    try inFolder { folder in
      var tables: [String] = []
      var totals = "recording;rater;immobile_s;window_start_s;window_end_s\n"
      for animal in 0..<6 {
        let still = 10 + 7 * animal
        var text = "recording_time;x;activity\n0;1;NaN\n"
        for row in 1..<1500 {
          let activity = row / 25 % 60 < still ? "0,\(2 + row % 3)" : "4,\(row % 10)"
          text +=
            "\(row / 25),\(["00", "04", "08", "12", "16", "20", "24", "28", "32", "36", "40", "44", "48", "52", "56", "60", "64", "68", "72", "76", "80", "84", "88", "92", "96"][row % 25]);1;\(activity)\n"
        }
        tables.append(try write(text, "rat\(animal).csv", in: folder))
        totals += "rat\(animal).csv;anna;\(still);0;60\n"
      }
      let manual = try write(totals, "totals.csv", in: folder)
      let profile = folder + "/rats.toml"
      let run = try Program.run(
        ["calibrate", "--manual", manual, "-o", profile, "--format", "json"] + tables)
      #expect(run.status == 0, "\(run.errors)")
      let document = try run.json()
      #expect(document["objective"] as? String == "totals")
      let settings = try #require(document["settings"] as? [String: Any])
      #expect(settings["measure"] as? String == "changed")
      let threshold = try #require(settings["motion_threshold_percent"] as? Double)
      #expect(threshold > 0.5 && threshold < 4)
      let scored = try Program.run(
        ["score", "--quiet", "--format", "json", "--profile", profile, tables[2]])
      #expect(scored.status == 0, "\(scored.errors)")
      let bad = try write("time_s,activity_percent\n0,1\n1,200\n", "bad.csv", in: folder)
      let refused = try Program.run(["score", "--measure", "changed", bad])
      #expect(refused.status == 65)
      #expect(refused.errors.contains("line 3: the activity '200' is not a percentage"))
    }
  }
}
