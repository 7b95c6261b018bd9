import ArgumentParser
import Configuration
import ImmobilityCore
import Reports

extension TestProtocol: ExpressibleByArgument {}
extension MotionMeasure: ExpressibleByArgument {}

/// The defaults as they stand in help texts.
private enum Default {
  static let swim = ScoringSettings()
  static let freezing = TestProtocol.freezing.settings

  /// The default of a setting, and those of protocols that have others.
  static func text(_ setting: KeyPath<ScoringSettings, Double>) -> String {
    let value = swim[keyPath: setting]
    let others = TestProtocol.allCases.compactMap { test -> String? in
      let own = test.settings[keyPath: setting]
      return own == value ? nil : "; \(test.rawValue): \(DecimalText.text(own))"
    }
    return "Default: \(DecimalText.text(value))\(others.joined())."
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
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Where the trial starts in the recording, seconds or m:ss as a player shows them; auto: where each animal is put into its "
        + "arena, which must be seen empty at first and then with it for 6 s or more. Repeatable with "
        + "an arena's name before it (left=12.5) for animals that start one after the other. "
        + "Default: with the picture.",
      valueName: "[arena=]s|auto"), transform: SettingArgument.trialStart)
  var trialStart: [TrialStartArgument] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The analysis window, seconds from trial start. Default: the protocol's, else the whole trial.",
      valueName: "start:end"), transform: NumberArgument.window)
  var window: ScoringSettings.Window?

  @Option(
    help: ArgumentHelp(
      "The measure of motion that is classified: strokes (what no smooth movement explains, percent of "
        + "the animal's vigour), movement (all that moves, percent of the animal), changed (changed pixels, percent "
        + "of the arena), mean-abs-diff (mean difference, percent of 255). Default: \(Default.swim.measure.rawValue); "
        + "freezing: \(Default.freezing.measure.rawValue).",
      valueName: "measure"))
  var measure: MotionMeasure?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The lag between compared frames, seconds: of changed and mean-abs-diff, and of the search for "
        + "artefacts. \(Default.text(\.lag))",
      valueName: "s"), transform: NumberArgument.number)
  var lag: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A pixel counts as changed above this difference, grey levels 0-255: for the measure changed and the "
        + "search for artefacts. auto derives it from the recording's noise. Default: auto.",
      valueName: "n|auto"), transform: SettingArgument.pixelThreshold)
  var pixelThreshold: PixelThreshold?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most samples analysed per second; all analyses every frame. "
        + "Default: \(Default.swim.analysisRate.map { DecimalText.text($0) } ?? "all").",
      valueName: "n|all"), transform: SettingArgument.analysisRate)
  var analysisRate: AnalysisRate?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The artefacts kept out of the score: all, none, or a list of "
        + "\(Cleaning.all.names.joined(separator: ",")); -NAME leaves one out. Default: all.",
      valueName: "kinds"), transform: SettingArgument.cleaning)
  var cleaning: Cleaning?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Immobile below this motion, percent: of the animal's vigour for strokes, of the animal for "
        + "movement, of the arena for changed. \(Default.text(\.motionThreshold))",
      valueName: "percent"), transform: NumberArgument.number)
  var motionThreshold: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Highly mobile at or above this motion, percent. Default: not assessed.",
      valueName: "percent"), transform: NumberArgument.number)
  var highlyMobileThreshold: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The width of the centred moving mean, seconds 0-60. \(Default.text(\.smoothing))",
      valueName: "s"),
    transform: NumberArgument.number)
  var smoothing: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "An immobile bout ends only at the motion threshold times this, 1 or more. \(Default.text(\.exitRatio))",
      valueName: "r"), transform: NumberArgument.number)
  var exitRatio: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shorter immobile bouts are dropped, seconds. \(Default.text(\.minImmobile))", valueName: "s"),
    transform: NumberArgument.number)
  var minImmobile: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shorter interruptions of immobility are absorbed, seconds. \(Default.text(\.minMobile))",
      valueName: "s"), transform: NumberArgument.number)
  var minMobile: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Longer stretches without evidence are unscored, shorter ones bridged, seconds. \(Default.text(\.bridge))",
      valueName: "s"), transform: NumberArgument.number)
  var bridge: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The width of a bin of the per-bin table, seconds. \(Default.text(\.bin))", valueName: "s"),
    transform: NumberArgument.number)
  var bin: Double?

  func validate() throws { try trialStart.requireOneEach() }

  /// The settings in force, what the user should know about them, and how well the profile agrees with
  /// people in its own words.
  func settings() throws(CommandFailure) -> (
    settings: ScoringSettings, remarks: [String], evidence: String?
  ) {
    var remarks: [String] = []
    let profile = try readProfile()
    let chosen = testProtocol ?? profile?.protocolDefaults
    var settings = chosen?.settings ?? ScoringSettings()
    profile?.apply(to: &settings)
    let fitted = settings
    if let testProtocol, let fitted = profile?.protocolDefaults, fitted != testProtocol {
      remarks.append(
        "warning: the profile was fitted for \(fitted.rawValue) and is used for "
          + "\(testProtocol.rawValue); calibrate it for this test")
    }
    if chosen == nil {
      let part = window == nil ? "the whole recording is scored" : "the given window is scored"
      let source = profile == nil ? "swim-test settings (strokes)" : "the profile's settings"
      remarks.append("no protocol given: \(part) with \(source); choose a test with --protocol")
    }
    do throws(SettingsError) {
      try apply(to: &settings)
      try settings.validate()
    } catch {
      throw failure(of: error, fitted: fitted)
    }
    return (settings, remarks, profile?.verdict)
  }

  /// The failure of a setting, blamed on the profile where the same is wrong without any option.
  private func failure(of error: SettingsError, fitted: ScoringSettings) -> CommandFailure {
    if let profile {
      do throws(SettingsError) {
        try fitted.validate()
      } catch let unfit where unfit == error {
        return CommandFailure(
          InputFileError(path: profile, message: "\(error); correct [settings]"))
      } catch {}
    }
    return CommandFailure(status: .usage, message: Self.message(of: error))
  }

  private func readProfile() throws(CommandFailure) -> ProfileFile? {
    guard let profile else { return nil }
    do throws(InputFileError) {
      return try ProfileFile.read(path: profile)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func apply(to settings: inout ScoringSettings) throws(SettingsError) {
    let fitted = settings
    settings.pixelThreshold = pixelThreshold ?? settings.pixelThreshold
    settings.cleaning = cleaning ?? settings.cleaning
    if let analysisRate { settings.analysisRate = analysisRate.samplesPerSecond }
    if let window { settings.window = window }
    if let measure { settings.measure = measure }
    trialStart.apply(to: &settings)
    settings.lag = lag ?? settings.lag
    settings.motionThreshold = motionThreshold ?? settings.motionThreshold
    settings.highlyMobileThreshold = highlyMobileThreshold ?? settings.highlyMobileThreshold
    settings.smoothing = smoothing ?? settings.smoothing
    settings.exitRatio = exitRatio ?? settings.exitRatio
    settings.minImmobile = minImmobile ?? settings.minImmobile
    settings.minMobile = minMobile ?? settings.minMobile
    settings.bridge = bridge ?? settings.bridge
    settings.bin = bin ?? settings.bin
    settings.isCalibrated = fitted.isCalibrated && settings.classifiesLike(fitted)
  }

  /// The error with the option's name before it.
  private static func message(of error: SettingsError) -> String {
    var name = Substring(error.setting)
    for unit in ["_s", "_percent", "_grey_levels", "_hz"] where name.hasSuffix(unit) {
      name = name.dropLast(unit.count)
    }
    let option = name.split(separator: "_").joined(separator: "-")
    return "--\(option): \(error.value) is not allowed; it must be \(error.allowed)"
  }
}
