import ImmobilityCore
import SpreadsheetText

/// What the columns of a manifest are, where their names do not say it.
public struct ManifestColumns: Sendable, Equatable {
  /// A column that means something, by its name in the table made comparable.
  public var meanings: [String: String]
  /// Columns that are covariates whatever they are called, made comparable.
  public var covariates: Set<String>

  /// Makes the columns of names in the table and what they mean (`mouse` -> `animal_id`), and of the
  /// covariates among them.
  public init(meanings: [String: String] = [:], covariates: [String] = []) {
    self.meanings = Dictionary(
      meanings.map { ($0.columnName, $1.columnName) }
    ) { first, _ in first }
    self.covariates = Set(covariates.map(\.columnName))
  }

  /// The columns that mean something, as people write them.
  public static let known = [
    "recording", "arena", "animal_id", "group", "dose", "session", "trial_start_s", "exclude",
    "reason",
  ]

  /// Names, made comparable, that people give to them. Whether they mean it the table does not say.
  private static let lookalikes: [String: [String]] = [
    "recording": [
      "video", "videos", "video file", "video name", "videofile", "file", "files", "filename",
      "file name", "movie", "clip", "media", "media file", "recording id", "recording file",
      "recordings", "aufnahme", "datei", "fichier", "path",
    ],
    "arena": [
      "cage", "cylinder", "chamber", "box", "beaker", "tank", "position", "place", "slot", "zone",
      "roi",
      "region", "compartment", "arena name", "arena id", "arenas", "zylinder", "platz",
    ],
    "animal id": [
      "mouse", "mice", "mouse id", "mouse no", "mouse number", "rat", "rats", "rat id", "rat no",
      "animal",
      "animals", "animal no", "animal number", "animal name", "animalid", "mouseid", "ratid", "id",
      "subject", "subject id", "subject no", "ear tag", "eartag", "tier", "tier id", "maus",
      "ratte",
      "name", "animal #", "mouse #", "rat #",
    ],
    "group": [
      "treatment", "treatments", "treatment group", "drug", "drugs", "condition", "conditions",
      "compound", "substance", "arm", "groups", "gruppe", "group name", "group id", "behandlung",
      "groupe", "grupo", "treat",
    ],
    "dose": [
      "dosage", "doses", "dosis", "dose mg kg", "dose (mg/kg)", "dose mg/kg", "mg/kg", "mg kg",
      "amount",
      "concentration",
    ],
    "session": [
      "day", "test day", "phase", "trial", "test", "session id", "sessions", "sitzung", "tag",
    ],
    "trial start s": [
      "start", "start s", "start (s)", "start time", "trial start", "trial start (s)", "start sec",
      "trialstart", "trial onset", "onset", "begin", "beginning", "start of trial",
      "trial start time",
    ],
    "exclude": [
      "excluded", "exclusion", "excl", "omit", "omitted", "drop", "dropped", "skip", "ignore",
      "outlier",
      "ausschluss",
    ],
    "reason": ["exclusion reason", "reason for exclusion", "reasons", "grund", "why"],
  ]

  /// The column that a name probably means; `nil` where it looks like none.
  ///
  /// - Parameter name: made comparable.
  static func meant(by name: String) -> String? {
    let names = known.map(\.columnName)
    guard !names.contains(name) else { return nil }
    if let found = names.first(where: { lookalikes[$0]?.contains(name) == true }) { return found }
    guard name.count >= 4, let nearest = NearestKey.nearest(to: name, among: names),
      NearestKey.distance(name, nearest) <= (name.count < 8 ? 1 : 2)
    else { return nil }
    return nearest
  }

  /// A column as people write it.
  static func written(_ comparable: String) -> String {
    known.first { $0.columnName == comparable } ?? comparable
  }
}
