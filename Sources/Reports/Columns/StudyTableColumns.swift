/// The columns that tables of a study have beside those of scores.
enum StudyTableColumns {
  private static let notNamed = "the manifest does not say"

  /// What every table begins with.
  static let manifest: [TableColumn] =
    ScoreColumns.identity + [
      TableColumn("group", .text, "The group, as the manifest has it.", missing: notNamed),
      TableColumn(
        "dose", .text, unit: "as in the manifest (mg/kg by custom)",
        "The dose, as the manifest has it.", missing: notNamed),
      TableColumn("session", .text, "The session, as the manifest has it.", missing: notNamed),
    ]

  /// One of the manifest's further columns.
  static func covariate(_ name: String) -> TableColumn {
    TableColumn(
      name, .text, "A further column of the manifest, as written there.", missing: notNamed)
  }

  /// Whether the animal counts.
  static let exclusion: [TableColumn] = [
    TableColumn("excluded", .logical, "Whether the manifest leaves the animal out."),
    TableColumn(
      "exclusion_reason", .text, "Why it is left out.",
      missing: "it is not left out, or the manifest gives no reason"),
  ]

  private static let noScore = "the recording has no score"

  /// Where a score comes from.
  static let provenance: [TableColumn] = [
    TableColumn("run", .integer, "The run that scored it, see status.", missing: noScore),
    TableColumn("scored_at", .time, unit: "UTC", "When it was scored.", missing: noScore),
    TableColumn(
      "software_version", .text, "The version of stillwater that scored it.", missing: noScore),
    TableColumn("content_sha256", .text, "SHA-256 of the recording's bytes.", missing: noScore),
    TableColumn(
      "reading_hash", .text, "Hash of all that its trace depends on beside those.",
      missing: noScore),
    TableColumn(
      "settings_hash", .text, "Hash of all that its score depends on beside the trace.",
      missing: noScore),
  ]

  /// The columns of BORIS 8 and 9, by their names there.
  static let boris: [TableColumn] = [
    TableColumn("Observation id", .text, "The recording."),
    TableColumn("Observation date", .text, "Not used.", missing: "always"),
    TableColumn("Description", .text, "Not used.", missing: "always"),
    .seconds("Observation duration", "First to last event of the recording."),
    TableColumn("Observation type", .text, "Media file(s)."),
    TableColumn("Source", .text, "player #1: and the recording."),
    .seconds("Time offset (s)", "0."),
    .seconds("Media duration (s)", "The recording's length."),
    TableColumn(
      "FPS", .number, unit: "frames/s", "The frame rate that the recording announces.",
      missing: "it announces none"),
    TableColumn("Subject", .text, "The animal, else its arena.", missing: "neither has a name"),
    TableColumn("Behavior", .text, "immobile, mobile, highly_mobile or unscored."),
    TableColumn("Behavioral category", .text, "Not used.", missing: "always"),
    TableColumn("Behavior type", .text, "START or STOP."),
    .seconds("Time", "When, from the recording's first frame."),
    TableColumn("Media file name", .text, "The recording."),
    TableColumn("Image index", .text, "The frame, at the announced rate; NA without one."),
    TableColumn("Image file path", .text, "NA."),
    TableColumn(
      "Comment", .text, "excluded: and the reason.", missing: "the animal is not excluded"),
  ]
}
