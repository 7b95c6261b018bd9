import Configuration
import ImmobilityCore
import Reports
import StudyStore

/// What a study holds for its reports: the store's scores and failures with what the manifest says
/// about the animals now.
struct StudyContents {
  let study: Study
  /// What the manifest and the arena files say about the recordings in the store.
  let plans: StudyPlans
  let failures: [StoredFailure]
  let store: StudyStore?
  private let planOf: [ExactText: RecordingPlan]

  /// Reads all but the scores.
  init(study: Study, store: StudyStore?) throws(StudyStoreError) {
    self.study = study
    self.store = store
    failures = try store?.failures() ?? []
    plans = study.plans(recordings: try store?.recordings().map(\.path) ?? [])
    planOf = Dictionary(plans.recordings.map { (ExactText($0.recording), $0) }) { first, _ in first
    }
  }

  /// The rows of the manifest that exclude an animal, or all of a recording, in the manifest's order.
  var exclusions: [ManifestRow] { study.manifest?.rows.filter(\.isExcluded) ?? [] }

  /// Calls `body` with every recording, sorted by the bytes of its name: scored and failed ones, and
  /// those that are excluded as a whole, which have no numbers whether they were scored before or not.
  /// Recordings that `study.toml` leaves alone are not among them, even if they were scored before.
  ///
  /// - Throws: `StudyStoreError` when the store cannot be read, else what `body` throws.
  func forEachRecording(_ body: (StudyRecording) throws -> Void) throws {
    var others = unscored()
    try store?.forEachScore { score in
      let name = score.recording.path
      while let other = others.last, Self.precedes(other.recording.path, name) {
        try body(other)
        others.removeLast()
      }
      if isReported(name) { try body(recording(of: score)) }
    }
    for other in others.reversed() { try body(other) }
  }

  /// Recordings that the manifest names and that are not scored yet, sorted by the bytes of their names as
  /// it writes them, with the animals that it names there.
  var waiting: [StudyRecording] {
    let rows = Dictionary(grouping: plans.unmatched.filter { !$0.isExcluded }) {
      ExactText($0.recording)
    }
    return rows.map { ($0.text, $1) }.sorted { Self.precedes($0.0, $1.0) }.map { name, rows in
      StudyRecording(
        recording: RecordingScore(path: name, video: nil, settings: study.settings),
        animals: Self.sorted(
          rows.map { animal($0, arena: $0.arena, animalID: nil, score: nil) }))
    }
  }

  /// The order of names: that of their bytes, as the store sorts them.
  static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  /// Whether a recording in the store belongs to the study's results.
  private func isReported(_ path: String) -> Bool {
    planOf[text: path]?.isExcluded != true && !study.file.excludes(path)
  }

  /// Recordings without a score, the last first.
  private func unscored() -> [StudyRecording] {
    var recordings = failures.filter { isReported($0.recording.path) }.map(recording(of:))
    // As the manifest names them: the same, whether the store knows the recording or not.
    let isWhole = { (row: ManifestRow, plan: RecordingPlan) in
      plan.isExcluded && plan.rows.contains { $0?.line == row.line }
    }
    let excluded =
      plans.unmatched.filter(\.isExcluded)
      + plans.recordings.flatMap { plan in
        plan.rows.compactMap(\.self).filter { isWhole($0, plan) }
      }
    let byName = Dictionary(grouping: excluded) { ExactText($0.recording) }
    for (key, rows) in byName {
      let name = key.text
      var seen: Set<Int> = []
      let animals = rows.filter { seen.insert($0.line).inserted }.map { row in
        animal(row, arena: row.arena, animalID: nil, score: nil)
      }
      recordings.append(
        StudyRecording(
          recording: RecordingScore(path: name, video: nil, settings: study.settings),
          animals: Self.sorted(animals)))
    }
    return recordings.sorted { Self.precedes($1.recording.path, $0.recording.path) }
  }

  private func recording(of failure: StoredFailure) -> StudyRecording {
    let path = failure.recording.path
    let plan = planOf[text: path]
    let arenas = plan?.arenas ?? study.arenas(of: path)
    let animals = arenas.enumerated().map { index, arena in
      animal(plan?.rows[index], arena: arena.name, animalID: arena.animalID, score: nil)
    }
    return StudyRecording(
      recording: RecordingScore(
        path: path, video: nil, settings: plan?.settings ?? study.settings, arenas: arenas,
        error: failure.message),
      animals: Self.sorted(animals))
  }

  private func recording(of stored: StoredScore) -> StudyRecording {
    let plan = planOf[text: stored.recording.path]
    var recording = stored.score
    let animals = recording.animals.map { score in
      let index = plan?.arenas.firstIndex { $0.name == score.arena }
      return animal(
        index.flatMap { plan?.rows[$0] }, arena: score.arena,
        animalID: index.flatMap { plan?.arenas[$0].animalID } ?? score.animalID, score: score)
    }
    recording.animals = []
    for index in recording.arenas?.indices ?? 0..<0 {
      let name = recording.arenas?[index].name
      recording.arenas?[index].animalID = animals.first { $0.arena == name }?.animalID
    }
    let provenance = StudyProvenance(
      run: Int(stored.provenance.runID), scoredAt: stored.provenance.scoredAt.text,
      softwareVersion: stored.provenance.softwareVersion, contentHash: stored.key.contentHash,
      readingHash: stored.key.readingHash, settingsHash: stored.key.settingsHash)
    return StudyRecording(
      recording: recording, animals: Self.sorted(animals), provenance: provenance)
  }

  private func animal(
    _ row: ManifestRow?, arena: String?, animalID: String?, score: AnimalScore?
  ) -> StudyAnimal {
    StudyAnimal(
      arena: arena, animalID: row?.animalID ?? animalID, group: row?.group, dose: row?.dose,
      session: row?.session, isExcluded: row?.isExcluded ?? false, exclusionReason: row?.reason,
      covariates: row?.covariates ?? [], score: score)
  }

  private static func sorted(_ animals: [StudyAnimal]) -> [StudyAnimal] {
    animals.sorted { precedes($0.arena ?? "", $1.arena ?? "") }
  }
}
