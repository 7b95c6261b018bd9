import FixtureFiles
import Foundation
import Testing

/// Times of recordings are those that a player shows, and absurd rates are refused.
@Suite struct ClockTests {
  private func object(_ value: Any?) -> [String: Any] { value as? [String: Any] ?? [:] }

  /// The animal of a recording's score.
  private func animal(_ arguments: [String]) throws -> (animal: [String: Any], video: [String: Any])
  {
    let run = try Program.run(
      ["score", "--quiet", "--format", "json", "--protocol", "freezing"] + arguments)
    try #require(run.status == 0, "\(run.errors)")
    let recording = try #require(try run.recordings().first)
    return (object((recording["animals"] as? [Any])?.first), object(recording["video"]))
  }

  private func flags(_ animal: [String: Any]) -> [String] {
    (animal["quality"] as? [[String: Any]] ?? []).compactMap { $0["flag"] as? String }
  }

  /// Recordings and the player's clock at their first picture, seconds.
  static let starts: [(file: String, start: Double)] = [
    ("late_video.mp4", 3), ("late_video.mov", 3), ("late_video.mkv", 3.128),
    ("late_video.ts", 3.03),
    ("late_sound.mp4", 0), ("late_alone.mp4", 0), ("plain.mp4", 0),
  ]

  @Test(arguments: starts.indices)
  func timesAreThePlayers(index: Int) throws {
    let (file, start) = Self.starts[index]
    let (animal, video) = try animal([Fixture.clock(file)])
    #expect(abs(try #require(video["picture_start_s"] as? Double) - start) < 0.05, "\(file)")
    #expect(abs(try #require(animal["trial_start_s"] as? Double) - start) < 0.05, "\(file)")
    #expect(abs(try #require(animal["latency_s"] as? Double) - 8) < 0.2, "\(file)")
    #expect(flags(animal).contains("picture_starts_late") == (start > 0), "\(file)")
    let probe = try Program.run(["probe", Fixture.clock(file)])
    #expect(probe.output.contains(start > 0 ? "after the sound" : "with the file"), "\(file)")
  }

  @Test func aTrialStartIsThePlayers() throws {
    let file = Fixture.clock("late_video.mp4")
    // The disc stands still from 11 to 17 s of the player: from 1 s of a trial that starts at 0:10.
    let (animal, _) = try animal(["--trial-start", "0:10", file])
    #expect(animal["trial_start_s"] as? Double == 10)
    #expect(abs(try #require(animal["latency_s"] as? Double) - 1) < 0.2)
    #expect(object((animal["bouts"] as? [Any])?.last)["end_s"] as? Double == 13)
    // Before the picture there is nothing: the trial starts with it.
    #expect(try self.animal(["--trial-start", "2", file]).animal["trial_start_s"] as? Double == 3)
    #expect(
      try self.animal(["--trial-start", "2", Fixture.clock("plain.mp4")]).animal["trial_start_s"]
        as? Double == 2)
  }

  @Test func peoplesScoresMeetThePrograms() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let seen = folder + "/seen.csv"
    try
      "recording,behaviour,start_s,stop_s,window_start_s,window_end_s\nlate_video.mp4,immobile,11,17,3,23\n"
      .write(toFile: seen, atomically: true, encoding: .utf8)
    let trace = folder + "/late.npz"
    let score = try Program.run([
      "score", "--quiet", "--protocol", "freezing", "--save-trace", trace, "--output-dir", folder,
      Fixture.clock("late_video.mp4"),
    ])
    #expect(score.status == 0, "\(score.errors)")
    let again = try Program.run([
      "score", "--quiet", "--protocol", "freezing", "--output-dir", folder + "/again", trace,
    ])
    #expect(again.status == 0, "\(again.errors)")
    let bouts = try [folder, folder + "/again"].map {
      try String(contentsOfFile: $0 + "/bouts.csv", encoding: .utf8).split(separator: "\n")
        .map { $0.split(separator: ",").dropFirst().joined(separator: ",") }
    }
    #expect(bouts[0] == bouts[1])
    for file in ["score.json", "bouts.csv"] {
      let run = try Program.run(["agree", "--format", "json", seen, "p=\(folder)/\(file)"])
      #expect(run.status == 0, "\(run.errors)")
      let pair = object((try run.json()["pairs"] as? [Any])?.first)
      let bins = object(object(object(pair["time"])["bins"])["kappa"])
      let kappa = object(object(object(pair["time"])["seconds"])["kappa"])["value"] as? Double
      #expect(try #require(kappa) > 0.95, "\(file): \(bins)")
    }
  }

  @Test func aStudyKeepsThePlayersClock() throws {
    let bench = try StudyBench()
    try bench.add(file: Fixture.clock("late_video.mp4"), as: "late.mp4")
    try bench.write("manifest.csv", "recording,animal_id,trial_start_s\nlate.mp4,M1,10\n")
    #expect(try bench.batch().status == 0)
    let export = try bench.export()
    let still = try #require(
      export.split(separator: "\n").first {
        $0.hasPrefix("recordings/late.mp4,whole,M1") && $0.contains(",immobile,")
      })
    let times = still.split(separator: ",").suffix(2).compactMap { Double($0) }
    #expect(abs(times[0] - 11) < 0.2 && abs(times[1] - 17) < 0.2, "\(still)")
    #expect(export.contains("\"picture_start_s\":3"))
    let report = try Program.run(["report", "--study", bench.study])
    #expect(report.status == 0, "\(report.errors)")
    let page = try String(contentsOfFile: bench.study + "/reports/report.html", encoding: .utf8)
    #expect(!page.contains("There is no motion to show"))
  }

  @Test func aTrialThatStartsForWantOfAnotherStartIsReported() throws {
    let bench = try StudyBench(settings: "trial_length_s = 10\nwindow_s = [0, 10]")
    try bench.add(file: Fixture.clock("plain.mp4"), as: "plain.mp4")
    #expect(try bench.batch().status == 0)
    #expect(try bench.export().contains("trial_start_assumed"))
    try bench.write("manifest.csv", "recording,animal_id,trial_start_s\nplain.mp4,M1,4\n")
    #expect(try bench.batch().status == 0)
    #expect(!(try bench.export().contains("trial_start_assumed")))
  }

  @Test(arguments: ["fast.h264", "fast.avi", "fast.mp4", "slow.avi"])
  func absurdRatesAreRefusedUntilTheTrueOneIsGiven(file: String) throws {
    let refused = try Program.run(["score", "--protocol", "freezing", Fixture.clock(file)])
    #expect(refused.status == 65, "\(file)")
    #expect(refused.errors.contains("--frame-rate"), "\(refused.errors)")
    let (animal, video) = try animal(["--frame-rate", "15", Fixture.clock(file)])
    #expect(video["nominal_fps"] as? Double == 15)
    #expect(abs(try #require(video["duration_s"] as? Double) - 3) < 0.001, "\(file)")
    #expect(animal["window_s"] as? [Double] == [0, 3], "\(file)")
    #expect(
      flags(animal).contains("frame_rate_given") && !flags(animal).contains("timestamp_filled"))
  }

  @Test(arguments: ["0", "501", "nan"])
  func frameRatesThatAreNone(rate: String) throws {
    let run = try Program.run(["score", "--frame-rate", rate, Fixture.clock("plain.mp4")])
    #expect(run.status == 64 && run.errors.contains("--frame-rate"), "\(run.errors)")
  }
}
