import ImmobilityCore

/// The columns that every table of a study begins with: who, where, which group, and whether it counts.
struct StudyColumns {
  private let study: StudyDescription

  init(_ study: StudyDescription) { self.study = study }

  /// The names of the columns, the table's own after them and the provenance last.
  func header(_ own: [String]) -> [String] {
    ["recording", "arena", "animal_id", "group", "dose", "session"] + study.covariates
      + ["excluded", "exclusion_reason"] + own
      + (study.showsProvenance
        ? [
          "run", "scored_at", "software_version", "content_sha256", "reading_hash", "settings_hash",
        ] : [])
  }

  /// Adds the columns of an animal.
  func add(_ animal: StudyAnimal, of recording: StudyRecording, to rows: inout CSVRows) {
    rows.add(recording.recording.path)
    rows.add(animal.arena)
    rows.add(animal.animalID)
    rows.add(animal.group)
    rows.add(animal.dose)
    rows.add(animal.session)
    for index in study.covariates.indices {
      rows.add(index < animal.covariates.count ? animal.covariates[index] : nil)
    }
    rows.add(animal.isExcluded ? "true" : "false")
    rows.add(animal.isExcluded ? animal.exclusionReason : nil)
  }

  /// Adds the columns of the provenance, where they are wanted.
  func addProvenance(of recording: StudyRecording, to rows: inout CSVRows) {
    guard study.showsProvenance else { return }
    guard let provenance = recording.provenance else {
      rows.addEmpty(6)
      return
    }
    rows.add(provenance.run)
    rows.add(provenance.scoredAt)
    rows.add(provenance.softwareVersion)
    rows.add(provenance.contentHash)
    rows.add(provenance.readingHash)
    rows.add(provenance.settingsHash)
  }
}
