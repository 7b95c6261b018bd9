import ImmobilityCore

/// Which animal a score is about, as far as its names tell.
///
/// Recordings are the same when their file names are, without folders, without the extension of a
/// media file and without regard to case; where one scorer has several recordings of one file name,
/// as many folders count as tell them apart. Animals are the same when any of their names (animal,
/// arena) is.
struct AnimalKey: Equatable {
  private static let mediaExtensions: Set = [
    "3gp", "asf", "avi", "divx", "flv", "m2ts", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg",
    "mts", "mxf", "ogv", "seq", "ts", "vob", "webm", "wmv",
  ]

  /// The parts of the recording's comparable name: its folders, where it has any, and the file.
  var path: [String]
  /// The animal's comparable names; empty where the score names none.
  var names: Set<String>

  init(_ score: ManualScore) {
    path = Self.path(score.recording)
    names = Set([score.animal, score.arena].compactMap { $0?.lowercased() })
  }

  /// The file's name.
  var file: String { path.last ?? "" }

  /// The last parts of a recording's name, at most `count`.
  func recording(parts count: Int) -> [String] { path.suffix(count) }

  /// The parts of a recording's name, without media extension, in lower case.
  static func path(_ name: String) -> [String] {
    var parts = name.split { $0 == "/" || $0 == "\\" }.map { $0.lowercased() }.filter { $0 != "." }
    guard let file = parts.last, let dot = file.lastIndex(of: "."),
      mediaExtensions.contains(String(file[file.index(after: dot)...]))
    else { return parts }
    parts[parts.count - 1] = String(file[..<dot])
    return parts
  }

  /// For each file name that one scorer has several recordings of: how many parts tell them apart.
  static func partsNeeded(_ scorings: [Scoring]) -> [String: Int] {
    var needed: [String: Int] = [:]
    for scoring in scorings {
      let paths = Set(scoring.scores.map { AnimalKey($0).path })
      for (file, same) in Dictionary(grouping: paths, by: { $0.last ?? "" }) where same.count > 1 {
        let longest = same.map(\.count).max() ?? 1
        let enough = (1...longest).first { count in
          Set(same.map { Array($0.suffix(count)) }).count == same.count
        }
        needed[file] = max(needed[file] ?? 1, enough ?? longest)
      }
    }
    return needed
  }
}
