import Glibc
import ImmobilityCore
import StudyStore

extension StoreKnowledge {
  /// Recordings that failed, were never scored, and whose files were taken away since, in order of names.
  ///
  /// A file counts as taken away where its folder is still there: the recordings of a drive that is not
  /// at hand keep their failures.
  func vanishedFailures(_ path: (String) -> String) -> [String] {
    failures.keys.filter { name in
      keys[name] == nil && Self.isTakenAway(path(name.text))
    }.map(\.text).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isTakenAway(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) != 0, errno == ENOENT,
      let slash = path.lastIndex(of: "/")
    else { return false }
    let folder = String(path[..<slash])
    return stat(folder.isEmpty ? "/" : folder, &status) == 0
  }
}

extension StudySession {
  /// Takes such failures out of the study, which could not be tried again.
  ///
  /// - Returns: what was taken out, for people.
  func forgetVanishedFailures(
    _ known: inout StoreKnowledge, _ store: StudyStore
  ) throws(BatchError) -> BatchSummary.Remarks {
    let vanished = known.vanishedFailures(context.path(of:))
    for name in vanished {
      do throws(StudyStoreError) {
        try store.forget(path: name)
      } catch {
        throw BatchError(error)
      }
      known.failures[text: name] = nil
      known.recordings[text: name] = nil
    }
    return vanished.map {
      .init(path: $0, reason: "failed before and is no longer there: taken out of the study")
    }
  }
}
