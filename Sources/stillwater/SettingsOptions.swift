import ArgumentParser
import Configuration
import ImmobilityCore

extension TestProtocol: ExpressibleByArgument {}
extension MotionMeasure: ExpressibleByArgument {}

/// A window on the command line: `START:END`.
struct WindowArgument: ExpressibleByArgument {
  var window: ScoringSettings.Window

  init?(argument: String) {
    let edges = argument.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard edges.count == 2, let start = edges[0], let end = edges[1] else { return nil }
    window = ScoringSettings.Window(start: start, end: end)
  }
}

/// The options that turn motion into a score. Protocol, profile and options are laid over the
/// defaults in this order.
struct SettingsOptions: ParsableArguments {
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(
      "The test, with its trial length, window and defaults. Default: none (swim-test settings).",
      valueName: "name"))
  var testProtocol: TestProtocol?

  @Option(
    help: ArgumentHelp(
      "A profile (TOML) made by calibration, laid over the protocol.", valueName: "file.toml"),
    completion: .file(extensions: ["toml"]))
  var profile: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Where the trial starts in the recording, seconds. Default: 0.", valueName: "s"))
  var trialStart: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The analysis window, seconds from trial start. Default: the protocol's, else the whole trial.",
      valueName: "start:end"))
  var window: WindowArgument?

  @Option(
    help: ArgumentHelp(
      "The measure of motion that is classified. Default: excess; freezing: changed.",
      valueName: "measure"))
  var measure: MotionMeasure?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The short lag between compared frames, seconds. Default: 1/15 (0.0667).", valueName: "s"))
  var lag: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The long lag, seconds. Default: 0.25.", valueName: "s"))
  var longLag: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The constant k of excess motion. Default: 1.2.", valueName: "k"))
  var excessConstant: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A pixel counts as changed above this difference, grey levels 0-255. Default: 12.",
      valueName: "n"))
  var pixelThreshold: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Immobile below this motion, percent. Default: 0.5; freezing: 0.1.", valueName: "percent"))
  var motionThreshold: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Highly mobile at or above this motion, percent. Default: not assessed.",
      valueName: "percent"))
  var highlyMobileThreshold: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The width of the centred moving mean, seconds. Default: 0.4.", valueName: "s"))
  var smoothing: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "An immobile bout ends only at the motion threshold times this, 1 or more. Default: 1.",
      valueName: "r"))
  var exitRatio: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Shorter immobile bouts are dropped, seconds. Default: 1.", valueName: "s"))
  var minImmobile: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shorter interruptions of immobility are absorbed, seconds. Default: 0.5.", valueName: "s"))
  var minMobile: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Longer stretches without evidence are unscored, shorter ones bridged, seconds. Default: 0.5.",
      valueName: "s"))
  var bridge: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The width of a bin of the per-bin table, seconds. Default: 60.", valueName: "s"))
  var bin: Double?

  /// The settings in force and what the user should know about them.
  func settings() throws(CommandFailure) -> (settings: ScoringSettings, remarks: [String]) {
    var remarks: [String] = []
    let profile = try readProfile()
    let chosen = testProtocol ?? profile?.protocolDefaults
    var settings = chosen?.settings ?? ScoringSettings()
    profile?.apply(to: &settings)
    if let testProtocol, let fitted = profile?.protocolDefaults, fitted != testProtocol {
      remarks.append(
        "warning: the profile was fitted for \(fitted.rawValue) and is used for "
          + "\(testProtocol.rawValue); calibrate it for this test")
    }
    if chosen == nil {
      let part = window == nil ? "the whole recording is scored" : "the given window is scored"
      remarks.append(
        "no protocol given: \(part) with swim-test settings (excess motion); "
          + "choose a test with --protocol")
    }
    do throws(SettingsError) {
      try apply(to: &settings)
      try settings.validate()
    } catch {
      throw CommandFailure(status: .usage, message: Self.message(of: error))
    }
    return (settings, remarks)
  }

  private func readProfile() throws(CommandFailure) -> ProfileFile? {
    guard let profile else { return nil }
    do throws(ConfigurationError) {
      return try ProfileFile.read(path: profile)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func apply(to settings: inout ScoringSettings) throws(SettingsError) {
    if let pixelThreshold {
      guard let level = UInt8(exactly: pixelThreshold) else {
        throw SettingsError(
          setting: "pixel_threshold_grey_levels", value: "\(pixelThreshold)",
          allowed: "a whole number of grey levels from 0 to 255")
      }
      settings.pixelThreshold = level
    }
    if let window { settings.window = window.window }
    if let measure { settings.measure = measure }
    settings.trialStart = trialStart ?? settings.trialStart
    settings.lag = lag ?? settings.lag
    settings.longLag = longLag ?? settings.longLag
    settings.excessConstant = excessConstant ?? settings.excessConstant
    settings.motionThreshold = motionThreshold ?? settings.motionThreshold
    settings.highlyMobileThreshold = highlyMobileThreshold ?? settings.highlyMobileThreshold
    settings.smoothing = smoothing ?? settings.smoothing
    settings.exitRatio = exitRatio ?? settings.exitRatio
    settings.minImmobile = minImmobile ?? settings.minImmobile
    settings.minMobile = minMobile ?? settings.minMobile
    settings.bridge = bridge ?? settings.bridge
    settings.bin = bin ?? settings.bin
  }

  /// The error with the option's name before it.
  private static func message(of error: SettingsError) -> String {
    var name = Substring(error.setting)
    for unit in ["_s", "_percent", "_grey_levels"] where name.hasSuffix(unit) {
      name = name.dropLast(unit.count)
    }
    let option = name.split(separator: "_").joined(separator: "-")
    return "--\(option): \(error.value) is not allowed; it must be \(error.allowed)"
  }
}
