import ImmobilityCore

/// What `[settings]` of a study lays over its protocol and profile: the keys of a profile, and the
/// trial, the window, the bins, the analysis rate and the cleaning.
public struct StudySettings: Sendable, Equatable {
  /// Where the trial starts; `nil` leaves it as it is.
  public var trialStart: TrialStart?
  /// The trial's length, seconds.
  public var trialLength: Double?
  /// The analysis window, seconds from trial start.
  public var window: ScoringSettings.Window?
  /// The width of a bin, seconds.
  public var bin: Double?
  /// The most samples per second; `.some(nil)` analyses every frame.
  public var analysisRate: Double??
  /// The artefacts that are kept out.
  public var cleaning: Cleaning?
  var classifier = ClassifierSettings()

  /// Nothing: everything stays as protocol and profile say.
  public init() {}

  static let header = "[settings]"
  static let keys =
    [
      "trial_start_s", "trial_length_s", "window_s", "bin_s", "analysis_rate_hz", "cleaning",
    ] + ClassifierSettings.keys

  init(_ table: [String: TOMLNode], in document: TOMLDocument) throws(InputFileError) {
    let header = Self.header
    try document.requireKnownKeys(table, Self.keys, in: header, header: header)
    classifier = try ClassifierSettings(table, header: header, in: document)
    if let node = table["trial_start_s"] {
      trialStart =
        node == .string("auto")
        ? .found : .at(try document.number(node, key: "trial_start_s", header: header))
    }
    if let node = table["trial_length_s"] {
      trialLength = try document.number(node, key: "trial_length_s", header: header)
    }
    if let node = table["window_s"] {
      guard case .array(let edges) = node, edges.count == 2, let start = edges[0].number,
        let end = edges[1].number
      else {
        throw document.error(
          "window_s must be a list of two numbers, start and end in seconds from trial start",
          line: document.line(of: "window_s", under: header))
      }
      window = .init(start: start, end: end)
    }
    if let node = table["bin_s"] {
      bin = try document.number(node, key: "bin_s", header: header)
    }
    if let node = table["analysis_rate_hz"] {
      analysisRate =
        node == .string("all")
        ? .some(nil) : try document.number(node, key: "analysis_rate_hz", header: header)
    }
    if let node = table["cleaning"] { cleaning = try Self.cleaning(node, in: document) }
  }

  private static func cleaning(
    _ node: TOMLNode, in document: TOMLDocument
  ) throws(InputFileError) -> Cleaning {
    if node == .string("all") { return .all }
    if node == .string("none") { return [] }
    var kinds: Cleaning = []
    for name in try document.texts(node, key: "cleaning", header: header) {
      guard let kind = Cleaning(name: name) else {
        throw document.error(
          "cleaning: '\(name)' is no kind of artefact; it takes \"all\", \"none\" or a list of "
            + Cleaning.all.names.joined(separator: ", "),
          line: document.line(of: "cleaning", under: header))
      }
      kinds.insert(kind)
    }
    return kinds
  }

  /// Lays it over settings, which stay calibrated only where they classify as before.
  public func apply(to settings: inout ScoringSettings) {
    let fitted = settings
    classifier.apply(to: &settings)
    if let trialStart { settings.trialStart = trialStart }
    if let trialLength { settings.trialLength = trialLength }
    if let window { settings.window = window }
    if let bin { settings.bin = bin }
    if let analysisRate { settings.analysisRate = analysisRate }
    if let cleaning { settings.cleaning = cleaning }
    settings.isCalibrated = fitted.isCalibrated && settings.classifiesLike(fitted)
  }
}
