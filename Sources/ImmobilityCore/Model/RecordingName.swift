/// How the names of recordings are compared.
public enum RecordingName {
  /// The extensions of what can be scored: recordings, their traces and tables of activity.
  private static let extensions: Set = [
    "264", "265", "3gp", "asf", "avi", "csv", "dav", "divx", "dv", "flv", "h264", "h265", "hevc",
    "m2ts", "m2v", "m4v",
    "mjpeg", "mjpg", "mkv", "mod", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "npz", "ogv", "seq",
    "tod", "ts",
    "vob", "webm", "wmv",
  ]

  /// The parts of a recording's name that are compared: its folders and the file, written on any system, in
  /// lower case and without the extension of what can be scored.
  public static func comparable(_ name: String) -> [String] {
    var parts = name.split { $0 == "/" || $0 == "\\" }.map { $0.lowercased() }.filter { $0 != "." }
    guard let file = parts.last, let dot = file.lastIndex(of: "."),
      extensions.contains(String(file[file.index(after: dot)...]))
    else { return parts }
    parts[parts.count - 1] = String(file[..<dot])
    return parts
  }
}
