import ImmobilityCore

/// Which animal a score is about, as far as its names tell.
///
/// Recordings are the same when their file names are, without folders, without the extension of a
/// media file and without regard to case. Animals are the same when any of their names (animal,
/// arena) is.
struct AnimalKey: Equatable {
  private static let mediaExtensions: Set = [
    "3gp", "asf", "avi", "divx", "flv", "m2ts", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg",
    "mts", "mxf", "ogv", "seq", "ts", "vob", "webm", "wmv",
  ]

  /// The recording's comparable name.
  var recording: String
  /// The animal's comparable names; empty where the score names none.
  var names: Set<String>

  init(_ score: ManualScore) {
    recording = Self.recording(score.recording)
    names = Set([score.animal, score.arena].compactMap { $0?.lowercased() })
  }

  /// A recording's name without folders and media extension, in lower case.
  static func recording(_ name: String) -> String {
    let file = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? name
    guard let dot = file.lastIndex(of: "."),
      mediaExtensions.contains(file[file.index(after: dot)...].lowercased())
    else { return file.lowercased() }
    return file[..<dot].lowercased()
  }
}
