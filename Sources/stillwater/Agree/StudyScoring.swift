import Configuration
import ImmobilityCore
import ManualScores
import Reports
import StudyStore

/// A study's scores as those of one scorer: what `export` writes to score.json, without the animals that
/// are excluded.
struct StudyScoring {
  /// The study's name, which is the scorer's.
  let name: String
  /// The scores.
  let file: ManualScoreFile
  /// What was left out, for people.
  let remarks: [String]

  /// Reads the study in a folder.
  ///
  /// - Throws: when the study or its store cannot be read (a `CommandFailure`), or no animal of it has a
  ///   score.
  init(path: String) throws {
    var options = StudyOptions()
    options.path = path
    let study = try options.study()
    name = study.file.name
    let printer = StudyJSON(
      StudyDescription(
        name: name, software: Stillwater.software, covariates: [], showsProvenance: false))
    var text = printer.head
    var (scored, excluded) = (0, 0)
    do {
      let contents = try StudyContents(study: study, store: try options.storeToRead())
      try contents.forEachRecording { recording in
        var recording = recording
        let all = recording.animals.count { $0.score != nil }
        recording.animals.removeAll { $0.isExcluded || $0.score == nil }
        excluded += all - recording.animals.count
        guard !recording.animals.isEmpty else { return }
        text += printer.text(of: recording, isFirst: scored == 0)
        scored += recording.animals.count
      }
    } catch let error as StudyStoreError {
      throw CommandFailure(error)
    }
    text += printer.tail
    guard scored > 0 else {
      throw InputFileError(
        path: path,
        message: "no animal of this study has a score; run 'stillwater batch --study "
          + "\(path)' first")
    }
    remarks = excluded == 0 ? [] : ["\(path): \(excluded) excluded animals were left out"]
    file = try ManualScoreFile.read(text: text, path: path)
  }
}
