extension StringProtocol {
  /// The text without white space at its ends.
  public var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  /// The name of a column for comparison: lower case, with one space for every run of spaces,
  /// underscores and dots.
  public var columnName: String {
    lowercased().split { $0.isWhitespace || $0 == "_" || $0 == "." }.joined(separator: " ")
  }
}
