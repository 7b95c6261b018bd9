/// The arrays of a trace file, in their order in the file.
///
/// All are little endian and in C order, so that neighbouring numbers are neighbouring samples.
enum TraceArray: String, CaseIterable {
  case metadata
  case description
  case timeBase = "time_base"
  case pixelThreshold = "pixel_threshold"
  case arenaPixels = "arena_pixels"
  case noise
  case noiseDepth = "noise_depth"
  case ladder
  case tickStep = "tick_step"
  case frameStep = "frame_step"
  case keyframe
  case readingFlags = "reading_flags"
  case lagTicksShort = "lag_ticks_short"
  case lagTicksLong = "lag_ticks_long"
  case centreShort = "centre_short"
  case weightShort = "weight_short"
  case centreLong = "centre_long"
  case weightLong = "weight_long"
  case depthShort = "depth_short"
  case depthLong = "depth_long"
  case changedShort = "changed_short"
  case changedLong = "changed_long"
  case differenceShort = "difference_short"
  case differenceLong = "difference_long"
  case lightShiftShort = "light_shift_short"
  case lightShiftLong = "light_shift_long"
  case compensatedShort = "compensated_short"
  case compensatedLong = "compensated_long"
  case backgroundCentre = "background_centre"
  case backgroundWeight = "background_weight"
  case backgroundChanged = "background_changed"
  case backgroundCellsChanged = "background_cells_changed"
  case backgroundCellsStirred = "background_cells_stirred"
  case presenceArena = "presence_arena"
  case presenceSample = "presence_sample"
  case presenceFromFirst = "presence_from_first"
  case presenceFromLast = "presence_from_last"
  case presenceLastingFromFirst = "presence_lasting_from_first"
  case presenceLastingFromLast = "presence_lasting_from_last"
  case contrastGain = "contrast_gain"

  /// Whether each pixel threshold has an array of its own, with the threshold in its name.
  var isLadder: Bool {
    switch self {
    case .changedShort, .changedLong, .depthShort, .depthLong, .backgroundChanged: true
    default: false
    }
  }

  /// The names of the array, or of the arrays of a ladder.
  func names(pixelThresholds: [UInt8]) -> [String] {
    isLadder ? pixelThresholds.map(name) : [rawValue]
  }

  /// The array's name, with a pixel threshold where it is one of a ladder's.
  func name(at pixelThreshold: UInt8?) -> String {
    pixelThreshold.map { "\(rawValue)_\($0)" } ?? rawValue
  }

  /// The name of an array's file in the archive.
  static func fileName(_ name: String) -> String { name + ".npy" }

  /// What the array's axes run over.
  var axes: [String] {
    switch self {
    case .metadata, .description: []
    case .timeBase: ["part"]
    case .pixelThreshold: ["rung"]
    case .arenaPixels, .noise: ["arena"]
    case .noiseDepth: ["arena", "rung"]
    case .ladder: ["place", "part"]
    case .centreShort, .centreLong: ["arena", "place"]
    case .weightShort, .weightLong: ["arena", "place", "place"]
    case .backgroundCentre: ["background", "place"]
    case .backgroundWeight: ["background", "place", "place"]
    case .tickStep, .frameStep, .keyframe, .readingFlags, .lagTicksShort, .lagTicksLong,
      .backgroundCellsChanged, .backgroundCellsStirred, .contrastGain:
      ["sample"]
    case .changedShort, .changedLong, .depthShort, .depthLong: ["byte", "arena", "sample"]
    case .differenceShort, .differenceLong: ["byte", "arena", "sample"]
    case .lightShiftShort, .lightShiftLong, .compensatedShort, .compensatedLong:
      ["arena", "sample"]
    case .backgroundChanged: ["byte", "background", "sample"]
    case .presenceArena, .presenceSample, .presenceFromFirst, .presenceFromLast,
      .presenceLastingFromFirst, .presenceLastingFromLast:
      ["snapshot"]
    }
  }

  /// What the array holds, with its unit.
  var meaning: String {
    switch self {
    case .metadata: "what was read and how, JSON"
    case .description: "this text"
    case .timeBase: "numerator and denominator of one tick in seconds"
    case .pixelThreshold: "grey levels above which a pixel counts as changed, increasing"
    case .arenaPixels: "pixels of the arena inside the picture"
    case .noise: "standard deviation of the camera's noise, grey levels; NaN: nothing compared"
    case .noiseDepth: "mean depth that this noise alone makes, grey levels; NaN: nothing compared"
    case .ladder:
      "the order in which depth (0) and changed (1) foretell each other, with the pixel threshold; the "
        + "difference comes last"
    case .tickStep:
      "time stamp less that of the sample before (at first: the recording's first), ticks of time_base"
    case .frameStep: "position among the recording's frames less that of the sample before, or 0"
    case .keyframe: "whether a keyframe stands after the sample before, up to this one"
    case .readingFlags: "bits of flag_bits"
    case .lagTicksShort, .lagTicksLong: "the real lag, ticks; 0: nothing to compare with"
    case .centreShort, .centreLong, .backgroundCentre:
      "what the numbers at a place are kept less of, beside what those before foretell"
    case .weightShort, .weightLong, .backgroundWeight:
      "how much a number at an earlier place (last axis) foretells of one at a place, 1 / 65,536"
    case .changedShort, .changedLong:
      "pixels that changed by more than the threshold in the name, less what is foretold"
    case .depthShort, .depthLong:
      "by how much differences exceed the threshold in the name, mean over the arena's pixels, 1 / 1024 "
        + "grey level, less what is foretold"
    case .differenceShort, .differenceLong:
      "mean absolute difference over the arena's pixels, 1 / 256 grey level, less what is foretold"
    case .lightShiftShort, .lightShiftLong:
      "median of the signed differences, grey levels; without samples: 0 throughout"
    case .compensatedShort, .compensatedLong:
      "whether the light's change was taken out first; without samples: nowhere"
    case .backgroundChanged:
      "pixels outside the arenas, as in changed_short, of which the counts alone foretell each other; "
        + "nothing where the arenas leave too few"
    case .backgroundCellsChanged: "parts of the background in which much changed"
    case .backgroundCellsStirred: "parts of the background in which something changed, not by noise"
    case .presenceArena: "the arena that was looked at"
    case .presenceSample: "the sample at which it was looked at"
    case .presenceFromFirst: "part of the arena that differs from the first snapshot, 0-1"
    case .presenceFromLast: "part of the arena that differs from the last snapshot, 0-1"
    case .presenceLastingFromFirst: "part that differs from the first here and from here on, 0-1"
    case .presenceLastingFromLast: "part that differs from the last here and up to here, 0-1"
    case .contrastGain:
      "contrast beside that of a reference light, 1/1024; 0: not known; no numbers: 1 at all samples"
    }
  }

  /// How Python gets numbers from the arrays, `z` being `numpy.load(FILE)` and `join`, `names`, `add` and
  /// `ladder` the first of them.
  static let python: [String: String] = [
    "join": "lambda b: np.tensordot(256 ** np.arange(len(b)), b, 1)",
    "names":
      "lambda lag: [f\"{('depth', 'changed')[k]}_{lag}_{t}\" for k, t in z['ladder']]"
      + " + ['difference_' + lag]",
    "add":
      "lambda lag: lambda x, n: np.concatenate([x, [join(z[n]) + z['centre_' + lag][:, len(x), None]"
      + " + np.rint(np.einsum('ap,pas->as', z['weight_' + lag][:, len(x), :len(x)] / 65536, x))"
      + ".astype(int)]])",
    "ladder":
      "lambda lag: dict(zip(names(lag), functools.reduce(add(lag), names(lag),"
      + " np.zeros((0,) + z['difference_' + lag].shape[1:], int))))  # [arena, sample] of each name",
    "metadata": "json.loads(z['metadata'].item())",
    "time_s": "z['tick_step'].cumsum() * z['time_base'][0] / z['time_base'][1]",
    "frame": "z['frame_step'].cumsum()",
    "changed_pixels":
      "np.stack([ladder('short')[f'changed_short_{t}'] for t in z['pixel_threshold']], 1)"
      + "  # [arena, rung, sample]",
    "depth":
      "np.stack([ladder('short')[f'depth_short_{t}'] for t in z['pixel_threshold']], 1) / 1024"
      + "  # [arena, rung, sample], grey levels",
    "mean_difference":
      "ladder('short')['difference_short'] / 256  # [arena, sample], grey levels",
  ]
}
