import ImmobilityCore

/// A study as JSON in the schema `stillwater.score/1` of `JSONReport`, one line for each recording.
///
/// Beside the keys of that schema the document has `study`, every animal `group`, `dose`, `session`,
/// `excluded`, `exclusion_reason` and `covariates`, and every recording `unscored_animals` (the same
/// of animals whose recording failed or is excluded) and `provenance` (`null` unless asked for).
public struct StudyJSON: StudyPrinter {
  private let study: StudyDescription

  /// Makes a printer for a study.
  public init(_ study: StudyDescription) { self.study = study }

  /// The document up to its recordings.
  public var head: String {
    let members: [(String, JSONValue)] = [
      ("schema", .string(JSONReport.schema)),
      ("software", JSONReport.software(study.software)),
      (
        "study",
        .object([
          "name": .string(study.name), "covariates": .array(study.covariates.map { .string($0) }),
        ])
      ),
    ]
    return "{"
      + members.map { "\"\($0.0)\":\($0.1.line)," }.joined() + "\"recordings\":[\n"
  }

  /// A recording on one line, after a comma unless it is the first.
  public func text(of recording: StudyRecording, isFirst: Bool) -> String {
    (isFirst ? "" : ",\n") + value(of: recording).line
  }

  /// The end of the document.
  public var tail: String { "\n]}\n" }

  func value(of recording: StudyRecording) -> JSONValue {
    let score = recording.recording
    var members = JSONReport.recordingMembers(score, arenas: score.arenas ?? [])
    var animals: [JSONValue] = []
    var unscored: [JSONValue] = []
    for animal in recording.animals {
      if let score = animal.score {
        animals.append(
          .object(JSONReport.animalMembers(score).merging(self.members(of: animal)) { $1 }))
      } else {
        unscored.append(
          .object(self.members(of: animal).merging(["arena": .string(animal.arena)]) { $1 }))
      }
    }
    members["animals"] = .array(animals)
    members["unscored_animals"] = .array(unscored)
    members["provenance"] = study.showsProvenance ? provenance(recording.provenance) : .null
    return .object(members)
  }

  private func members(of animal: StudyAnimal) -> [String: JSONValue] {
    var covariates: [String: JSONValue] = [:]
    for (index, name) in study.covariates.enumerated() {
      let text = index < animal.covariates.count ? animal.covariates[index] : ""
      covariates[name] = text.isEmpty ? .null : .string(text)
    }
    return [
      "animal_id": .string(animal.animalID), "group": .string(animal.group),
      "dose": .string(animal.dose), "session": .string(animal.session),
      "excluded": .bool(animal.isExcluded),
      "exclusion_reason": animal.isExcluded ? .string(animal.exclusionReason) : .null,
      "covariates": .object(covariates),
    ]
  }

  private func provenance(_ provenance: StudyProvenance?) -> JSONValue {
    guard let provenance else { return .null }
    return .object([
      "run": .integer(provenance.run), "scored_at": .string(provenance.scoredAt),
      "software_version": .string(provenance.softwareVersion),
      "content_sha256": .string(provenance.contentHash),
      "reading_hash": .string(provenance.readingHash),
      "settings_hash": .string(provenance.settingsHash),
    ])
  }
}
