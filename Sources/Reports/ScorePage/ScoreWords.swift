import ImmobilityCore

/// Times and settings in words, for pages.
enum ScoreWords {
  /// A stretch of time, seconds: `12.5-18.0 s`.
  static func span(_ start: Double, _ end: Double) -> String {
    "\(DecimalText.fixed(start, decimals: 1))-\(DecimalText.fixed(end, decimals: 1)) s"
  }

  /// A stretch of whole or broken seconds as it was asked for: `120-360 s`.
  static func window(_ window: ScoringSettings.Window) -> String {
    "\(DecimalText.text(window.start))-\(DecimalText.text(window.end)) s"
  }

  /// Seconds for people.
  static func seconds(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0, decimals: 1) } ?? "-"
  }

  /// Between which seconds an animal's immobile time plausibly lies: `8.1-12.4`.
  static func plausible(_ animal: AnimalScore) -> String {
    animal.plausibleImmobile.map { "\(seconds($0.lowerBound))-\(seconds($0.upperBound))" } ?? "-"
  }

  /// The names of quality notes in words, each once, in the order of their first appearance.
  static func flags(_ notes: [QualityNote]) -> [String] {
    var names: [String] = []
    for note in notes where !names.contains(note.flag) { names.append(note.flag) }
    return names.map { $0.split(separator: "_").joined(separator: " ") }
  }

  /// Every setting in force: name, value with its unit.
  static func settings(_ settings: ScoringSettings) -> [[String]] {
    func s(_ value: Double) -> String { DecimalText.text(value) + " s" }
    func start(_ start: TrialStart) -> String {
      start.time.map { s($0) + " into the recording" }
        ?? "found for each animal, where it is put into its arena"
    }
    let ownStarts = settings.arenaTrialStarts.sorted { $0.key < $1.key }.map { name, own in
      ["trial start of \(name)", start(own)]
    }
    let pixels =
      switch settings.pixelThreshold {
      case .fixed(let level): "\(level) grey levels"
      case .fromNoise: "from each recording's noise"
      }
    var rows = [
      ["protocol", settings.protocolName ?? "none"],
      ["profile", settings.profileName ?? "none"],
      ["calibrated", settings.isCalibrated ? "yes, by the profile" : "no"],
      ["trial start", start(settings.trialStart)],
    ]
    rows += ownStarts
    rows += [
      ["trial length", settings.trialLength.map(s) ?? "to the end of the recording"],
      ["analysis window, from trial start", settings.window.map(window) ?? "the whole trial"],
      ["measure", settings.measure.words],
      ["lag" + (settings.measure.isOfCells ? artefacts : ""), s(settings.lag)],
      [
        "most samples per second",
        settings.analysisRate.map { DecimalText.text($0) } ?? "every frame",
      ],
      [
        "artefacts kept out",
        settings.cleaning.names.isEmpty ? "none" : settings.cleaning.names.joined(separator: ", "),
      ],
      ["pixel threshold" + (settings.measure == .changed ? "" : artefacts), pixels],
      ["motion threshold", DecimalText.text(settings.motionThreshold) + " %"],
      [
        "highly mobile threshold",
        settings.highlyMobileThreshold.map { DecimalText.text($0) + " %" } ?? "not assessed",
      ],
      ["smoothing", s(settings.smoothing)],
      ["exit ratio", DecimalText.text(settings.exitRatio)],
      ["shortest immobile bout", s(settings.minImmobile)],
      ["shortest interruption", s(settings.minMobile)],
      ["longest bridged gap", s(settings.bridge)], ["bin", s(settings.bin)],
    ]
    return rows
  }

  /// What is said of settings that the measure does not read.
  private static let artefacts = ", to find artefacts"
}

extension MotionMeasure {
  /// The measure in words.
  var words: String {
    switch self {
    case .strokes: "strokes"
    case .movement: "movement"
    case .changed: "changed fraction"
    case .meanAbsDiff: "mean absolute difference"
    }
  }

  /// The label of an axis, with the unit.
  var axis: String {
    switch self {
    case .strokes: "motion, % of the animal's vigour"
    case .movement: "motion, % of the animal"
    case .changed: "motion, % of arena"
    case .meanAbsDiff: "motion, % of 255"
    }
  }
}

extension State {
  /// The state in words.
  var words: String { self == .highlyMobile ? "highly mobile" : rawValue }
}
