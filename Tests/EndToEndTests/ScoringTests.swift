import FixtureFiles
import Foundation
import Testing

/// Scores of recordings whose bouts are known.
@Suite struct ScoringTests {
  private struct Stretch {
    var start: Double
    var end: Double
  }

  /// Against the truth: half of the smoothing and half of the window blur every edge.
  private static let againstTruth = 0.35
  /// Between recordings of the same content: one frame at 15 frames per second and more.
  private static let againstEachOther = 0.07

  private func arguments(_ recording: String, _ options: [String] = []) throws -> [String] {
    let truth = try Fixture.behaviourTruth(recording)
    return ["score", "--quiet", Fixture.behaviour(recording)]
      + truth.arenas.flatMap { ["--arena", $0.commandLineValue] } + options
  }

  private func animals(_ run: Program.Run) throws -> [[String: Any]] {
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try run.recordings().first?["animals"] as? [[String: Any]])
  }

  private func immobile(_ animal: [String: Any]) throws -> [Stretch] {
    try #require(animal["bouts"] as? [[String: Any]])
      .filter { $0["state"] as? String == "immobile" }
      .map {
        Stretch(
          start: try #require($0["start_s"] as? Double), end: try #require($0["end_s"] as? Double))
      }
  }

  private func expectSame(
    _ found: [Stretch], _ expected: [Stretch], within tolerance: Double, _ what: String
  ) {
    #expect(found.count == expected.count, "\(what): \(found) instead of \(expected)")
    for (one, other) in zip(found, expected) {
      #expect(abs(one.start - other.start) <= tolerance, "\(what): \(one), \(other)")
      #expect(abs(one.end - other.end) <= tolerance, "\(what): \(one), \(other)")
    }
  }

  @Test func everyFrameRateGivesTheSameBouts() throws {
    let recordings = ["fst_24fps.mp4", "fst_2997fps.mp4", "fst_60fps.mp4", "fst_vfr.mp4"]
    var first: [[Stretch]] = []
    for recording in recordings {
      let truth = try Fixture.behaviourTruth(recording)
      let scored = try animals(
        Program.run(try arguments(recording, ["--format", "json"])))
      #expect(scored.compactMap { $0["arena"] as? String } == truth.arenas.map(\.name))
      let bouts = try scored.map(immobile)
      for (animal, arena) in zip(bouts, truth.arenas) {
        let expected = arena.immobileBouts.map { Stretch(start: $0.start, end: $0.end) }
        expectSame(
          animal, expected, within: Self.againstTruth, "\(recording), \(arena.name), truth")
      }
      if first.isEmpty { first = bouts }
      for (index, animal) in bouts.enumerated() {
        expectSame(
          animal, first[index], within: Self.againstEachOther,
          "\(recording), \(truth.arenas[index].name), \(recordings[0])")
      }
    }
  }

  @Test func durationsAddUpToTheWindow() throws {
    let scored = try animals(
      Program.run(try arguments("fst_24fps.mp4", ["--format", "json", "--window", "0.5:11.25"])))
    for animal in scored {
      let sum = ["immobile_s", "mobile_s", "highly_mobile_s", "unscored_s"]
        .compactMap { animal[$0] as? Double }.reduce(0, +)
      #expect(abs(sum - 10.75) < 1e-5)
      #expect(animal["window_s"] as? [Double] == [0.5, 11.25])
    }
  }

  @Test func trialStartMovesTheTimes() throws {
    let whole = try animals(Program.run(try arguments("fst_24fps.mp4", ["--format", "json"])))
    let moved = try animals(
      Program.run(
        try arguments(
          "fst_24fps.mp4", ["--format", "json", "--trial-start", "2", "--window", "1:8"])))
    // The animal in the first arena floats from 4.0 to 8.5 s, inside the window of 3 to 10 s.
    let expected = try immobile(whole[0]).map { Stretch(start: $0.start - 2, end: $0.end - 2) }
    expectSame(try immobile(moved[0]), expected, within: 0.001, "left")
    #expect(moved[0]["window_s"] as? [Double] == [1, 8])
    let latency = try #require(moved[0]["latency_s"] as? Double)
    #expect(abs(latency - (expected.first?.start ?? .nan)) < 1e-5)
  }

  @Test func arenasMayStartOneAfterTheOther() throws {
    // The changed fraction over a given pixel threshold does not depend on what else was read.
    let common = [
      "--format", "json", "--measure", "changed", "--pixel-threshold", "16",
      "--motion-threshold", "0.5", "--window", "1:7",
    ]
    func scored(_ starts: [String]) throws -> [[String: Any]] {
      try animals(
        Program.run(
          try arguments("fst_24fps.mp4", common + starts.flatMap { ["--trial-start", $0] })))
    }
    let names = try Fixture.behaviourTruth("fst_24fps.mp4").arenas.map(\.name)
    let both = try scored(["2", "\(names[1])=4.5"])
    for (index, start) in ["2", "4.5"].enumerated() {
      let alone = try scored([start])[index]
      #expect(both[index]["trial_start_s"] as? Double == Double(start))
      #expect(!(try immobile(alone)).isEmpty)
      for key in ["immobile_s", "mobile_s", "latency_s", "unscored_s"] {
        #expect(both[index][key] as? Double == alone[key] as? Double, "\(names[index]), \(key)")
      }
      expectSame(try immobile(both[index]), try immobile(alone), within: 0, names[index])
    }
    let wrong = try Program.run(
      try arguments("fst_24fps.mp4", common + ["--trial-start", "lefft=2"]))
    #expect(wrong.status == 65 && wrong.errors.contains("'lefft'"), "\(wrong.errors)")
    let twice = try Program.run(
      try arguments("fst_24fps.mp4", common + ["--trial-start", "2", "--trial-start", "3"]))
    #expect(twice.status == 64 && twice.errors.contains("twice"), "\(twice.errors)")
  }

  @Test func lateTrialIsScoredFromItsStart() throws {
    let recording = "fst_late_trial.mp4"
    let truth = try Fixture.behaviourTruth(recording)
    let scored = try animals(
      Program.run(
        try arguments(recording, ["--format", "json", "--trial-start", "\(truth.trialStart)"])))
    for (animal, arena) in zip(scored, truth.arenas) {
      let expected = arena.immobileBouts.map {
        Stretch(start: $0.start - truth.trialStart, end: $0.end - truth.trialStart)
      }
      expectSame(try immobile(animal), expected, within: Self.againstTruth, arena.name)
    }
  }

  @Test func freezingProtocol() throws {
    let recording = "freezing_30fps.mp4"
    let scored = try animals(
      Program.run(try arguments(recording, ["--format", "json", "--protocol", "freezing"])))
    for (animal, arena) in zip(scored, try Fixture.behaviourTruth(recording).arenas) {
      let expected = arena.immobileBouts.map { Stretch(start: $0.start, end: $0.end) }
      expectSame(try immobile(animal), expected, within: Self.againstTruth, arena.name)
    }
  }

  @Test func bytesDependNeitherOnThreadsNorOnLocaleNorOnTimeZone() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let trace = folder + "/trace.csv"
    let variants: [(threads: String, environment: [String: String])] = [
      ("1", [:]), ("2", ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kolkata"]), ("5", ["LC_ALL": "C"]),
    ]
    var first: (json: String, trace: String)?
    for variant in variants {
      let run = try Program.run(
        try arguments(
          "fst_vfr.mp4", ["--format", "json", "--trace", trace, "--threads", variant.threads]),
        environment: variant.environment)
      #expect(run.status == 0)
      let found = (json: run.output, trace: try String(contentsOfFile: trace, encoding: .utf8))
      let expected = first ?? found
      #expect(found.json == expected.json, "\(variant.threads) threads")
      #expect(found.trace == expected.trace, "\(variant.threads) threads")
      first = expected
    }
  }

  @Test func traceHasARowForEachSampleAndArena() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/trace.csv"
    let run = try Program.run(
      try arguments(
        "fst_24fps.mp4", ["--trace", path, "--pixel-threshold", "12", "--measure", "changed"]))
    #expect(run.status == 0)
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(
      rows[0]
        == "time_s,frame,arena,lag_s,reach_s,pixel_threshold,changed_pixels,arena_pixels,strokes_percent,"
        + "movement_percent,motion_percent,mean_abs_diff,state,flags")
    #expect(rows.count == 288 * 4 + 1)
    // The first frame has nothing to be compared with; its motion fields are empty.
    #expect(rows[1].hasPrefix("0,0,left,,,12,,11160,,,,,"))
    #expect(rows[1].hasSuffix("no_earlier_frame"))
    #expect(rows[5].hasPrefix("0.041667,1,left,0.041667,,12,"))
    #expect(rows.last?.hasPrefix("11.958333,287,right,0.083333,0.291667,12,") == true)
    #expect(
      rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 14 })
  }

  @Test func arenaFileAndArgumentsAreTheSame() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let recording = Fixture.decoder("h264_cfr.mp4")
    try """
    [[arena]]
    name = "a"
    rectangle = [0, 0, 40, 64]
    [[arena]]
    name = "b"
    ellipse = [70, 30, 20.5, 25]
    """.write(toFile: folder + "/arenas.toml", atomically: true, encoding: .utf8)
    let file = try Program.run([
      "score", "--format", "json", recording, "--arenas", folder + "/arenas.toml",
    ])
    let arguments = try Program.run([
      "score", "--format", "json", recording, "--arena", "a=rect:0,0,40,64", "--arena",
      "b=ellipse:70,30,20.5,25",
    ])
    #expect(file.status == 0 && file.output == arguments.output)
  }

  @Test func arenaOutsideThePictureIsRefused() throws {
    let run = try Program.run([
      "score", Fixture.decoder("h264_cfr.mp4"), "--arena", "far=rect:5000,5000,10,10",
    ])
    #expect(run.status == 65)
    #expect(run.errors.contains("far"), "\(run.errors)")
  }
}
