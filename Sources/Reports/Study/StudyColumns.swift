import ImmobilityCore

/// The columns that every table of a study begins with: who, where, which group, and whether it counts.
struct StudyColumns {
  private let study: StudyDescription

  init(_ study: StudyDescription) { self.study = study }

  /// The columns of a table: its own after the manifest's, the provenance last.
  func all(_ own: [TableColumn]) -> [TableColumn] {
    StudyTableColumns.manifest + study.covariates.map(StudyTableColumns.covariate)
      + StudyTableColumns.exclusion + own
      + (study.showsProvenance ? StudyTableColumns.provenance : [])
  }

  /// The header row of a table.
  func header(_ own: [TableColumn]) -> String {
    CSVRows(header: all(own).map(\.name), isRaw: study.isRaw).text
  }

  /// Rows without a header.
  var rows: CSVRows { CSVRows(isRaw: study.isRaw) }

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
      rows.addEmpty(StudyTableColumns.provenance.count)
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
