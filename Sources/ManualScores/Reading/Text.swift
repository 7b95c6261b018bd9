extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  /// The name of a column for comparison: lower case, with one space for every run of spaces,
  /// underscores and dots.
  var columnName: String {
    lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "." }.joined(separator: " ")
  }

  /// The last component of a path written on any system, without a media file's extension.
  var recordingStem: String {
    let name = trimmed.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? trimmed
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
