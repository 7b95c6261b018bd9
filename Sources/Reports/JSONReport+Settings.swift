import ImmobilityCore

extension JSONReport {
  /// Every setting in force after defaults, protocol, profile and options, with its unit in its
  /// name, and the arenas, in the recording's pixels as far as its size is known.
  static func settings(_ recording: RecordingScore, arenas: [Arena]) -> JSONValue {
    let settings = recording.settings
    return .object([
      "protocol": .string(settings.protocolName),
      "profile": .string(settings.profileName),
      "calibration": .string(settings.isCalibrated ? "profile" : "uncalibrated"),
      "trial_start": .string(word(for: settings.trialStart)),
      "trial_start_s": .number(settings.trialStart.time),
      "arena_trial_starts": .array(
        settings.arenaTrialStarts.sorted { $0.key < $1.key }.map { name, start in
          .object([
            "arena": .string(name), "trial_start": .string(word(for: start)),
            "trial_start_s": .number(start.time),
          ])
        }),
      "trial_length_s": .number(settings.trialLength),
      "window_s": settings.window.map(window) ?? .null,
      "measure": .string(settings.measure.rawValue),
      "lag_s": .number(settings.lag),
      "analysis_rate_hz": .number(settings.analysisRate),
      "cleaning": .array(settings.cleaning.names.map { .string($0) }),
      "pixel_threshold": .string(settings.pixelThreshold == .fromNoise ? "auto" : "given"),
      "pixel_threshold_grey_levels": .integer(recording.pixelThreshold.map { Int($0) }),
      "motion_threshold_percent": .number(settings.motionThreshold),
      "highly_mobile_threshold_percent": .number(settings.highlyMobileThreshold),
      "smoothing_s": .number(settings.smoothing),
      "exit_ratio": .number(settings.exitRatio),
      "min_immobile_s": .number(settings.minImmobile),
      "min_mobile_s": .number(settings.minMobile),
      "bridge_s": .number(settings.bridge),
      "bin_s": .number(settings.bin),
      "arenas": .array(arenas.map { arena($0, video: recording.video) }),
    ])
  }

  private static func word(for start: TrialStart) -> String {
    start == .found ? "auto" : "given"
  }

  /// An arena; `coordinates_px` holds x, y, width, height of a rectangle, centre x, y and the two
  /// radii of an ellipse, pairs x, y of a polygon's corners, and is `null` for the whole picture.
  /// `coordinates_relative` holds the same as parts of the picture, 0-1, where they were given so;
  /// `coordinates_px` is then `null` for a recording whose size never became known.
  private static func arena(_ arena: Arena, video: RecordingInfo?) -> JSONValue {
    let isRelative = arena.coordinates == .relative
    let inPixels =
      isRelative ? video.map { arena.inPixels(width: $0.width, height: $0.height) } : arena
    return .object([
      "name": .string(arena.name), "animal_id": .string(arena.animalID),
      "shape": .string(shape(arena.shape)),
      "coordinates_px": inPixels.map { coordinates($0.shape) } ?? .null,
      "coordinates_relative": isRelative ? coordinates(arena.shape) : .null,
    ])
  }

  /// The name of a shape, as every document of the product writes it.
  public static func shape(_ shape: Arena.Shape) -> String {
    switch shape {
    case .wholePicture: "whole_picture"
    case .rectangle: "rectangle"
    case .ellipse: "ellipse"
    case .polygon: "polygon"
    }
  }

  /// A shape's numbers; `null` for the whole picture.
  public static func coordinates(_ shape: Arena.Shape) -> JSONValue {
    switch shape {
    case .wholePicture: .null
    case .rectangle(let x, let y, let width, let height):
      .array([.number(x), .number(y), .number(width), .number(height)])
    case .ellipse(let centerX, let centerY, let radiusX, let radiusY):
      .array([.number(centerX), .number(centerY), .number(radiusX), .number(radiusY)])
    case .polygon(let corners):
      .array(corners.map { .array([.number($0.x), .number($0.y)]) })
    }
  }
}
