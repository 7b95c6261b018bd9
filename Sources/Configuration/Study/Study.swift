import Glibc
import ImmobilityCore

/// A study as its files describe it: `study.toml` and all that it names, read and checked.
public struct Study: Sendable, Equatable {
  /// Where it is.
  public var folder: StudyFolder
  /// `study.toml`.
  public var file: StudyFile
  /// The profile; `nil` where none was named.
  public var profile: ProfileFile?
  /// The settings in force: protocol, profile and the study's own, in this order.
  public var settings: ScoringSettings
  /// The manifest; `nil` where none was named.
  public var manifest: Manifest?
  /// The arenas of each arena file, by its name in `study.toml`.
  public var arenaFiles: [String: [Arena]]

  /// Reads a study's files.
  ///
  /// - Throws: for the first file that is missing or not understood. What is wrong with rows of the
  ///   manifest comes later, all at once: see `plans`.
  public static func read(folder: StudyFolder) throws(InputFileError) -> Study {
    var file: StudyFile
    do throws(InputFileError) {
      file = try StudyFile.read(path: folder.studyFile)
    } catch {
      guard error.kind == .notFound else { throw error }
      throw InputFileError(
        kind: .notFound, path: folder.studyFile,
        message: "there is no study here; name its folder with --study, or make one with "
          + "'stillwater init'")
    }
    var profile: ProfileFile?
    if let name = file.profile { profile = try ProfileFile.read(path: folder.resolve(name)) }
    var arenaFiles: [String: [Arena]] = [:]
    let names =
      [file.arenas].compactMap(\.self) + (file.recordingArenas + file.cameras).map(\.arenas)
    for name in names where arenaFiles[name] == nil {
      arenaFiles[name] = try ArenaFile.read(path: folder.resolve(name))
    }
    var manifest: Manifest?
    if file.manifest == nil,
      access(folder.resolve(StudyFolder.manifestFileName), F_OK) == 0
    {
      file.manifest = StudyFolder.manifestFileName
    }
    if let name = file.manifest {
      manifest = try Manifest.read(path: folder.resolve(name), columns: file.manifestColumns)
    }
    return Study(
      folder: folder, file: file, profile: profile,
      settings: try settings(of: file, profile: profile, path: folder.studyFile),
      manifest: manifest, arenaFiles: arenaFiles)
  }

  private static func settings(
    of file: StudyFile, profile: ProfileFile?, path: String
  ) throws(InputFileError) -> ScoringSettings {
    let test = file.testProtocol ?? profile?.protocolDefaults
    var settings = test?.settings ?? ScoringSettings()
    profile?.apply(to: &settings)
    file.settings.apply(to: &settings)
    do throws(SettingsError) {
      try settings.validate()
    } catch {
      throw InputFileError(
        path: path, message: "\(error); correct [settings], the protocol or the profile")
    }
    return settings
  }

  /// The test: that of `study.toml`, else that of the profile.
  public var testProtocol: TestProtocol? { file.testProtocol ?? profile?.protocolDefaults }

  /// The settings without the profile: those that a calibration starts from. A profile that makes up for
  /// them may leave them outside of what is allowed.
  public var settingsWithoutProfile: ScoringSettings {
    var settings = testProtocol?.settings ?? ScoringSettings()
    file.settings.apply(to: &settings)
    return settings
  }

  /// The arenas of a recording as their file has them; the whole picture without any.
  public func arenas(of recording: String) -> [Arena] {
    file.arenaFile(of: recording).flatMap { arenaFiles[$0] } ?? [.whole]
  }

  /// How each recording is read and scored, and everything in the manifest that cannot be right.
  ///
  /// - Parameter recordings: the paths of all recordings of the study, as they are stored.
  /// - Complexity: grows with the number of recordings and of rows, each once.
  public func plans(recordings: [String]) -> StudyPlans {
    let match = manifest?.match(recordings: recordings) { arenas(of: $0).map(\.name) }
    let plans = recordings.map { plan($0, rows: match?.rows[text: $0] ?? []) }
    let problems = (match?.problems ?? []) + plans.compactMap(doubledAnimal)
    return StudyPlans(
      recordings: plans, unmatched: match?.unmatched ?? [], notFound: match?.notFound ?? [],
      problems: problems.sorted { ($0.line, $0.message) < ($1.line, $1.message) })
  }

  /// What the manifest and the arena file say together: one animal in two arenas of a recording.
  private func doubledAnimal(in plan: RecordingPlan) -> Manifest.Problem? {
    var seen: [String: String] = [:]
    for (arena, row) in zip(plan.arenas, plan.rows) where row?.isExcluded != true {
      guard let animal = arena.animalID else { continue }
      guard let first = seen[animal] else {
        seen[animal] = arena.name
        continue
      }
      // Rows of the manifest alone are told by it.
      guard let path = manifest?.path,
        plan.rows.contains(where: { $0?.animalID == nil }), let line = plan.lines.first
      else { return nil }
      return Manifest.Problem(
        path: path, line: line,
        message:
          "animal '\(animal)' is in '\(first)' and in '\(arena.name)' of '\(plan.recording)': the "
          + "arena file names one of them; take animal_id out of the arena file")
    }
    return nil
  }

  /// What a user should know about the study's files.
  public var remarks: [String] {
    let shared = Set(([file.arenas].compactMap(\.self)) + file.cameras.map(\.arenas))
    return shared.sorted().filter { arenaFiles[$0]?.contains { $0.animalID != nil } == true }.map {
      "\(folder.resolve($0)): names animals (animal_id), and serves all recordings of a camera: each of them "
        + "would hold the same animals. Take animal_id out, and name the animals in the manifest"
    }
  }

  /// One start for the recording where all its rows say the same, else each arena's own. An excluded
  /// animal need not have one.
  private func setTrialStarts(of plan: inout RecordingPlan, rows: [ManifestRow]) {
    let starts = rows.filter { !$0.isExcluded || $0.trialStart != nil }.map(\.trialStart)
    guard let first = starts.first else { return }
    if starts.allSatisfy({ $0 == first }) {
      plan.settings.trialStart = first ?? settings.trialStart
      return
    }
    for (arena, row) in zip(plan.arenas, plan.rows) {
      if let start = row?.trialStart { plan.settings.arenaTrialStarts[arena.name] = start }
    }
  }

  private func plan(_ recording: String, rows: [ManifestRow]) -> RecordingPlan {
    var plan = RecordingPlan(
      recording: recording, arenas: arenas(of: recording), settings: settings, rows: [],
      lines: rows.map(\.line))
    for index in plan.arenas.indices {
      let name = plan.arenas[index].name
      let row =
        rows.first { $0.arena == name } ?? rows.first { $0.isAbout(name, of: plan.arenas.count) }
      plan.rows.append(row)
      if let animal = row?.animalID { plan.arenas[index].animalID = animal }
    }
    setTrialStarts(of: &plan, rows: rows)
    return plan
  }
}
