import Configuration
import Glibc
import ImmobilityCore
import MotionAnalysis
import StudyStore

/// A study as a run sees it: its files, where it is, and what it says about recordings.
public struct StudyContext: Sendable {
  /// The study's files.
  public let study: Study
  /// The study's folder, with an absolute path.
  public let folder: StudyFolder
  private let profileHash: String?

  /// Reads a study.
  ///
  /// - Throws: `InputFileError` when a file of the study is missing or not understood.
  public init(folder: StudyFolder) throws(InputFileError) {
    self.folder = StudyFolder(AbsolutePath.of(folder.path))
    study = try Study.read(folder: folder)
    var hash: String?
    if let profile = study.file.profile {
      let path = folder.resolve(profile)
      do throws(AnalysisError) {
        hash = try ContentHash.file(path)
      } catch {
        throw InputFileError(path: path, message: error.message)
      }
    }
    profileHash = hash
  }

  /// The folder of the study's traces.
  public var traces: TraceFolder { TraceFolder(path: folder.traces) }

  /// The name of a file in the study: relative to the study's folder where it lies in it.
  public func name(of path: String) -> String {
    AbsolutePath.relative(path, to: folder.path)
  }

  /// The path of a recording by its name in the study.
  public func path(of name: String) -> String { folder.resolve(name) }

  /// Searches for recordings.
  ///
  /// - Parameters:
  ///   - places: folders and files as the user gave them; none for those of `study.toml`, or for the
  ///     study's own folder where that names none either.
  ///   - now: nanoseconds since 1970.
  public func search(_ places: [String], now: Int64) -> FoundRecordings {
    var places = places
    if places.isEmpty { places = study.file.folders.map(folder.resolve) }
    if places.isEmpty { places = [folder.path] }
    return RecordingSearch(
      extensions: study.file.extensions, excluded: study.file.exclude,
      settle: study.file.limits.settle, now: now
    ).search(places)
  }

  /// What the study says about recordings.
  public struct Assignments: Sendable {
    /// The recordings, in the order given.
    public var recordings: [AssignedRecording] = []
    /// What in the manifest cannot be right, all of it.
    public var problems: [String] = []
    /// The names of recordings in which the manifest names an animal that is not excluded.
    public var claimed: Set<ExactText> = []
  }

  /// Assigns recordings.
  ///
  /// - Parameters:
  ///   - others: the names of recordings that the study knows beside these.
  ///   - isComplete: whether these are all recordings that there are: a row of the manifest without one
  ///     cannot be right then.
  /// - Throws: `AnalysisError` when there is no memory for hashing.
  public func assign(
    _ files: [FoundRecording], others: [String], isComplete: Bool
  ) throws(AnalysisError) -> Assignments {
    var assignments = Assignments()
    let names = files.map { name(of: $0.path) }
    let known = Set(names.map(ExactText.init))
    let everything = names + others.filter { !known.contains(text: $0) }
    let all = study.plans(recordings: everything)
    let (plans, problems) = (all.recordings, isComplete ? all.allProblems : all.problems)
    assignments.problems = problems.map(\.description)
    let wrong = Dictionary(grouping: problems, by: \.line)
    for plan in plans {
      let claims = plan.rows.contains { $0.map { $0.animalID != nil && !$0.isExcluded } ?? false }
      if claims { assignments.claimed.insert(ExactText(plan.recording)) }
    }
    var readingHashes: [Reading: String] = [:]
    for (index, file) in files.enumerated() {
      let plan = plans[index]
      let assignment: AssignedRecording.Assignment
      let contradictions = plan.lines.flatMap { wrong[$0] ?? [] }
      if !contradictions.isEmpty {
        assignment = .contradictory(contradictions.map(\.description).joined(separator: "; "))
      } else if plan.isExcluded {
        assignment = .excluded(plan.rows.lazy.compactMap { $0?.reason }.first ?? "")
      } else {
        let reading = Reading(arenas: plan.arenas, settings: plan.settings)
        let hash: String
        if let known = readingHashes[reading] { hash = known } else { hash = try reading.hash() }
        readingHashes[reading] = hash
        assignment = .score(
          try ScoringPlan(
            arenas: plan.arenas, settings: plan.settings, reading: reading, readingHash: hash,
            profileHash: profileHash))
      }
      assignments.recordings.append(
        AssignedRecording(file: file, name: names[index], assignment: assignment))
    }
    return assignments
  }
}
