/// The columns of tables of scores.
enum ScoreColumns {
  /// What every table begins with.
  static let identity: [TableColumn] = [
    recording,
    TableColumn(
      "arena", .text, "The arena's name in the arena file; whole is the whole picture.",
      missing: "the recording failed, or is excluded as a whole"), animalID,
  ]

  static let recording = TableColumn(
    "recording", .text, "The recording's path: as given, in a study as the study knows it.")
  static let animalID = TableColumn(
    "animal_id", .text, "The animal, from the arena file or the manifest.",
    missing: "neither names it")

  private static let unscored = "the animal has no score (failed, or excluded)"

  /// One animal's summary.
  static let animal: [TableColumn] = [
    TableColumn(
      "protocol", .text, "The protocol that the settings started from.", missing: "none was named"),
    TableColumn(
      "profile", .text, "The profile that was laid over it.", missing: "none was given"),
    TableColumn(
      "calibration", .text,
      "profile: the classifier is that of a profile fitted to manual scores; uncalibrated: it is not."
    ),
    TableColumn(
      "pixel_threshold_grey_levels", .number, unit: "grey levels (0-255)",
      "A pixel counts as changed above this difference: for the measure changed, and to find artefacts.",
      missing: unscored),
    TableColumn(
      "noise_grey_levels", .number, unit: "grey levels (0-255)",
      "Standard deviation of the camera's noise in the arena.",
      missing: unscored + ", or the noise is not known"),
    .seconds(
      "trial_start_s", "Trial start in the recording, as a player shows its time.",
      missing: unscored),
    .seconds(
      "window_start_s", "Start of the analysis window, from trial start.", missing: unscored),
    .seconds("window_end_s", "End of the analysis window, from trial start.", missing: unscored),
    .seconds("immobile_s", "Immobile time in the analysis window.", missing: unscored),
    .seconds(
      "immobile_plausible_low_s",
      "The least immobile time that thresholds give which are about as good as the one in force.",
      missing: unscored + ", or it is not known"),
    .seconds(
      "immobile_plausible_high_s", "The most immobile time that such thresholds give.",
      missing: unscored + ", or it is not known"),
    .seconds("mobile_s", "Mobile time in the analysis window.", missing: unscored),
    .seconds(
      "highly_mobile_s",
      "Time at or above the second threshold in the analysis window; 0 where none is set.",
      missing: unscored),
    .seconds(
      "unscored_s",
      "Time of the analysis window without evidence; immobile, mobile, highly mobile and unscored time "
        + "add up to the window.", missing: unscored),
    TableColumn(
      "immobile_percent", .number, unit: "% of scored time",
      "Immobile time in percent of the window's scored time.",
      missing: unscored + ", or nothing of the window is scored"),
    .seconds(
      "latency_s",
      "Trial start to the first immobile bout; the window's end where there is none (censored).",
      missing: unscored),
    TableColumn(
      "latency_censored", .logical, "Whether there was no immobile bout before the window's end.",
      missing: unscored),
    TableColumn(
      "bout_count", .integer, unit: "bouts", "Immobile bouts in the analysis window.",
      missing: unscored),
    .seconds(
      "bout_mean_s", "Mean length of the immobile bouts, cut to the window.",
      missing: unscored + ", or there is no bout"),
    .seconds(
      "bout_median_s", "Median length of the immobile bouts, cut to the window.",
      missing: unscored + ", or there is no bout"),
    .seconds(
      "bout_longest_s", "Longest immobile bout, cut to the window.",
      missing: unscored + ", or there is no bout"),
    TableColumn(
      "quality_flags", .text, "Names of the quality notes about the animal, joined by |.",
      missing: "there is none, or the animal has no score"),
    TableColumn(
      "error", .text, "Why the recording has no score, and what to do.",
      missing: "it has one, or is excluded as a whole"),
  ]

  /// One bout.
  static let bout: [TableColumn] = [
    TableColumn("state", .text, "immobile, mobile, highly_mobile or unscored."),
    .seconds("start_s", "Start of the bout, from trial start."),
    .seconds("end_s", "End of the bout, from trial start; the bout is [start, end)."),
    .seconds("duration_s", "Length of the bout."),
    .seconds(
      "recording_start_s", "Start of the bout in the recording, as a player shows its time."),
    .seconds("recording_end_s", "End of the bout, from the recording's first frame."),
  ]

  /// One bin.
  static let bin: [TableColumn] = [
    .seconds("start_s", "Start of the bin, from trial start."),
    .seconds("end_s", "End of the bin, from trial start."),
    .seconds("immobile_s", "Immobile time in the bin."),
    .seconds("unscored_s", "Time of the bin without evidence."),
  ]
}
