import ImmobilityCore

extension StudyFile {
  /// The text of a new study's `study.toml`: every key with its meaning, those that are not needed as
  /// comments. It reads as it stands.
  ///
  /// - Parameters:
  ///   - name: the study's name.
  ///   - test: the test; `nil` leaves the choice to the user.
  ///   - folders: the folders that are searched for recordings.
  public static func template(
    name: String, protocol test: TestProtocol?, folders: [String]
  ) -> String {
    let protocols = TestProtocol.allCases.map(\.rawValue).joined(separator: ", ")
    let limits = Limits()
    let defaults = ScoringSettings()
    let testLine = test.map { "protocol = \(TOMLText.quoted($0.rawValue))" }
    let listed = folders.map(TOMLText.quoted).joined(separator: ", ")
    let extensions = knownExtensions.map(TOMLText.quoted).joined(separator: ", ")
    return """
      # A study of Stillwater. Paths are relative to this folder. A line that begins with # is a comment;
      # take the # away to set what it says. An unknown key is an error that names the nearest known one.

      name = \(TOMLText.quoted(name))

      # The test, with its trial length, analysis window and defaults: \(protocols).
      \(testLine ?? "# protocol = \"fst-mouse\"")

      # Thresholds fitted to your room and animals by 'stillwater calibrate'.
      # profile = "room2.toml"

      # Who is in which recording: a table with the columns recording, arena, animal_id, group, dose,
      # session, trial_start_s, exclude, reason, and any others, saved as CSV by a spreadsheet. manifest.csv in
      # this folder counts; 'stillwater manifest' adds a row for each recording and arena. Another file:
      # manifest = "manifest.csv"
      # Or, where columns have other names, as a table at the end of this file:
      #   [manifest]
      #   columns = {mouse = "animal_id", treatment = "group"}
      #   covariates = ["cage"]

      # The arenas of recordings that no camera below names, made by 'stillwater arenas'. Without any the
      # whole picture is one arena named whole.
      # arenas = "cylinders.toml"

      # Laid over protocol and profile; the same names as in a profile, and some more.
      [settings]
      # trial_start_s = "auto"             # or seconds; the manifest may say it for each animal
      # trial_length_s = 360
      # window_s = [120, 360]              # seconds from the trial's start
      # bin_s = 60
      # measure = \(TOMLText.quoted(defaults.measure.rawValue))                # or "movement", "changed", "mean-abs-diff"
      # motion_threshold_percent = \(TOMLText.number(defaults.motionThreshold))
      # highly_mobile_threshold_percent = 60
      # smoothing_s = \(TOMLText.number(defaults.smoothing))
      # min_immobile_s = 1
      # min_mobile_s = 0.5
      # pixel_threshold_grey_levels = "auto"   # for the measure changed
      # cleaning = "all"                   # or "none", or a list such as ["duplicates", "light"]

      # Where the recordings are. Folders are searched with all folders in them.
      [recordings]
      folders = [\(listed)]
      # extensions = [\(extensions)]
      # exclude = ["*calibration*", "rejected/**"]

      # Arenas of one recording, by its name or the end of its path.
      # [[recording]]
      # name = "day1/mouse07.mp4"
      # arenas = "mouse07.toml"

      # Arenas of a camera: * is any part of a name, ** any folders. The first that matches counts.
      # [[camera]]
      # pattern = "camera1/**"
      # arenas = "camera1.toml"

      # What keeps one recording from stopping the others.
      [limits]
      # memory_mb = \(limits.memoryMB)                   # of one worker
      # time_factor = \(TOMLText.number(limits.timeFactor))                   # times the length read so far,
      # time_least_s = \(TOMLText.number(limits.timeLeast))                 # and at least this long
      # stall_s = \(TOMLText.number(limits.stall))                      # without a sign of progress
      # jobs = \(limits.jobs)                           # recordings at once; 0 is one for each core
      # settle_s = \(TOMLText.number(limits.settle))                      # a file must have stood still so long

      [nightly]
      # A shell command that gets each night's summary on standard input.
      # notify = "mail -s 'Stillwater' lab@example.org"
      # report = true                      # each run writes reports/report.html

      """
  }
}
