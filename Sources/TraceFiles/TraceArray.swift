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
  case contrast
  case area
  case cellNoise = "cell_noise"
  case fromRest = "from_rest"
  case tickStep = "tick_step"
  case frameStep = "frame_step"
  case keyframe
  case readingFlags = "reading_flags"
  case lagTicks = "lag_ticks"
  case reachTicks = "reach_ticks"
  case strokes
  case movement
  case changed
  case meanDifference = "mean_difference"
  case lightShift = "light_shift"
  case compensated
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
  var isOfThresholds: Bool { self == .changed || self == .backgroundChanged }

  /// The names of the array, or of the arrays of all pixel thresholds.
  func names(pixelThresholds: [UInt8]) -> [String] {
    isOfThresholds ? pixelThresholds.map(name) : [rawValue]
  }

  /// The array's name, with a pixel threshold where each has an array of its own.
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
    case .arenaPixels, .noise, .contrast, .area, .cellNoise, .fromRest: ["arena"]
    case .tickStep, .frameStep, .keyframe, .readingFlags, .lagTicks, .reachTicks,
      .backgroundCellsChanged, .backgroundCellsStirred, .contrastGain:
      ["sample"]
    case .strokes, .movement, .lightShift, .compensated: ["arena", "sample"]
    case .changed, .meanDifference: ["byte", "arena", "sample"]
    case .backgroundChanged: ["byte", "sample"]
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
    case .contrast:
      "how far the animal's cells lie from what is behind it, grey levels; NaN: not known"
    case .area: "the number of cells that the animal covers; NaN: not known"
    case .cellNoise: "standard deviation of the cells' noise, grey levels; NaN: not known"
    case .fromRest:
      "1: the animal hardly left its place, and contrast and area come from how it looks there; 0: it moved; "
        + "NaN: not known"
    case .tickStep:
      "time stamp less that of the sample before (at first: the recording's first), ticks of time_base"
    case .frameStep: "position among the recording's frames less that of the sample before, or 0"
    case .keyframe: "whether there is a keyframe after the sample before, up to this one"
    case .readingFlags: "bits of flag_bits"
    case .lagTicks: "the real lag, ticks; 0: nothing to compare with"
    case .reachTicks: "how far back the window of the cells reaches, ticks; 0: no window"
    case .strokes: "strokes in the window of the cells, 1/100 percent of the animal"
    case .movement: "all movement in the window of the cells, 1/100 percent of the animal"
    case .changed: "pixels that changed over the lag by more than the threshold in the name"
    case .meanDifference: "mean absolute difference over the arena's pixels, 1/256 grey level"
    case .lightShift:
      "median of the signed differences, grey levels; without samples: 0 throughout"
    case .compensated:
      "whether the light's change was taken out first; without samples: nowhere"
    case .backgroundChanged:
      "pixels outside the arenas, as in changed; nothing where the arenas leave too few"
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

  /// How Python gets numbers from the arrays, `z` being `numpy.load(FILE)` and `join` the first of them.
  static let python: [String: String] = [
    "join": "lambda b: np.tensordot(256 ** np.arange(len(b)), b, 1)  # axis 0: byte, lowest first",
    "metadata": "json.loads(z['metadata'].item())",
    "time_s": "z['tick_step'].cumsum() * z['time_base'][0] / z['time_base'][1]",
    "frame": "z['frame_step'].cumsum()",
    "strokes": "z['strokes'] / 100  # [arena, sample], percent",
    "movement": "z['movement'] / 100  # [arena, sample], percent",
    "changed_pixels":
      "np.stack([join(z[f'changed_{t}']) for t in z['pixel_threshold']], 1)"
      + "  # [arena, rung, sample]",
    "mean_difference": "join(z['mean_difference']) / 256  # [arena, sample], grey levels",
  ]
}
