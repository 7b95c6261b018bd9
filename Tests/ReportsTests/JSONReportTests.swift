import Foundation
import ImmobilityCore
import Testing

@testable import Reports

@Suite struct JSONReportTests {
  private func parse(_ report: ScoreReport) throws -> [String: Any] {
    let text = try JSONReport().text(of: report)
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func recordings(_ report: ScoreReport) throws -> [[String: Any]] {
    try #require(try parse(report)["recordings"] as? [[String: Any]])
  }

  @Test func documentNamesSchemaAndSoftware() throws {
    let document = try parse(Sample.report)
    #expect(Set(document.keys) == ["schema", "software", "recordings"])
    #expect(document["schema"] as? String == "stillwater.score/1")
    #expect(
      document["software"] as? [String: String] == ["name": "stillwater", "version": "9.9.9"])
  }

  @Test func videoHasEveryKeyAndRoundedSeconds() throws {
    let video = try #require(try recordings(Sample.report)[0]["video"] as? [String: Any])
    #expect(
      Set(video.keys) == [
        "path", "sha256", "container", "codec", "pixel_format", "width", "height",
        "rotation_degrees", "frames_decoded", "decode_errors", "first_pts_s", "picture_start_s",
        "duration_s", "nominal_fps", "variable_frame_rate",
      ])
    #expect(video["duration_s"] as? Double == 12.3)
    #expect(video["first_pts_s"] as? Double == 0.3)
    #expect(video["nominal_fps"] is NSNull)
    #expect(video["variable_frame_rate"] as? Bool == true)
    #expect(video["path"] as? String == "day 1/a,b.mp4")
  }

  @Test func settingsHaveEveryKey() throws {
    let settings = try #require(try recordings(Sample.report)[0]["settings"] as? [String: Any])
    #expect(
      Set(settings.keys) == [
        "protocol", "profile", "calibration", "trial_start", "trial_start_s",
        "arena_trial_starts", "trial_length_s",
        "window_s", "measure", "lag_s", "analysis_rate_hz", "cleaning", "pixel_threshold",
        "pixel_threshold_grey_levels",
        "motion_threshold_percent", "highly_mobile_threshold_percent", "smoothing_s",
        "exit_ratio", "min_immobile_s", "min_mobile_s", "bridge_s", "bin_s", "arenas",
      ])
    #expect(settings["window_s"] as? [Double] == [1, 5])
    #expect(settings["lag_s"] as? Double == 0.066_667)
    #expect(settings["profile"] is NSNull)
    #expect(settings["calibration"] as? String == "uncalibrated")
    #expect(settings["pixel_threshold"] as? String == "given")
    #expect(settings["pixel_threshold_grey_levels"] as? Int == 12)
    #expect(settings["cleaning"] as? [String] == Cleaning.all.names)
    #expect((settings["arena_trial_starts"] as? [Any])?.isEmpty == true)
    let arenas = try #require(settings["arenas"] as? [[String: Any]])
    #expect(arenas[0]["coordinates_px"] as? [Double] == [1, 2, 30.5, 4])
    #expect(arenas[1]["coordinates_px"] as? [[Double]] == [[0, 0], [9, 0], [0, 9]])
    #expect(arenas.allSatisfy { $0["coordinates_relative"] is NSNull })
    #expect(arenas.map { $0["shape"] as? String } == ["rectangle", "polygon"])
  }

  @Test func relativeArenasAreWrittenInEachRecordingsPixelsToo() throws {
    var report = Sample.report
    report.arenas = [
      Arena(
        name: "a", shape: .rectangle(x: 0.1, y: 0.5, width: 0.25, height: 0.5),
        coordinates: .relative)
    ]
    var unknown = report.recordings[0]
    unknown.video = nil
    report.recordings = [report.recordings[0], unknown]
    let arenas = try recordings(report).map { recording -> [String: Any] in
      let settings = try #require(recording["settings"] as? [String: Any])
      return try #require((settings["arenas"] as? [[String: Any]])?.first)
    }
    #expect(arenas[0]["coordinates_px"] as? [Double] == [64, 180, 160, 180])
    #expect(arenas[1]["coordinates_px"] is NSNull)
    for arena in arenas {
      #expect(arena["coordinates_relative"] as? [Double] == [0.1, 0.5, 0.25, 0.5])
    }
  }

  @Test func animalHasEveryKey() throws {
    let animals = try #require(try recordings(Sample.report)[0]["animals"] as? [[String: Any]])
    let animal = animals[0]
    #expect(
      Set(animal.keys) == [
        "arena", "animal_id", "trial_start_s", "trial_start_confidence", "noise_grey_levels",
        "contrast_grey_levels", "animal_cells",
        "window_s", "immobile_s", "immobile_plausible_s", "mobile_s", "highly_mobile_s",
        "unscored_s", "immobile_percent", "latency_s", "latency_censored", "bout_count",
        "bout_mean_s", "bout_median_s", "bout_longest_s", "bins", "bouts", "quality",
      ])
    #expect(animal["latency_s"] as? Double == 3.3)
    #expect(animal["immobile_plausible_s"] as? [Double] == [1.5, 2.75])
    #expect(animal["contrast_grey_levels"] as? Double == 61.5)
    #expect(animal["animal_cells"] as? Double == 42)
    for key in ["immobile_plausible_s", "contrast_grey_levels", "animal_cells"] {
      #expect(animals[1][key] is NSNull)
    }
    #expect(animal["bout_count"] as? Int == 1)
    #expect((animal["bouts"] as? [[String: Any]])?.count == 3)
    #expect((animal["bins"] as? [[String: Any]])?.first?["unscored_s"] as? Double == 0.25)
    #expect((animal["quality"] as? [[String: Any]])?.first?["flag"] as? String == "time_gap")
    #expect(animals[1]["animal_id"] is NSNull)
    #expect(animals[1]["immobile_percent"] is NSNull)
    #expect(animals[1]["latency_s"] as? Double == 5)
    #expect(animals[1]["latency_censored"] as? Bool == true)
  }

  @Test func failedRecordingHasErrorAndNoAnimals() throws {
    let failed = try recordings(Sample.report)[1]
    #expect(Set(failed.keys) == ["path", "video", "settings", "animals", "error"])
    #expect(failed["error"] as? String == Sample.failed.error)
    #expect((failed["animals"] as? [Any])?.isEmpty == true)
    #expect(failed["video"] is NSNull)
    #expect(try recordings(Sample.report)[0]["error"] is NSNull)
  }

  @Test func nothingScoredIsStillADocument() throws {
    #expect(try recordings(Sample.empty).isEmpty)
  }

  @Test func ownTrialStartsAreInTheSettings() throws {
    var recording = Sample.scored
    recording.settings.arenaTrialStarts = ["right": .found, "the \"left\" one": .at(7.5)]
    let report = ScoreReport(
      software: Sample.software, arenas: Sample.arenas, recordings: [recording])
    let settings = try #require(try recordings(report)[0]["settings"] as? [String: Any])
    let starts = try #require(settings["arena_trial_starts"] as? [[String: Any]])
    #expect(starts.map { $0["arena"] as? String } == ["right", "the \"left\" one"])
    #expect(starts.map { $0["trial_start"] as? String } == ["auto", "given"])
    #expect(starts[0]["trial_start_s"] is NSNull && starts[1]["trial_start_s"] as? Double == 7.5)
    #expect(settings["trial_start_s"] as? Double == 2.5)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
  func numbersThatAreNotFiniteBecomeNull(value: Double) throws {
    var animal = Sample.animal
    animal.immobile = value
    animal.boutMean = value
    animal.bins[0].immobile = value
    var recording = Sample.scored
    recording.animals = [animal]
    recording.settings.trialStart = .at(value)
    let report = ScoreReport(
      software: Sample.software, arenas: Sample.arenas, recordings: [recording])
    let parsed = try recordings(report)[0]
    let parsedAnimal = try #require((parsed["animals"] as? [[String: Any]])?.first)
    #expect(parsedAnimal["immobile_s"] is NSNull)
    #expect(parsedAnimal["bout_mean_s"] is NSNull)
    for text in [AnimalsCSV().text(of: report), BinsCSV().text(of: report)] {
      #expect(!text.lowercased().contains("nan") && !text.lowercased().contains("inf"))
    }
  }

  @Test func goldenDocument() throws {
    let value = JSONValue.object([
      "b": .number(0.1 + 0.2), "a": .array([.integer(1), .null, .bool(false)]),
      "path": .string("x/y \"z\"\n"), "tiny": .number(-1e-9), "whole": .number(240),
    ])
    #expect(
      try value.document() == """
        {
          "a" : [
            1,
            null,
            false
          ],
          "b" : 0.3,
          "path" : "x/y \\"z\\"\\n",
          "tiny" : 0,
          "whole" : 240
        }

        """)
  }
}
