import ImmobilityCore

/// A profile: classifier settings fitted by calibration, laid over a protocol's settings.
///
/// ```toml
/// schema = "stillwater.profile/1"
/// name = "room 2, white mice"
/// protocol = "fst-mouse"                 # optional
///
/// [settings]                             # any of them; the others stay as the protocol has them
/// motion_threshold_percent = 18
/// min_immobile_s = 1.0
///
/// [evidence]                             # kept by calibration; what is read here: verdict, figures, ranges
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
  /// The figures of that agreement; `nil` where there is no evidence.
  public var agreement: ProfileAgreement?
  private var settings = ClassifierSettings()

  private static let settingsHeader = "[settings]"
  static let fittedOnKey = "fitted_on"
  private static let fittedOnHeader = "[evidence.fitted_on]"

  /// Reads the profile at `path`.
  ///
  /// - Throws: when the file is missing or anything in it but its evidence is not understood.
  public static func read(path: String) throws(InputFileError) -> ProfileFile {
    try ProfileFile(TOMLDocument(path: path))
  }

  /// Reads a profile from TOML text; `path` only names it in errors.
  ///
  /// - Throws: when anything in the text but its evidence is not understood.
  public static func read(text: String, path: String) throws(InputFileError) -> ProfileFile {
    try ProfileFile(TOMLDocument(text: text, path: path))
  }

  /// Lays the profile over settings; what the profile does not set stays.
  public func apply(to settings: inout ScoringSettings) {
    settings.profileName = name
    settings.isCalibrated = true
    settings.fittedOn = fittedOn
    self.settings.apply(to: &settings)
  }

  private init(_ document: TOMLDocument) throws(InputFileError) {
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
      protocolDefaults = try document.choice(
        node, of: TestProtocol.self, key: "protocol", header: nil)
    }
    fittedOn = try Self.ranges(root["evidence"], in: document)
    if case .table(let evidence)? = root["evidence"] {
      agreement = ProfileAgreement(evidence)
      if case .string(let text)? = evidence["verdict"] { verdict = text }
    }
    let table = try document.table("settings")
    try document.requireKnownKeys(
      table, ClassifierSettings.keys, in: "[settings]", header: Self.settingsHeader)
    settings = try ClassifierSettings(table, header: Self.settingsHeader, in: document)
  }

  /// The ranges in `[evidence.fitted_on]`; the rest of the evidence is for people.
  private static func ranges(
    _ evidence: TOMLNode?, in document: TOMLDocument
  ) throws(InputFileError) -> FittedRanges? {
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
}
