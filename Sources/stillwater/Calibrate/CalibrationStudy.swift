import Batch
import Calibration
import Configuration
import Glibc
import ImmobilityCore
import MotionAnalysis

/// A study as input of a calibration: its scored recordings, by their traces.
struct CalibrationStudy {
  /// The folder, as the user gave it.
  let folder: StudyFolder
  let context: StudyContext
  let traces: StudyTraces

  /// Reads the study in a folder; `nil` where the path is no folder.
  ///
  /// - Throws: for a folder without `study.toml`, and for a study that cannot be read or has no scores.
  init?(path: String) throws(CommandFailure) {
    guard Self.isFolder(path) else { return nil }
    folder = StudyFolder(path)
    guard Self.isStudy(path) else {
      throw CommandFailure(
        status: .inputUnusable,
        message:
          "\(path): is a folder without \(StudyFolder.studyFileName); name a study's folder, or "
          + "the recordings or traces themselves")
    }
    do throws(InputFileError) {
      context = try StudyContext(folder: folder)
    } catch {
      throw CommandFailure(error)
    }
    do throws(BatchError) {
      traces = try StudyTraces(of: context, now: StudyCommand.now)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Whether a path is a folder with `study.toml`.
  static func isStudy(_ path: String) -> Bool {
    isFolder(path) && access(StudyFolder(path).studyFile, F_OK) == 0
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The name of a recording that scores are matched with: its path, so that those of several studies
  /// differ.
  func name(of entry: StudyTraces.Entry) -> String { folder.resolve(entry.name) }

  /// The recordings without a trace: name -> why.
  var others: [String: String] {
    let excluded = traces.excluded.map { remark in
      (remark.path, "is excluded" + (remark.reason.isEmpty ? "" : " (\(remark.reason))"))
    }
    let all = excluded + traces.missing.map { ($0.path, $0.reason) }
    return Dictionary(all.map { (folder.resolve($0.0), $0.1) }) { first, _ in first }
  }

  /// Those of them that a batch would give one.
  var missing: [String] { traces.missing.map { folder.resolve($0.path) } }

  /// Reads a recording's trace.
  func read(_ entry: StudyTraces.Entry) throws(AnalysisError) -> CalibrationRecording {
    FreedMemory.keep()
    guard let recording = traces.read(entry) else {
      throw AnalysisError(
        kind: .inputUnusable, path: name(of: entry),
        message: "its trace \(entry.path) is damaged or of another version; run 'stillwater batch "
          + "--study \(folder.path)'")
    }
    return CalibrationRecording(
      path: name(of: entry), name: name(of: entry), recording: recording,
      trialStarts: entry.plan.settings.trialStarts, excluded: entry.excluded)
  }

  /// What was found, for people: how many recordings there are, and those that are left out by name.
  var remarks: [String] {
    var lines = [
      "\(folder.path): \(traces.entries.count) scored recordings with their traces"
    ]
    let left =
      traces.excluded.map { "\($0.path): excluded" + ($0.reason.isEmpty ? "" : " (\($0.reason))") }
      + traces.missing.map { "\($0.path): \($0.reason)" }
    lines += left.prefix(Self.mostNamed).map { "\(folder.path): left out: \($0)" }
    if left.count > Self.mostNamed {
      lines.append("\(folder.path): left out: \(left.count - Self.mostNamed) more")
    }
    return lines
  }

  private static let mostNamed = 20

  /// A file's name as `study.toml` would have it.
  func name(of path: String) -> String { context.name(of: AbsolutePath.of(path)) }

  /// Why the study's own settings lie over the fitted ones when they are its profile's; `nil` where they
  /// do not.
  func contradiction(of fitted: ScoringSettings) -> String? {
    var settings = fitted
    context.study.file.settings.apply(to: &settings)
    guard !settings.classifiesLike(fitted) else { return nil }
    return
      "\(folder.studyFile): [settings] there lie over every profile and are not what was fitted; "
      + "remove those that classify (such as motion_threshold_percent) before you use this one"
  }

  /// How many recordings would have to be read again with the fitted settings as profile.
  func rereadings(with fitted: ScoringSettings) -> Int {
    traces.entries.count { entry in
      var settings = fitted
      context.study.file.settings.apply(to: &settings)
      settings.trialStarts = entry.plan.settings.trialStarts
      settings.trialLength = entry.plan.settings.trialLength
      settings.analysisRate = entry.plan.settings.analysisRate
      settings.cleaning = entry.plan.settings.cleaning
      return Reading(arenas: entry.plan.arenas, settings: settings) != entry.plan.reading
    }
  }
}
