/// Where everything of a study is.
///
/// A study is a folder with `study.toml`, a manifest, the store, trace files, logs and reports.
public struct StudyFolder: Sendable, Hashable {
  /// The folder, as the user gave it.
  public var path: String

  /// Names a folder.
  public init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path.isEmpty ? "." : path
  }

  /// The name of the file with the study's settings.
  public static let studyFileName = "study.toml"

  /// The name of the manifest that counts without being named.
  public static let manifestFileName = "manifest.csv"

  /// The study's settings.
  public var studyFile: String { file(Self.studyFileName) }
  /// The store (SQLite).
  public var store: String { file("store.sqlite") }
  /// The folder of trace files.
  public var traces: String { file("traces") }
  /// The folder of result bundles that parts of a distributed run leave.
  public var results: String { file("results") }
  /// The folder of the runs' logs.
  public var logs: String { file("logs") }
  /// The folder of summaries and reports.
  public var reports: String { file("reports") }
  /// The study's report, unless another file is named.
  public var report: String { reports + "/report.html" }
  /// The folder of exports, unless another is named.
  public var exports: String { file("exports") }
  /// The file that a run locks.
  public var lock: String { file("study.lock") }

  /// The path of a file in the folder, or of one that has an absolute path already.
  public func resolve(_ name: String) -> String { name.hasPrefix("/") ? name : file(name) }

  /// A recording's trace file; both hashes as hexadecimal digits.
  public func trace(contentHash: String, readingHash: String) -> String {
    traces + "/\(contentHash.prefix(16))-\(readingHash.prefix(16)).npz"
  }

  private func file(_ name: String) -> String { path == "/" ? "/" + name : "\(path)/\(name)" }
}
