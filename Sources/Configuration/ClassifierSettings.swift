import ImmobilityCore

/// The settings that classify motion, as a table of a profile or of a study names them: any of them,
/// the others stay as they are.
struct ClassifierSettings: Sendable, Equatable {
  /// The settings that are numbers other than the pixel threshold, by their names in files.
  static var numberKeys: [(key: String, property: WritableKeyPath<ScoringSettings, Double>)] {
    [
      ("lag_s", \.lag), ("motion_threshold_percent", \.motionThreshold),
      ("smoothing_s", \.smoothing),
      ("exit_ratio", \.exitRatio), ("min_immobile_s", \.minImmobile),
      ("min_mobile_s", \.minMobile), ("bridge_s", \.bridge),
    ]
  }
  static let measureKey = "measure"
  static let pixelThresholdKey = "pixel_threshold_grey_levels"
  static let highlyMobileKey = "highly_mobile_threshold_percent"
  /// Every key that a table of them may hold.
  static var keys: [String] {
    [measureKey, pixelThresholdKey] + numberKeys.map(\.key) + [highlyMobileKey]
  }

  private var numbers: [String: Double] = [:]
  private var measure: MotionMeasure?
  private var pixelThreshold: PixelThreshold?

  /// No setting: all stay as they are.
  init() {}

  /// Reads the settings in a table under `header`; keys that are none are left alone.
  init(
    _ table: [String: TOMLNode], header: String, in document: TOMLDocument
  ) throws(InputFileError) {
    if let node = table[Self.measureKey] {
      measure = try document.choice(
        node, of: MotionMeasure.self, key: Self.measureKey, header: header)
    }
    if let node = table[Self.pixelThresholdKey] {
      if node == .string("auto") {
        pixelThreshold = .fromNoise
      } else if case .integer(let value) = node, let level = UInt8(exactly: value) {
        pixelThreshold = .fixed(level)
      } else {
        throw document.error(
          "\(Self.pixelThresholdKey) must be a whole number of grey levels from 0 to 255, or "
            + "\"auto\" to derive it from each recording's noise",
          line: document.line(of: Self.pixelThresholdKey, under: header))
      }
    }
    for key in Self.numberKeys.map(\.key) + [Self.highlyMobileKey] {
      guard let node = table[key] else { continue }
      numbers[key] = try document.number(node, key: key, header: header)
    }
  }

  /// Lays them over settings.
  func apply(to settings: inout ScoringSettings) {
    if let measure { settings.measure = measure }
    if let pixelThreshold { settings.pixelThreshold = pixelThreshold }
    if let threshold = numbers[Self.highlyMobileKey] { settings.highlyMobileThreshold = threshold }
    for (key, property) in Self.numberKeys {
      if let value = numbers[key] { settings[keyPath: property] = value }
    }
  }
}
