import Glibc

/// Paths as the study knows them.
public enum AbsolutePath {
  /// The absolute form of a path, without `.`, `..` and doubled slashes; links are not resolved, except
  /// that `..` goes up in the path as it is written.
  public static func of(_ path: String) -> String {
    var full = path
    if !path.hasPrefix("/"), let folder = getcwd(nil, 0) {
      full = String(cString: folder) + "/" + path
      free(folder)
    }
    // Bytes: a mark that combines with the slash before it makes another character of both.
    var parts: [Substring] = []
    for part in full.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) where part != "."
    {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// A name in a folder.
  public static func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The path relative to a folder where it lies in it, else as it is; both absolute.
  public static func relative(_ path: String, to folder: String) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    guard path.utf8.starts(with: prefix.utf8) else { return path }
    return String(Substring(path.utf8.dropFirst(prefix.utf8.count)))
  }
}
