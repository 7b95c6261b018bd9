/// A setting, or a combination of settings, that cannot be used.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The setting's name as it stands in files, with its unit, such as `lag_s`.
  public var setting: String
  /// The value that was asked for.
  public var value: String
  /// What is allowed, in words that follow "must be".
  public var allowed: String

  /// Makes an error about a setting, its value and what it must be.
  public init(setting: String, value: String, allowed: String) {
    self.setting = setting
    self.value = value
    self.allowed = allowed
  }

  /// `lag_s is 0.0; it must be a number of seconds above 0`.
  public var description: String { "\(setting) is \(value); it must be \(allowed)" }
}

extension ScoringSettings {
  /// The largest number of bins that a window may be cut into.
  public static let mostBins = 100_000.0

  /// The widest moving mean, seconds; a mean over more than this is no measure of the moment.
  public static let mostSmoothing = 60.0

  /// Checks every setting alone and the settings against each other.
  ///
  /// A window or trial that reaches past the recording's end is found only when the recording's
  /// length is known, so it is not looked for here.
  ///
  /// - Throws: the first setting that cannot be used, in the order of the properties.
  public func validate() throws(SettingsError) {
    for case .at(let start) in [trialStart]
      + arenaTrialStarts.sorted(by: { $0.key < $1.key })
      .map(\.value)
    {
      try Self.require(start, "trial_start_s", "a number of seconds, 0 or more, or auto") {
        $0 >= 0
      }
    }
    if let trialLength {
      try Self.require(trialLength, "trial_length_s", "a number of seconds above 0") { $0 > 0 }
    }
    try validateWindow()
    try Self.require(lag, "lag_s", "a number of seconds above 0") { $0 > 0 }
    if let analysisRate {
      try Self.require(analysisRate, "analysis_rate_hz", "a number of samples per second above 0") {
        $0 > 0
      }
    }
    try validateThresholds()
    try Self.require(
      smoothing, "smoothing_s", "a number of seconds from 0 to \(Self.mostSmoothing)"
    ) {
      (0...Self.mostSmoothing).contains($0)
    }
    try Self.require(minImmobile, "min_immobile_s", "a number of seconds, 0 or more") { $0 >= 0 }
    try Self.require(minMobile, "min_mobile_s", "a number of seconds, 0 or more") { $0 >= 0 }
    try Self.require(bridge, "bridge_s", "a number of seconds, 0 or more") { $0 >= 0 }
    try validateBin()
  }

  private func validateWindow() throws(SettingsError) {
    guard let window else { return }
    let text = "\(window.start):\(window.end)"
    guard window.start.isFinite, window.end.isFinite, window.start >= 0, window.end > window.start
    else {
      throw SettingsError(
        setting: "window_s", value: text,
        allowed: "START:END in seconds from trial start, 0 or more, with END after START")
    }
    if let trialLength, window.end > trialLength {
      throw SettingsError(
        setting: "window_s", value: text, allowed: "inside the trial, which lasts \(trialLength) s")
    }
  }

  private func validateThresholds() throws(SettingsError) {
    try Self.require(motionThreshold, "motion_threshold_percent", "a percentage from 0 to 100") {
      (0...100).contains($0)
    }
    try Self.require(exitRatio, "exit_ratio", "a number, 1 or more") { $0 >= 1 }
    guard let highlyMobileThreshold else { return }
    try Self.require(
      highlyMobileThreshold, "highly_mobile_threshold_percent", "a percentage from 0 to 100"
    ) { (0...100).contains($0) }
    let exit = motionThreshold * exitRatio
    try Self.require(
      highlyMobileThreshold, "highly_mobile_threshold_percent",
      "above motion_threshold_percent times exit_ratio (\(exit))"
    ) { $0 > exit }
  }

  private func validateBin() throws(SettingsError) {
    try Self.require(bin, "bin_s", "a number of seconds above 0") { $0 > 0 }
    let length = window.map { $0.end - $0.start } ?? trialLength
    guard let length, length / bin > Self.mostBins else { return }
    throw SettingsError(
      setting: "bin_s", value: "\(bin)",
      allowed: "longer: a window of \(length) s would have more than 100,000 bins")
  }

  /// Throws unless `value` is finite and `isAllowed`.
  private static func require(
    _ value: Double, _ setting: String, _ allowed: String, _ isAllowed: (Double) -> Bool
  ) throws(SettingsError) {
    guard value.isFinite, isAllowed(value) else {
      throw SettingsError(setting: setting, value: "\(value)", allowed: allowed)
    }
  }
}
