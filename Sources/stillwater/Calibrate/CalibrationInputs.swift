import Configuration
import ImmobilityCore

/// The inputs of a calibration: files, and the folders of studies.
struct CalibrationInputs {
  /// Recordings, traces and tables of activity, as the user gave them.
  private(set) var files: [String] = []
  private(set) var studies: [CalibrationStudy] = []

  /// Tells studies from files.
  ///
  /// - Throws: for a folder that is no study or has no scores, and for studies that do not belong
  ///   together: one profile is of one protocol and one set of settings.
  init(_ paths: [String]) throws(CommandFailure) {
    for path in paths {
      guard let study = try CalibrationStudy(path: path) else {
        files.append(path)
        continue
      }
      if let twin = studies.first(where: { $0.context.folder == study.context.folder }) {
        throw CommandFailure(
          status: .usage, message: "\(path): is the study \(twin.folder.path) again; name it once")
      }
      if let first = studies.first, !Self.belongTogether(first, study) {
        throw CommandFailure(
          status: .inputUnusable,
          message:
            "\(first.folder.path) and \(study.folder.path) have different protocols or settings, "
            + "and a profile is of one: calibrate each study by itself")
      }
      studies.append(study)
    }
  }

  private static func belongTogether(_ first: CalibrationStudy, _ second: CalibrationStudy) -> Bool
  {
    var settings = [first, second].map(\.context.study.settingsWithoutProfile)
    for index in settings.indices {
      settings[index].trialStarts = ScoringSettings().trialStarts  // each recording's own
      settings[index].bin = 1  // nothing depends on it here
    }
    return settings[0] == settings[1]
  }

  /// The settings that the studies' search starts from; `nil` without a study.
  var settings: ScoringSettings? { studies.first?.context.study.settingsWithoutProfile }

  /// The studies' protocol.
  var testProtocol: TestProtocol? { studies.first?.context.study.testProtocol }

  /// The files that are read, which no output may take the place of.
  var paths: [String] {
    files
      + studies.flatMap { study in
        let file = study.context.study.file
        return [study.folder.studyFile, study.folder.store]
          + [file.manifest, file.arenas].compactMap(\.self).map(study.folder.resolve)
          + study.traces.entries.map(\.path)
      }
  }

  /// The studies' recordings without a trace: name -> why.
  var others: [String: String] {
    Dictionary(studies.flatMap { Array($0.others) }) { first, _ in first }
  }

  /// Those of them that a batch would give one.
  var missing: Set<String> { Set(studies.flatMap(\.missing)) }
}
