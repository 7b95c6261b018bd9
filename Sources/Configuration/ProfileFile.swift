import ImmobilityCore

/// A profile: classifier settings fitted by calibration, laid over a protocol's settings.
///
/// ```toml
/// schema = "stillwater.profile/1"
/// name = "room 2, white mice"
/// protocol = "fst-mouse"                 # optional
///
/// [settings]                             # any of them; the others stay as the protocol has them
/// motion_threshold_percent = 0.42
/// min_immobile_s = 1.0
///
/// [evidence]                             # kept by calibration; only these two are read here
/// verdict = "Stillwater differs from anna by 4.1 s per animal (animals it did not see)."
///
/// [evidence.fitted_on]                   # what the recordings were like: another one gets a warning
/// noise_grey_levels = [0.8, 1.4]
/// ```
public struct ProfileFile: Sendable, Equatable {
  /// The name and version of the file's form.
  public static let schema = "stillwater.profile/1"

  /// The profile's name.
  public var name: String
  /// The protocol it was fitted for; `nil` where it does not say.
  public var protocolDefaults: TestProtocol?
  /// The recordings that it was fitted on, from its evidence; `nil` where it does not say.
  public var fittedOn: FittedRanges?
  /// How well its settings agree with people, from its evidence, in words; `nil` where it does not say.
  public var verdict: String?
  private var numbers: [String: Double] = [:]
  private var measure: MotionMeasure?
  private var pixelThreshold: PixelThreshold?

  /// The settings that are numbers other than the pixel threshold, by their names in files.
  static var numberKeys: [(key: String, property: WritableKeyPath<ScoringSettings, Double>)] {
    [
      ("lag_s", \.lag), ("long_lag_s", \.longLag), ("excess_constant", \.excessConstant),
      ("motion_threshold_percent", \.motionThreshold), ("smoothing_s", \.smoothing),
      ("exit_ratio", \.exitRatio), ("min_immobile_s", \.minImmobile),
      ("min_mobile_s", \.minMobile), ("bridge_s", \.bridge),
    ]
  }
  static let measureKey = "measure"
  static let pixelThresholdKey = "pixel_threshold_grey_levels"
  static let highlyMobileKey = "highly_mobile_threshold_percent"
  private static let settingsHeader = "[settings]"
  static let fittedOnKey = "fitted_on"
  private static let fittedOnHeader = "[evidence.fitted_on]"

  /// Reads the profile at `path`.
  ///
  /// - Throws: when the file is missing or anything in it but its evidence is not understood.
  public static func read(path: String) throws(ConfigurationError) -> ProfileFile {
    try ProfileFile(TOMLDocument(path: path))
  }

  /// Reads a profile from TOML text; `path` only names it in errors.
  ///
  /// - Throws: when anything in the text but its evidence is not understood.
  public static func read(text: String, path: String) throws(ConfigurationError) -> ProfileFile {
    try ProfileFile(TOMLDocument(text: text, path: path))
  }

  /// Lays the profile over settings; what the profile does not set stays.
  public func apply(to settings: inout ScoringSettings) {
    settings.profileName = name
    settings.isCalibrated = true
    settings.fittedOn = fittedOn
    if let measure { settings.measure = measure }
    if let pixelThreshold { settings.pixelThreshold = pixelThreshold }
    if let threshold = numbers[Self.highlyMobileKey] { settings.highlyMobileThreshold = threshold }
    for (key, property) in Self.numberKeys {
      if let value = numbers[key] { settings[keyPath: property] = value }
    }
  }

  private init(_ document: TOMLDocument) throws(ConfigurationError) {
    let root = document.root
    try document.requireKnownKeys(
      root, ["schema", "name", "protocol", "settings", "evidence"], in: "the profile",
      header: nil)
    guard root["schema"] == .string(Self.schema) else {
      throw document.error(
        "is not a profile that this version reads; it needs schema = \"\(Self.schema)\"",
        line: document.line(of: "schema", under: nil))
    }
    guard case .string(let name)? = root["name"], !name.trimmingBlanks.isEmpty else {
      throw document.error(
        "the profile has no name; add name = \"...\"", line: document.line(of: "name", under: nil))
    }
    self.name = name
    if let node = root["protocol"] {
      protocolDefaults = try Self.choice(
        node, of: TestProtocol.self, key: "protocol", header: nil, in: document)
    }
    fittedOn = try Self.ranges(root["evidence"], in: document)
    if case .table(let evidence)? = root["evidence"], case .string(let text)? = evidence["verdict"]
    {
      verdict = text
    }
    switch root["settings"] {
    case nil: break
    case .table(let table)?: try readSettings(table, in: document)
    case let node?:
      throw document.error("settings is \(node.type); write it as a table [settings]")
    }
  }

  private mutating func readSettings(
    _ table: [String: TOMLNode], in document: TOMLDocument
  ) throws(ConfigurationError) {
    let numberKeys = Self.numberKeys.map(\.key) + [Self.highlyMobileKey]
    try document.requireKnownKeys(
      table, [Self.measureKey, Self.pixelThresholdKey] + numberKeys, in: "[settings]",
      header: Self.settingsHeader)
    if let node = table[Self.measureKey] {
      measure = try Self.choice(
        node, of: MotionMeasure.self, key: Self.measureKey, header: Self.settingsHeader,
        in: document)
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
          line: document.line(of: Self.pixelThresholdKey, under: Self.settingsHeader))
      }
    }
    for key in numberKeys {
      guard let node = table[key] else { continue }
      guard let value = node.number, value.isFinite else {
        throw document.error(
          "\(key) is \(node.number == nil ? node.type : "not finite"); it must be a number",
          line: document.line(of: key, under: Self.settingsHeader))
      }
      numbers[key] = value
    }
  }

  /// The ranges in `[evidence.fitted_on]`; the rest of the evidence is for people.
  private static func ranges(
    _ evidence: TOMLNode?, in document: TOMLDocument
  ) throws(ConfigurationError) -> FittedRanges? {
    guard case .table(let evidence)? = evidence, let node = evidence[fittedOnKey] else {
      return nil
    }
    guard case .table(let table) = node else {
      throw document.error("\(fittedOnKey) is \(node.type); write it as a table \(fittedOnHeader)")
    }
    try document.requireKnownKeys(
      table, FittedRanges.Quantity.allCases.map(\.rawValue), in: fittedOnHeader,
      header: fittedOnHeader)
    var ranges = FittedRanges()
    for quantity in FittedRanges.Quantity.allCases {
      guard let node = table[quantity.rawValue] else { continue }
      guard case .array(let edges) = node, edges.count == 2, let low = edges[0].number,
        let high = edges[1].number, low.isFinite, high.isFinite, low <= high
      else {
        throw document.error(
          "\(quantity.rawValue) must be a list of two numbers, the least and the most",
          line: document.line(of: quantity.rawValue, under: fittedOnHeader))
      }
      ranges[keyPath: quantity.path] = low...high
    }
    return ranges
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: TOMLNode, of type: Choice.Type, key: String, header: String?,
    in document: TOMLDocument
  ) throws(ConfigurationError) -> Choice {
    let known = Choice.allCases.map(\.rawValue)
    guard case .string(let text) = node, let choice = Choice(rawValue: text) else {
      var message = "\(key) must be one of \(known.joined(separator: ", "))"
      if case .string(let text) = node,
        let meant = NearestKey.nearest(to: text, among: known)
      {
        message += "; '\(text)' is none of them; did you mean '\(meant)'?"
      }
      throw document.error(message, line: document.line(of: key, under: header))
    }
    return choice
  }
}
