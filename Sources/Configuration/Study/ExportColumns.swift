import SpreadsheetText

/// The columns of a study's exports, so that no covariate takes the name of one.
public enum ExportColumns {
  /// Those that come from the manifest, in their order; covariates follow.
  public static let manifest = [
    "recording", "arena", "animal_id", "group", "dose", "session",
  ]
  /// Those about exclusion, after the covariates.
  public static let exclusion = ["excluded", "exclusion_reason"]
  /// Those of the provenance.
  public static let provenance = [
    "run", "scored_at", "software_version", "content_sha256", "reading_hash", "settings_hash",
  ]
  /// Those of scores.
  public static let scores = [
    "protocol", "profile", "calibration", "pixel_threshold_grey_levels", "noise_grey_levels",
    "trial_start_s", "window_start_s", "window_end_s", "immobile_s", "immobile_plausible_low_s",
    "immobile_plausible_high_s", "mobile_s", "highly_mobile_s", "unscored_s", "immobile_percent",
    "latency_s", "latency_censored",
    "bout_count", "bout_mean_s", "bout_median_s", "bout_longest_s", "quality_flags", "error",
  ]
  /// Those of bouts and bins.
  public static let stretches = [
    "state", "start_s", "end_s", "duration_s", "recording_start_s", "recording_end_s",
  ]

  /// All names, made comparable.
  static let reserved = Set(
    (manifest + exclusion + provenance + scores + stretches).map(\.columnName))
}
