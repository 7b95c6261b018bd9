import FoundationEssentials
import ImmobilityCore

/// Settings and arenas as one text: JSON with sorted keys, every value of `ScoringSettings` in it, and
/// numbers with the fewest digits that read as the very same. Equal settings have equal texts.
///
/// The store keeps each text once, however many recordings were scored with it; animals' ids are
/// left out for that and stand with the animals. Hashes of settings are taken over such texts too.
public struct SettingsText: Sendable, Hashable {
  /// The text.
  public let text: String

  /// The text of settings and of the arenas they were used on.
  public init(_ settings: ScoringSettings, arenas: [Arena]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let form = Form(settings: .init(settings), arenas: arenas.map(Form.Region.init))
    // Encoding values of these types has no way to fail.
    let data = (try? encoder.encode(form)) ?? Data()
    text = String(decoding: data, as: UTF8.self)
  }

  /// A text as it was made before.
  public init(stored: String) { text = stored }

  /// The settings and arenas; `nil` where the text is not one that `init` makes.
  public func values() -> (settings: ScoringSettings, arenas: [Arena])? {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let form = try? decoder.decode(Form.self, from: Data(text.utf8)),
      let settings = form.settings.settings
    else { return nil }
    var arenas: [Arena] = []
    for region in form.arenas {
      guard let arena = region.arena else { return nil }
      arenas.append(arena)
    }
    return (settings, arenas)
  }

  fileprivate struct Form: Codable {
    var settings: Values
    var arenas: [Region]
  }
}

extension SettingsText.Form {
  fileprivate struct Values: Codable {
    var protocolName: String?
    var profileName: String?
    var isCalibrated: Bool
    var fittedOn: [String: [Double]]?
    /// Nothing where the start is found in each recording.
    var trialStart: Double?
    /// Nothing where all arenas have the same; a number that is nothing where it is found.
    var arenaTrialStarts: [String: Double?]?
    var trialLength: Double?
    var window: [Double]?
    var measure: String
    var lag: Double
    var analysisRate: Double?
    var cleaning: [String]
    /// Nothing where it comes from the noise.
    var pixelThreshold: UInt8?
    var motionThreshold: Double
    var highlyMobileThreshold: Double?
    var smoothing: Double
    var exitRatio: Double
    var minImmobile: Double
    var minMobile: Double
    var bridge: Double
    var bin: Double
  }

  fileprivate struct Region: Codable {
    var name: String
    var shape: String
    var relative: Bool
    /// In the order of arena files; x and y of each corner of a polygon.
    var numbers: [Double]
  }
}

extension SettingsText.Form.Values {
  fileprivate init(_ settings: ScoringSettings) {
    protocolName = settings.protocolName
    profileName = settings.profileName
    isCalibrated = settings.isCalibrated
    if let ranges = settings.fittedOn {
      fittedOn = [:]
      for quantity in FittedRanges.Quantity.allCases {
        if let range = ranges[keyPath: quantity.path] {
          fittedOn?[quantity.rawValue] = [range.lowerBound, range.upperBound]
        }
      }
    }
    trialStart = settings.trialStart.time
    if !settings.arenaTrialStarts.isEmpty {
      arenaTrialStarts = settings.arenaTrialStarts.mapValues(\.time)
    }
    trialLength = settings.trialLength
    window = settings.window.map { [$0.start, $0.end] }
    measure = settings.measure.rawValue
    lag = settings.lag
    analysisRate = settings.analysisRate
    cleaning = settings.cleaning.names
    if case .fixed(let level) = settings.pixelThreshold { pixelThreshold = level }
    motionThreshold = settings.motionThreshold
    highlyMobileThreshold = settings.highlyMobileThreshold
    smoothing = settings.smoothing
    exitRatio = settings.exitRatio
    minImmobile = settings.minImmobile
    minMobile = settings.minMobile
    bridge = settings.bridge
    bin = settings.bin
  }

  fileprivate var settings: ScoringSettings? {
    guard let measure = MotionMeasure(rawValue: measure) else { return nil }
    var cleaning: Cleaning = []
    for name in self.cleaning {
      guard let kind = Cleaning(name: name) else { return nil }
      cleaning.formUnion(kind)
    }
    var ranges = fittedOn.map { _ in FittedRanges() }
    for (name, edges) in fittedOn ?? [:] {
      guard let quantity = FittedRanges.Quantity(rawValue: name), edges.count == 2,
        edges[0] <= edges[1]
      else { return nil }
      ranges?[keyPath: quantity.path] = edges[0]...edges[1]
    }
    if let window, window.count != 2 { return nil }
    return ScoringSettings(
      protocolName: protocolName, profileName: profileName, isCalibrated: isCalibrated,
      fittedOn: ranges, trialStart: TrialStart(time: trialStart),
      arenaTrialStarts: arenaTrialStarts?.mapValues(TrialStart.init(time:)) ?? [:],
      trialLength: trialLength, window: window.map { .init(start: $0[0], end: $0[1]) },
      measure: measure, lag: lag, analysisRate: analysisRate, cleaning: cleaning,
      pixelThreshold: pixelThreshold.map(PixelThreshold.fixed) ?? .fromNoise,
      motionThreshold: motionThreshold, highlyMobileThreshold: highlyMobileThreshold,
      smoothing: smoothing, exitRatio: exitRatio, minImmobile: minImmobile, minMobile: minMobile,
      bridge: bridge, bin: bin)
  }
}

extension SettingsText.Form.Region {
  fileprivate init(_ arena: Arena) {
    name = arena.name
    relative = arena.coordinates == .relative
    switch arena.shape {
    case .wholePicture: (shape, numbers) = ("whole_picture", [])
    case .rectangle(let x, let y, let width, let height):
      (shape, numbers) = ("rectangle", [x, y, width, height])
    case .ellipse(let centerX, let centerY, let radiusX, let radiusY):
      (shape, numbers) = ("ellipse", [centerX, centerY, radiusX, radiusY])
    case .polygon(let corners): (shape, numbers) = ("polygon", corners.flatMap { [$0.x, $0.y] })
    }
  }

  fileprivate var arena: Arena? {
    let region: Arena.Shape
    switch (shape, numbers.count) {
    case ("whole_picture", 0): region = .wholePicture
    case ("rectangle", 4):
      region = .rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    case ("ellipse", 4):
      region = .ellipse(
        centerX: numbers[0], centerY: numbers[1], radiusX: numbers[2], radiusY: numbers[3])
    case ("polygon", let count) where count.isMultiple(of: 2):
      region = .polygon(
        stride(from: 0, to: count, by: 2).map { .init(x: numbers[$0], y: numbers[$0 + 1]) })
    default: return nil
    }
    return Arena(name: name, shape: region, coordinates: relative ? .relative : .pixels)
  }
}
