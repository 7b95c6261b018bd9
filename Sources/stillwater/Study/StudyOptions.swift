import ArgumentParser
import Configuration
import ImmobilityCore
import StudyStore

/// Which study is meant.
struct StudyOptions: ParsableArguments {
  @Option(
    name: .customLong("study"),
    help: ArgumentHelp("The study's folder. Default: the current folder.", valueName: "dir"),
    completion: .directory)
  var path = "."

  /// The study's folder.
  var folder: StudyFolder { StudyFolder(path) }

  /// The study as its files describe it.
  func study() throws(CommandFailure) -> Study {
    do throws(InputFileError) {
      return try Study.read(folder: folder)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The store, to be read; `nil` where nothing was stored yet.
  func storeToRead() throws(CommandFailure) -> StudyStore? {
    do throws(StudyStoreError) {
      return try StudyStore(path: folder.store, access: .readOnly)
    } catch {
      if error.kind == .notFound { return nil }
      throw CommandFailure(error)
    }
  }
}

extension CommandFailure {
  /// The failure of a study's store.
  init(_ error: StudyStoreError) {
    let status: ExitStatus =
      switch error.kind {
      case .notFound: .inputNotFound
      case .unusable, .newerVersion: .inputUnusable
      case .busy: .studyLocked
      case .cannotWrite: .cannotWrite
      }
    self.init(status: status, message: "\(error)")
  }
}
