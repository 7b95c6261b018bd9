import SpreadsheetText

extension StringProtocol {
  /// The last component of a path written on any system, without a media file's extension.
  var recordingStem: String {
    let name = trimmed.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? trimmed
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}

/// How a recording's name is compared within a file: in lower case, with its folders and without the
/// extension of a media file. Between files `Calibration` compares the same way (`AnimalKey.path`).
enum RecordingSpelling {
  private static let mediaExtensions: Set = [
    "3gp", "asf", "avi", "divx", "flv", "m2ts", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg",
    "mts", "mxf", "ogv", "seq", "ts", "vob", "webm", "wmv",
  ]

  /// The comparable form of a recording's name.
  static func comparable(_ name: String) -> String {
    let parts = name.split { $0 == "/" || $0 == "\\" }.map { $0.lowercased() }.filter { $0 != "." }
    let path = parts.joined(separator: "/")
    guard let file = parts.last, let dot = file.lastIndex(of: "."),
      mediaExtensions.contains(String(file[file.index(after: dot)...]))
    else { return path }
    return String(path.dropLast(file.distance(from: dot, to: file.endIndex)))
  }
}
