import ImmobilityCore

/// The report as JSON, schema `stillwater.score/1`.
///
/// Seconds are numbers; times of animals count from trial start. Every key is always present;
/// what is missing is `null`. `highly_mobile_s` is 0 where `highly_mobile_threshold_percent` is
/// `null`, so that the four durations always add up to the window.
public struct JSONReport: ScorePrinter {
  /// The name and version of the document's form.
  public static let schema = "stillwater.score/1"

  /// Makes a printer.
  public init() {}

  /// The report as indented JSON.
  public func text(of report: ScoreReport) throws -> String { try value(of: report).document() }

  /// The report as a JSON value.
  public func value(of report: ScoreReport) -> JSONValue {
    .object([
      "schema": .string(Self.schema),
      "software": Self.software(report.software),
      "recordings": .array(
        report.recordings.map { Self.recording($0, arenas: report.arenas(of: $0)) }),
    ])
  }

  /// The program, as every document of the product names it.
  public static func software(_ software: Software) -> JSONValue {
    .object(["name": .string(software.name), "version": .string(software.version)])
  }

  /// What is known about a video file, as every document of the product writes it.
  public static func video(_ video: RecordingInfo) -> JSONValue {
    .object([
      "path": .string(video.path),
      "sha256": .string(video.sha256),
      "container": .string(video.container),
      "codec": .string(video.codec),
      "pixel_format": .string(video.pixelFormat),
      "width": .integer(video.width),
      "height": .integer(video.height),
      "rotation_degrees": .integer(video.rotationDegrees),
      "frames_decoded": .integer(video.framesDecoded),
      "decode_errors": .integer(video.decodeErrors),
      "first_pts_s": .number(video.firstPTS),
      "picture_start_s": .number(video.pictureStart),
      "duration_s": .number(video.duration),
      "nominal_fps": .number(video.nominalFPS),
      "variable_frame_rate": .bool(video.variableFrameRate),
    ])
  }

  private static func recording(_ recording: RecordingScore, arenas: [Arena]) -> JSONValue {
    .object(recordingMembers(recording, arenas: arenas))
  }

  /// The members of a recording.
  static func recordingMembers(
    _ recording: RecordingScore, arenas: [Arena]
  ) -> [String: JSONValue] {
    [
      "path": .string(recording.path),
      "video": recording.video.map(video) ?? .null,
      "settings": settings(recording, arenas: arenas),
      "animals": .array(recording.animals.map { .object(animalMembers($0)) }),
      "error": .string(recording.error),
    ]
  }

  /// The members of an animal.
  static func animalMembers(_ animal: AnimalScore) -> [String: JSONValue] {
    [
      "arena": .string(animal.arena),
      "animal_id": .string(animal.animalID),
      "trial_start_s": .number(animal.trialStart),
      "trial_start_confidence": .number(animal.trialStartConfidence),
      "noise_grey_levels": .number(animal.noise),
      "contrast_grey_levels": .number(animal.contrast),
      "animal_cells": .number(animal.area),
      "window_s": window(animal.window),
      "immobile_s": .number(animal.immobile),
      "immobile_plausible_s": animal.plausibleImmobile.map(edges) ?? .null,
      "mobile_s": .number(animal.mobile),
      "highly_mobile_s": .number(animal.highlyMobile),
      "unscored_s": .number(animal.unscored),
      "immobile_percent": .number(animal.immobilePercent),
      "latency_s": .number(animal.latency),
      "latency_censored": .bool(animal.latencyCensored),
      "bout_count": .integer(animal.boutCount),
      "bout_mean_s": .number(animal.boutMean),
      "bout_median_s": .number(animal.boutMedian),
      "bout_longest_s": .number(animal.boutLongest),
      "bins": .array(animal.bins.map(bin)),
      "bouts": .array(animal.bouts.map(bout)),
      "quality": .array(animal.quality.map(note)),
    ]
  }

  private static func bin(_ bin: Bin) -> JSONValue {
    .object([
      "start_s": .number(bin.start), "end_s": .number(bin.end),
      "immobile_s": .number(bin.immobile), "unscored_s": .number(bin.unscored),
    ])
  }

  private static func bout(_ bout: Bout) -> JSONValue {
    .object([
      "state": .string(bout.state.rawValue), "start_s": .number(bout.start),
      "end_s": .number(bout.end),
    ])
  }

  private static func note(_ note: QualityNote) -> JSONValue {
    .object([
      "flag": .string(note.flag), "start_s": .number(note.start), "end_s": .number(note.end),
      "detail": .string(note.detail),
    ])
  }

  private static func edges(_ range: ClosedRange<Double>) -> JSONValue {
    .array([.number(range.lowerBound), .number(range.upperBound)])
  }

  static func window(_ window: ScoringSettings.Window) -> JSONValue {
    .array([.number(window.start), .number(window.end)])
  }
}
