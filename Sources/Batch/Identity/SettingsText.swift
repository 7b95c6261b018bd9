import ImmobilityCore

/// The settings of a score as text, for hashing: everything that a score depends on beside its trace.
enum SettingsText {
  /// - Parameters:
  ///   - profileHash: SHA-256 of the profile's file; `nil` without one.
  ///   - animals: `[arena]`: the animal in it, and where its trial starts.
  static func canonical(
    _ settings: ScoringSettings, profileHash: String?,
    animals: [(animalID: String?, start: TrialStart)]
  ) -> String {
    var lines = CanonicalText()
    func number(_ name: String, _ value: Double?) { lines.add(name, CanonicalText.number(value)) }
    func range(_ name: String, _ value: ClosedRange<Double>?) {
      lines.add(
        name, CanonicalText.number(value?.lowerBound), CanonicalText.number(value?.upperBound))
    }
    lines.add("settings", "1")
    lines.add("scoring", "\(ScoringVersion.current)")
    lines.add("protocol", CanonicalText.quoted(settings.protocolName))
    lines.add("profile", CanonicalText.quoted(settings.profileName), profileHash ?? "none")
    lines.add("calibrated", "\(settings.isCalibrated)")
    for quantity in FittedRanges.Quantity.allCases {
      range("fitted_\(quantity.rawValue)", settings.fittedOn?[keyPath: quantity.path])
    }
    number("trial_length_s", settings.trialLength)
    lines.add(
      "window_s", CanonicalText.number(settings.window?.start),
      CanonicalText.number(settings.window?.end))
    lines.add("measure", settings.measure.rawValue)
    number("lag_s", settings.lag)
    number("long_lag_s", settings.longLag)
    number("excess_constant", settings.excessConstant)
    number("analysis_rate_hz", settings.analysisRate)
    lines.add("cleaning", settings.cleaning.names.joined(separator: ","))
    switch settings.pixelThreshold {
    case .fromNoise: lines.add("pixel_threshold", "auto")
    case .fixed(let level): lines.add("pixel_threshold", "\(level)")
    }
    number("motion_threshold_percent", settings.motionThreshold)
    number("highly_mobile_threshold_percent", settings.highlyMobileThreshold)
    number("smoothing_s", settings.smoothing)
    number("exit_ratio", settings.exitRatio)
    number("min_immobile_s", settings.minImmobile)
    number("min_mobile_s", settings.minMobile)
    number("bridge_s", settings.bridge)
    number("bin_s", settings.bin)
    for animal in animals {
      let start =
        switch animal.start {
        case .at(let time): "\(time)"
        case .found: "found"
        }
      lines.add("animal", CanonicalText.quoted(animal.animalID), start)
    }
    return lines.text
  }
}
